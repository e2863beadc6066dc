// What was put before the judges: a checker that is content and one that never had anything to
// judge say the same. Nothing here judges; a long run in which one of these stays at zero has not
// shown that the guarantee holds.

import { GONE_WITHIN_MS } from '../checkers/g4-halted.ts';
import { savedIn } from '../checkers/stored.ts';
import { bodiesIn } from '../checkers/sighting.ts';
import { ownOrders } from '../checkers/truth.ts';
import { isHalting } from '../weather/operator.ts';
import { isPlacing } from '../weather/ways.ts';
import type { Sighting } from '../checkers/sighting.ts';
import type { Truth } from '../checkers/truth.ts';
import type { Asked } from '../world/twins.ts';
import type { Instant } from '../world/timeline.ts';

// Whose work each figure is, and what it counts in words.
const COUNTED = {
  sent: ['G1', 'orders as they were sent'],
  arrived: ['G2', 'orders as they arrived'],
  worths: ['G1', 'worths of all that is held'],
  turned: ['G4', 'turns of the switch to a halt'],
  halts: ['G4', 'halts to the time when nothing may rest any more'],
  saves: ['G6', 'states as they were saved'],
  rests: ['G6', 'books at rest'],
  twins: ['G8', 'invocations with a twin'],
  compared: ['G8', 'requests beside those of a twin'],
} as const;

type Figure = keyof typeof COUNTED;

const FIGURES = Object.keys(COUNTED) as readonly Figure[];

/** How much there was to judge, by what it was. */
export type Judged = Readonly<Record<Figure, number>>;

const figuresOf = (value: (figure: Figure) => number): Judged =>
  Object.fromEntries(FIGURES.map((figure) => [figure, value(figure)])) as Judged;

/** Nothing yet. */
export const NOTHING_JUDGED: Judged = figuresOf(() => 0);

/** Both together. */
export const together = (a: Judged, b: Judged): Judged =>
  figuresOf((figure) => a[figure] + b[figure]);

// In so many cycles each of them has come about many times, whatever the seeds.
const CYCLES_ENOUGH = 2_000;

/** What a run of so many cycles should have put before a judge and has not, in a sentence. */
export const neverJudged = (judged: Judged, cycles: number): readonly string[] => {
  const missing = FIGURES.filter((figure) => judged[figure] === 0);
  if (cycles < CYCLES_ENOUGH || missing.length === 0) return [];
  const texts = missing.map((figure) => `${COUNTED[figure][1]} (${COUNTED[figure][0]})`);
  return [`NEVER JUDGED in ${String(cycles)} cycles: ${texts.join(', ')}`];
};

/** Counts what there is to judge, where a checker is there that judges it. */
export type Tally = {
  readonly see: (sighting: Sighting, truth: Truth) => void;
  readonly seeTwin: (asked: Asked) => void;
  /** The books were compared at rest. */
  readonly seeRest: () => void;
  /** What all is worth was compared at rest. */
  readonly seeWorth: () => void;
  readonly judged: () => Judged;
};

/** Starts at zero, with checkers of these names. */
export const createTally = (checkers: readonly string[]): Tally => {
  const counts = new Map<Figure, number>();
  const add = (figure: Figure, number = 1): void =>
    void counts.set(figure, (counts.get(figure) ?? 0) + number);
  const addFor = (figure: Figure, number = 1): void => {
    if (checkers.includes(COUNTED[figure][0])) add(figure, number);
  };
  // Since when there is a halt that found orders to end, and has not been judged to its end.
  let halt: Instant | null = null;
  const seeSwitch = (at: Instant, truth: Truth): void => {
    const isHalt = isHalting(truth.word().word);
    halt = isHalt && ownOrders(truth.venue).length > 0 ? at : null;
    if (isHalt) addFor('turned');
  };
  const seeHalt = (at: Instant): void => {
    if (halt === null || at - halt <= GONE_WITHIN_MS) return;
    halt = null;
    addFor('halts');
  };
  return {
    see: (sighting, truth) => {
      const { kind, at } = sighting;
      if (kind === 'sent') addFor('sent', sighting.bodies.length);
      if (kind === 'arrived' && isPlacing(sighting.call))
        addFor('arrived', bodiesIn(sighting.call.body).length);
      if (kind === 'switch-turned') seeSwitch(at, truth);
      if (kind === 'minute' || kind === 'arrived') seeHalt(at);
      if (savedIn(sighting) !== null) addFor('saves');
    },
    seeTwin: ({ original, twin }) => {
      const both = Math.min(original.length, twin.length);
      if (both > 0) add('twins');
      add('compared', both);
    },
    seeRest: () => add('rests'),
    seeWorth: () => add('worths'),
    judged: () => figuresOf((figure) => counts.get(figure) ?? 0),
  };
};
