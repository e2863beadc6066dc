// All points of a scenario, one run after the other.

import { booksDiffer, play } from '../play/play.ts';
import { outcomesOf } from '../outcomes/by-label.ts';
import { NO_HARM } from '../stage/stage.ts';
import {
  deathsAt,
  lateAnswersAt,
  laterDeathsAt,
  muchLaterDeathsAt,
  nameOf,
  onItsWay,
  outcomesAt,
  seenBefore,
  stalled,
  stallsAt,
  unseen,
} from './points.ts';
import type { DeadlyPoint } from '../awaits/witnesses.ts';
import type { OutcomeFamily } from '../outcomes/by-label.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { Intervention, ProcessFate, SeenRequest } from '../stage/probe.ts';
import type { Hands } from '../stage/market.ts';
import type { Scenario } from '../stage/scenario.ts';
import type { Played } from '../play/play.ts';
import type { Point } from './points.ts';

type ProcessFamily = 'deaths' | 'later deaths' | 'much later deaths' | 'stalls' | 'late answers';

/** Which of the points are looked at: the processes that die or stand still, or the outcomes. */
export type Family = ProcessFamily | OutcomeFamily;

/**
 * What is looked at after an outcome: the process that stands still, lives on, or goes ways that it
 * goes for the outcome's sake only, and dies; the last of these alone; or only the death that hides
 * the outcome.
 */
type Following = 'everything' | 'its way' | 'its death';

/** How thoroughly. */
export type Depth = {
  readonly families: readonly Family[];
  /** How much of what may follow on the outcome of something placed, cancelled or sent. */
  readonly follow: 'everything' | 'its death';
  /** Every n-th point only. */
  readonly every: number;
};

/** Something that was found broken. */
export type Finding = {
  readonly scenario: string;
  readonly point: string;
  readonly broken: readonly string[];
};

/** What the points of a scenario came to. */
export type Explored = {
  readonly scenario: string;
  readonly requests: number;
  readonly points: number;
  /** How many runs had an outcome that is not the usual one. */
  readonly outcomes: number;
  /** How many runs had the venue's history of one without a crash, and so had to have its books. */
  readonly compared: number;
  /** How many orders were held against the venue two cycles later. */
  readonly settled: number;
  readonly steps: number;
  readonly findings: readonly Finding[];
  /** For each await in which a process has died, the first point at which one did. */
  readonly witnesses: ReadonlyMap<number, DeadlyPoint>;
};

const outcomeOf = (requests: readonly SeenRequest[], { outcome }: Point): Outcome | undefined => {
  if (outcome === null) return undefined;
  const label = requests.find(({ request }) => request === outcome.request)?.label ?? '';
  return outcomesOf(label).find(({ name }) => name === outcome.name);
};

const stalling = (ms: number): ProcessFate => ({ kind: 'stalls', ms });

const interventionsOf =
  (point: Point, requests: readonly SeenRequest[]) =>
  (hands: Hands): readonly Intervention[] => {
    const { outcome, stall } = point;
    const chosen = outcomeOf(requests, point);
    if (outcome === null || chosen === undefined)
      return stall === null
        ? []
        : [{ request: stall.request, of: 'one', fate: null, process: stalling(stall.ms) } as const];
    const { request } = outcome;
    const process = stall?.request === request ? stalling(stall.ms) : null;
    return [{ request, of: chosen.of, fate: chosen.fate(hands), process }];
  };

type Tally = { -readonly [Key in keyof Explored]: Explored[Key] };

/** Looks at points of one scenario. */
export type Explorer = {
  readonly unharmed: Played;
  /**
   * Plays one point; what is broken is noted. Its books must be those of the likeness, where the
   * venue's history is the same.
   */
  readonly at: (point: Point, likeness: Played | null) => Promise<Played>;
  readonly explored: () => Explored;
};

