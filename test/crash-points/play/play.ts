// One run of a scenario: its story, the cycle in question with whatever is to happen to it, three
// calm cycles, and then everything at rest. What is broken on the way is told with its place.

import { fillTimes, ledgerBalances, ledgerHistory, venueHistory } from './books.ts';
import { amissAtRest, historyAmissAtRest, convergence } from './converged.ts';
import { openStage } from '../stage/stage.ts';
import { CYCLE, isOwnError } from '../../simulator/simulate/minute.ts';
import { QUIET } from '../stage/scenario.ts';
import type { Sighting } from '../../simulator/checkers/sighting.ts';
import type { SeenRequest } from '../stage/probe.ts';
import type { Scenario } from '../stage/scenario.ts';
import type { Harm, Stage } from '../stage/stage.ts';

/** What a run is asked for. */
export type Run = {
  readonly scenario: Scenario;
  readonly harm: Harm;
  /** Whether the cycles after it run in an environment that was there before, or in a new one. */
  readonly afterwards: 'warm' | 'cold';
  readonly listen: (sighting: Sighting) => void;
};

/** What a run came to. */
export type Played = {
  /** How the cycle in question ended, and the calm ones after it. */
  readonly ends: readonly string[];
  /** The awaits in which the process of the cycle in question died. */
  readonly diedIn: readonly number[];
  readonly requests: readonly SeenRequest[];
  readonly broken: readonly string[];
  /** What has happened at the venue, and what the books say: to be compared with another run. */
  readonly venue: string;
  readonly balances: string;
  readonly history: string;
  /** How many orders were old enough, two cycles later, to be held against the venue. */
  readonly settled: number;
  /** How many things the checkers have looked at. */
  readonly steps: number;
  readonly fills: number;
};

const CONVERGED_AFTER = 2;
const CALM_CYCLES = 3;
const REST_CYCLES_MAX = 12;

const UNHARMED = { clockAhead: 0, death: null, start: 'any' } as const;

const isSaved = (end: string): boolean => end === 'saved';

// Nothing is expected of them but what holds at every instant.
const losing = async (stage: Stage, { lost }: Scenario): Promise<void> => {
  for (const { act, diesAt } of lost) {
    const death = diesAt === null ? null : ({ request: diesAt, when: 'after' } as const);
    await stage.call({ clockAhead: 0, death, start: death === null ? 'any' : 'cold' }, act);
  }
};

// The cycles after it: two until everything is as the venue says, and one more as usual.
const calm = async (
  stage: Stage,
  { after }: Scenario,
): Promise<{ readonly ends: readonly string[]; readonly settled: number }> => {
  const ends: string[] = [];
  let settled = 0;
  for (let cycle = 1; cycle <= CALM_CYCLES; cycle += 1) {
    let begun = 0;
    const end = await stage.call(UNHARMED, (hands) => {
      begun = stage.world.timeline.now();
      (after.get(cycle) ?? QUIET)(hands);
    });
    ends.push(end);
    const checker = isOwnError(end) ? CYCLE : 'G5';
    if (!isSaved(end)) stage.watch.report(checker, [`calm cycle ${String(cycle)} ended ${end}`]);
    if (cycle !== CONVERGED_AFTER) continue;
    const { judged, broken } = convergence(stage, begun);
    settled = judged;
    stage.watch.report('G5', broken);
  }
  return { ends, settled };
};

const rest = async (stage: Stage): Promise<void> => {
  stage.hands.switch('halt');
  let amiss: readonly string[] = ['never looked at'];
  for (let cycle = 0; cycle < REST_CYCLES_MAX && amiss.length > 0; cycle += 1) {
    await stage.call(UNHARMED, QUIET);
    amiss = amissAtRest(stage);
  }
  stage.watch.report('G6', amiss);
  stage.watch.report('G6', historyAmissAtRest(stage));
};

const LINES_SHOWN = 8;

const saidIn = ({ world }: Stage): readonly string[] =>
  world.lines
    .map((line) => (JSON.parse(line) as { readonly message?: string }).message ?? '')
    .filter((message) => message !== '')
    .slice(-LINES_SHOWN)
    .map((message) => `  said: ${message.split('\n')[0] ?? ''}`);

const brokenIn = (stage: Stage): readonly string[] => {
  const violation = stage.watch.violation();
  if (violation === null) return [];
  const at = new Date(violation.at).toISOString().slice(11, 23);
  return [
    ...violation.broken.map((text) => `${violation.checker} at ${at}: ${text}`),
    ...saidIn(stage),
  ];
};

const played = async (stage: Stage, run: Run): Promise<Played> => {
  const { scenario, harm, afterwards } = run;
  for (const act of scenario.before) await stage.call(UNHARMED, act);
  const { end, diedIn } = await stage.cycle(harm);
  const requests = stage.probe.seen();
  if (afterwards === 'cold') stage.world.deploy('shipped');
  await losing(stage, scenario);
  const { ends, settled } = await calm(stage, scenario);
  await rest(stage);
  const truth = stage.watch.truth();
  const state = truth.state();
  return {
    ends: [end, ...ends],
    diedIn,
    requests,
    broken: brokenIn(stage),
    venue: venueHistory(truth, stage.world.dynamo.items()),
    balances: state === null ? '' : ledgerBalances(state),
    history: ledgerHistory(stage.world.dynamo.items()),
    settled,
    steps: stage.watch.steps(),
    fills: fillTimes(truth).size,
  };
};

/** Plays a scenario once. */
export const play = async (run: Run): Promise<Played> => {
  const stage = await openStage(run.scenario, run.listen);
  try {
    return await played(stage, run);
  } finally {
    stage.world.close();
  }
};

const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim());

const onlyIn = (text: string, other: string): readonly string[] => {
  const known = new Set(linesOf(other));
  return linesOf(text).filter((line) => !known.has(line));
};

const differing = (what: string, text: string, other: string): readonly string[] =>
  text === other
    ? []
    : [
        ...onlyIn(text, other).map((line) => `${what} after the crash only: ${line}`),
        ...onlyIn(other, text).map((line) => `${what} without it only: ${line}`),
      ];

/** What differs between the books of two runs in which the venue has the same history. */
export const booksDiffer = (one: Played, likeness: Played): readonly string[] =>
  one.venue === likeness.venue
    ? [
        ...differing('balances', one.balances, likeness.balances),
        ...differing('entries', one.history, likeness.history),
      ]
    : [];
