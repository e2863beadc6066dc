// What is remembered of each market's prices from cycle to cycle: recent mids for moves, and the
// volatility of beliefs. Bounded, since it is part of the one durable state item.

import { midPriceOf } from '../domain/fair-price.ts';
import { logOddsOf } from '../units/log-odds.ts';
import { probabilityOf } from '../units/price.ts';
import { elapsed, hours, secondsAsEstimate } from '../units/time.ts';
import { times } from '../units/quantity.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { FairPriceParameters } from '../domain/parameters.ts';
import type { FairSample, MarketMemory } from '../domain/strategy-memory.ts';
import type { ConditionId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** When memory is brought up to date, and by which parameters. */
export type MemoryUpdate = {
  readonly now: EpochMs;
  readonly parameters: Pick<FairPriceParameters, 'moveWindow' | 'volatilityHalfLife'>;
};

type MarketMemories = ReadonlyMap<ConditionId, MarketMemory>;

const UNSEEN: MarketMemory = {
  samples: [],
  variancePerHour: 0,
  lastValid: null,
  invalidCycles: 0,
};

// Samples closer together than this share of the window replace each other: some 30 a market, so
// that a hundred markets stay far below the size of a state item at five seconds a cycle.
const SAMPLES_PER_WINDOW = 30n;

// After four half-lives a variance weighs a sixteenth; a market not seen for longer starts afresh.
const HALF_LIVES_KEPT = 4n;

const hoursOf = (duration: DurationMs): number =>
  secondsAsEstimate(duration) / secondsAsEstimate(hours(1));

const recent = (samples: readonly FairSample[], update: MemoryUpdate): readonly FairSample[] =>
  samples.filter((sample) => elapsed(sample.at, update.now) <= update.parameters.moveWindow);

const withSample = (
  samples: readonly FairSample[],
  sample: FairSample,
  window: DurationMs,
): readonly FairSample[] => {
  const beforeLast = samples.at(-2);
  const crowded =
    beforeLast !== undefined &&
    times(elapsed(beforeLast.at, sample.at), SAMPLES_PER_WINDOW) <= window;
  return [...(crowded ? samples.slice(0, -1) : samples), sample];
};

/**
 * The EWMA of squared log-odds moves per hour, after one more move over a time. The first move ever
 * seen counts in full: a new market starts from what it shows rather than from calm, which errs to
 * the wide side and fades with the half-life.
 */
const nextVariance = (memory: MarketMemory, sample: FairSample, halfLife: DurationMs): number => {
  const { lastValid, variancePerHour } = memory;
  if (lastValid === null || lastValid.at >= sample.at) return variancePerHour;
  const time = elapsed(lastValid.at, sample.at);
  const move = logOddsOf(probabilityOf(sample.yes)) - logOddsOf(probabilityOf(lastValid.yes));
  const rate = (move * move) / hoursOf(time);
  if (variancePerHour === 0) return rate;
  const kept = Math.exp((-Math.LN2 * hoursOf(time)) / hoursOf(halfLife));
  return kept * variancePerHour + (1 - kept) * rate;
};

const remembered = (memory: MarketMemory, fair: FairPrice, update: MemoryUpdate): MarketMemory => {
  const { moveWindow, volatilityHalfLife } = update.parameters;
  const samples = recent(memory.samples, update);
  if (fair.kind === 'invalid')
    return { ...memory, samples, invalidCycles: memory.invalidCycles + 1 };
  const sample: FairSample = { at: update.now, yes: fair.yes };
  const mid: FairSample = { at: update.now, yes: midPriceOf(fair) };
  return {
    samples: withSample(samples, mid, moveWindow),
    variancePerHour: nextVariance(memory, sample, volatilityHalfLife),
    lastValid: sample,
    invalidCycles: 0,
  };
};

const isForgotten = (memory: MarketMemory, update: MemoryUpdate): boolean =>
  memory.lastValid === null ||
  elapsed(memory.lastValid.at, update.now) >
    times(update.parameters.volatilityHalfLife, HALF_LIVES_KEPT);

/**
 * Brings the memory of all markets up to date with this cycle's fair prices. A market without a
 * price this cycle keeps its memory for four half-lives.
 */
export const updateMarketMemory = (
  memory: MarketMemories,
  fair: ReadonlyMap<ConditionId, FairPrice>,
  update: MemoryUpdate,
): MarketMemories => {
  const unseen = [...memory].filter(
    ([condition, market]) => !fair.has(condition) && !isForgotten(market, update),
  );
  const seen = [...fair].map(
    ([condition, price]) =>
      [condition, remembered(memory.get(condition) ?? UNSEEN, price, update)] as const,
  );
  return new Map([...unseen, ...seen]);
};

/**
 * The belief volatility of a market, at least the floor.
 * Unit: log-odds per square root of an hour.
 */
export const beliefVolatility = (
  memory: MarketMemory | undefined,
  parameters: Pick<FairPriceParameters, 'volatilityFloor'>,
): number => Math.max(parameters.volatilityFloor, Math.sqrt(memory?.variancePerHour ?? 0));

/** The belief volatility over a stretch of time. Unit: log-odds. */
export const beliefMove = (volatility: number, time: DurationMs): number =>
  volatility * Math.sqrt(hoursOf(time));