/** Plays a scenario unharmed, and makes its explorer. */
export const createExplorer = async (scenario: Scenario): Promise<Explorer> => {
  const listen = (): void => undefined;
  const unharmed = await play({ scenario, harm: NO_HARM, afterwards: 'warm', listen });
  const { requests } = unharmed;
  const tally: Tally = {
    scenario: scenario.name,
    requests: requests.length,
    points: 0,
    outcomes: 0,
    compared: 0,
    settled: unharmed.settled,
    steps: unharmed.steps,
    findings: [],
    witnesses: new Map(),
  };
  const witnesses = new Map<number, DeadlyPoint>();
  const note = (point: string, broken: readonly string[]): void => {
    if (broken.length > 0)
      tally.findings = [...tally.findings, { scenario: scenario.name, point, broken }];
  };
  note('unharmed', unharmed.broken);
  return {
    unharmed,
    at: async (point, likeness) => {
      const harm = { death: point.death, interventions: interventionsOf(point, requests) };
      // What stood still goes on where the next invocation is: in its own environment.
      const isWarm = point.stall !== null || tally.points % 2 === 0;
      const afterwards = isWarm ? 'warm' : 'cold';
      const one = await play({ scenario, harm, afterwards, listen });
      tally.points += 1;
      tally.settled += one.settled;
      tally.steps += one.steps;
      if (point.outcome !== null) tally.outcomes += 1;
      const { death } = point;
      if (death !== null)
        for (const id of one.diedIn) if (!witnesses.has(id)) witnesses.set(id, { ...point, death });
      if (one.venue === likeness?.venue) tally.compared += 1;
      const differing = likeness === null ? [] : booksDiffer(one, likeness);
      note(nameOf(point, [...one.requests, ...requests]), [...one.broken, ...differing]);
      return one;
    },
    explored: () => ({ ...tally, witnesses }),
  };
};

// What is placed, cancelled or sent is looked at with as much of what may follow as is asked for.
const GRAVE: readonly OutcomeFamily[] = [
  'placing',
  'more placing',
  'cancelling',
  'more cancelling',
  'sending',
  'handing',
];

const PROCESSES = {
  deaths: deathsAt,
  'later deaths': laterDeathsAt,
  'much later deaths': muchLaterDeathsAt,
  stalls: stallsAt,
  'late answers': lateAnswersAt,
} as const satisfies Readonly<Record<ProcessFamily, unknown>>;

const isOfProcesses = (family: Family): family is ProcessFamily => family in PROCESSES;

const withAllThatFollows = async (
  explorer: Explorer,
  point: Point,
  follow: Following,
): Promise<void> => {
  const { unharmed } = explorer;
  const kind = outcomeOf(unharmed.requests, point)?.kind;
  // In another market a crash is measured by the run of the same outcome without it.
  const likeness = kind === 'deed' ? null : unharmed;
  const one = await explorer.at(point, likeness);
  const { requests: seen } = one;
  // What only its answer tells is not told to the dead: their death has been looked at.
  const death = kind === 'word' ? [] : unseen(point);
  const late = kind === 'word' ? [] : stalled(point);
  const way = onItsWay(point, { unharmed: unharmed.requests, seen });
  const following = {
    everything: [...death, ...late, ...seenBefore(point, seen), ...way],
    'its way': way,
    'its death': death,
  };
  for (const next of following[follow]) await explorer.at(next, likeness ?? one);
};

const exploreOutcomes = async (
  explorer: Explorer,
  family: OutcomeFamily,
  { every, follow }: Depth,
): Promise<void> => {
  const points = outcomesAt(explorer.unharmed.requests, family);
  const how = GRAVE.includes(family) ? follow : 'its way';
  for (const [index, point] of points.entries())
    if (index % every === 0) await withAllThatFollows(explorer, point, how);
};

/** Explores a scenario. */
export const explore = async (scenario: Scenario, depth: Depth): Promise<Explored> => {
  const { families, every } = depth;
  const explorer = await createExplorer(scenario);
  const { requests } = explorer.unharmed;
  for (const family of families) {
    if (!isOfProcesses(family)) {
      await exploreOutcomes(explorer, family, depth);
      continue;
    }
    for (const [index, point] of PROCESSES[family](requests).entries())
      if (index % every === 0) await explorer.at(point, explorer.unharmed);
  }
  return explorer.explored();
};

/** Looks at some points of a scenario alone. */
export const explorePoints = async (
  scenario: Scenario,
  points: readonly Point[],
): Promise<Explored> => {
  const explorer = await createExplorer(scenario);
  for (const point of points) await explorer.at(point, null);
  return explorer.explored();
};
