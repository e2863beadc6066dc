// Choosing on one part of the data and looking at another: by time, where the held-out part comes
// after the one that was chosen on, and by market, where it is other markets of the same time.

import { err, ok } from '../units/result.ts';
import { knownFigure, unknownFigure, valueOr } from './figure.ts';
import { signFlipTest } from './permutation.ts';
import { periodsIn } from './periods.ts';
import { bestOf, FILLS_MIN, scoreOf, sliceScore, wholeScore } from './score.ts';
import { deflatedAmong, sharpeRatio } from './sharpe.ts';
import { keyOf, countingBand } from './sweep-run.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { Result } from '../units/result.ts';
import type { Figure } from './figure.ts';
import type { Stretch } from './periods.ts';
import type { Criterion, Score, Slice } from './score.ts';
import type { MarketGroup, RunResult, SweepRun } from './sweep-run.ts';
import type { Values } from './values.ts';

/** How the data is divided. */
export type Division = { readonly by: 'time' | 'markets'; readonly folds: number };

/** The fewest and the most folds. */
export const FOLDS = { min: 2, max: 20 } as const;

/** A fold before anything was chosen: what is chosen on, and what is held out. */
export type PlannedFold = {
  readonly name: string;
  /** The runs that are chosen from, one a trial, and which of their periods count. */
  readonly train: readonly SweepRun[];
  readonly slice: Slice | 'whole';
  /** The run on what was held out, but for the values. */
  readonly heldOut: Omit<SweepRun, 'values'>;
};

/** What is divided. */
export type Divided = {
  readonly trials: readonly Values[];
  readonly stretch: Stretch;
  readonly universe: Universe;
  /** The only markets that the environment allows, by slug or condition id; empty means all. */
  readonly only: readonly string[];
};

const ALL: MarketGroup = { kind: 'all' };

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** The run of a trial over all of the tape. */
export const wholeRun = (values: Values, { from, until }: Stretch): SweepRun => ({
  values,
  from: isoOf(from),
  until: isoOf(until),
  markets: ALL,
});

// The first parts are chosen on, each time one more, and the part after them is held out. A choice
// is made on the beginning of the runs over everything, which is the same as runs that end there.
const byTime = ({ trials, stretch }: Divided, folds: number): readonly PlannedFold[] => {
  const periods = periodsIn(stretch);
  const { from, until, periodMs } = stretch;
  const train = trials.map((values) => wholeRun(values, stretch));
  const borderAt = (part: number): number => Math.floor((periods * part) / (folds + 1));
  const timeAt = (part: number): number => from + borderAt(part) * periodMs;
  return Array.from({ length: folds }, (_, place) => {
    const part = place + 1;
    const end = part === folds ? until : timeAt(part + 1);
    return {
      name: `${part}/${folds}`,
      train,
      slice: { from: 0, to: borderAt(part) },
      heldOut: { from: isoOf(timeAt(part)), until: isoOf(end), markets: ALL },
    };
  });
};

const allowedMarkets = ({ universe, only }: Divided): readonly Market[] =>
  [...universe.markets.values()].filter(
    ({ slug, condition }) => only.length === 0 || only.includes(slug) || only.includes(condition),
  );

const eventsOf = (markets: readonly Market[]): readonly string[] =>
  [...new Set(markets.map(({ event }) => event))].toSorted();

// Markets of one event move together, so that an event is in one group as a whole.
const byMarkets = (divided: Divided, folds: number): readonly PlannedFold[] => {
  const { trials, stretch } = divided;
  const markets = allowedMarkets(divided);
  const events = eventsOf(markets);
  const groupOf = ({ event }: Market): number => events.indexOf(event) % folds;
  const those = (name: string, isIn: (market: Market) => boolean): MarketGroup => ({
    kind: 'some',
    name,
    conditions: markets.filter(isIn).map(({ condition }) => condition),
  });
  return Array.from({ length: folds }, (_, place) => {
    const group = `markets ${place + 1}/${folds}`;
    const others = those(`all but ${group}`, (market) => groupOf(market) !== place);
    const held = those(group, (market) => groupOf(market) === place);
    const whole = wholeRun({}, stretch);
    return {
      name: `${place + 1}/${folds}`,
      train: trials.map((values) => ({ ...whole, values, markets: others })),
      slice: 'whole',
      heldOut: { from: whole.from, until: whole.until, markets: held },
    };
  });
};

/** Divides. Refuses: what is too short, or has too few events, for so many folds. */
export const planFolds = (
  divided: Divided,
  { by, folds }: Division,
): Result<readonly PlannedFold[], string> => {
  if (by === 'time') {
    const periods = periodsIn(divided.stretch);
    return periods > folds
      ? ok(byTime(divided, folds))
      : err(`the tape has ${periods} periods: too few for ${folds} folds by time`);
  }
  const events = eventsOf(allowedMarkets(divided)).length;
  return events >= folds
    ? ok(byMarkets(divided, folds))
    : err(`the tape has markets of ${events} events: too few for ${folds} folds by market`);
};

/** A fold with its choice. */
export type ChosenFold = {
  readonly name: string;
  readonly heldOut: SweepRun;
  readonly inSample: Score;
  /** The probability that the in-sample Sharpe ratio is more than the luck of so many trials. */
  readonly deflated: Figure;
};

/** Runs by their keys. */
export type Results = ReadonlyMap<string, RunResult>;

/** Chooses the best trial of a fold; null where nothing is known of any. */
export const chooseIn = (
  { name, train, slice, heldOut }: PlannedFold,
  results: Results,
  criterion: Criterion,
): ChosenFold | null => {
  const scores = train.flatMap((run) => {
    const result = results.get(keyOf(run));
    if (result === undefined) return [];
    const score = slice === 'whole' ? wholeScore(result) : sliceScore(result, slice);
    return [{ run, score }];
  });
  const best = bestOf(
    scores.map(({ score }) => score),
    criterion,
  );
  const chosen = best === null ? undefined : scores[best];
  if (chosen === undefined) return null;
  const { sharpe, profits } = chosen.score;
  const all = scores.map(({ score }) => score.profits);
  return {
    name,
    heldOut: { ...heldOut, values: chosen.run.values },
    inSample: chosen.score,
    deflated: sharpe.kind === 'unknown' ? sharpe : deflatedAmong(profits, all),
  };
};

/** A fold with what its choice did on the part that was held out. */
export type JudgedFold = ChosenFold & { readonly outOfSample: Score; readonly chance: Figure };

/** Everything that was held out, together. */
export type Judgement = {
  readonly folds: readonly JudgedFold[];
  readonly together: Score;
  /** The p value of all that was held out. */
  readonly chance: Figure;
};

const chanceOf = ({ fills, profits }: Score, seed: bigint): Figure =>
  fills < FILLS_MIN
    ? unknownFigure(`${fills} fills; fewer than ${FILLS_MIN} prove nothing`)
    : signFlipTest(profits, seed);

type Held = { readonly profits: readonly (string | null)[]; readonly fillsIn: readonly number[] };

const heldIn = (result: RunResult | undefined): Held =>
  (result === undefined ? undefined : countingBand(result)) ?? { profits: [], fillsIn: [] };

// What groups of markets brought in one period is one sum: taken for several periods, one storm
// would count as many. A period that is not known of any group is part of the next that is.
const summed = (held: readonly Held[]): Held['profits'] => {
  const length = Math.max(0, ...held.map(({ profits }) => profits.length));
  let before = 0;
  return Array.from({ length }, (_, place) => {
    const each = held.map(({ profits }) => profits[place] ?? null);
    const sum = each.reduce((all, one) => all + Number(one ?? 0), before);
    before = each.includes(null) ? sum : 0;
    return each.includes(null) ? null : sum.toFixed(6);
  });
};

const netOf = (folds: readonly { readonly outOfSample: Score }[]): Figure => {
  const nets = folds.map(({ outOfSample }) => outOfSample.net);
  const unknown = nets.find(({ kind }) => kind === 'unknown');
  return unknown ?? knownFigure(nets.reduce((sum, net) => sum + valueOr(net, 0), 0));
};

// Parts that follow each other are one series.
const togetherOf = (
  folds: readonly { readonly outOfSample: Score }[],
  held: readonly Held[],
  by: Division['by'],
): Score =>
  scoreOf(
    by === 'time' ? held.flatMap(({ profits }) => profits) : summed(held),
    held.flatMap(({ fillsIn }) => fillsIn),
    netOf(folds),
  );

const NOT_RUN: Score = {
  net: unknownFigure('it was not run'),
  fills: 0,
  profits: [],
  unknownPeriods: 0,
  sharpe: sharpeRatio([]),
};

/** Looks at what the choices did where they were not chosen. */
export const judge = (
  chosen: readonly ChosenFold[],
  results: Results,
  { by, seed }: { readonly by: Division['by']; readonly seed: bigint },
): Judgement => {
  const folds = chosen.map((fold): JudgedFold => {
    const result = results.get(keyOf(fold.heldOut));
    const outOfSample = result === undefined ? NOT_RUN : wholeScore(result);
    return { ...fold, outOfSample, chance: chanceOf(outOfSample, seed) };
  });
  const held = chosen.map(({ heldOut }) => heldIn(results.get(keyOf(heldOut))));
  const together = togetherOf(folds, held, by);
  return { folds, together, chance: chanceOf(together, seed) };
};
