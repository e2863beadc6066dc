// What a tape looks like in numbers: spreads, depths, sizes, rates and jumps, so that generated
// markets can be held against recorded ones. Estimates only, never money.

import { startGauge } from './market-gauge.ts';
import { present } from '../../lib/units/invariant.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { ConditionId, TokenId } from '../../lib/units/ids.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { MarketGauge, MarketSamples } from './market-gauge.ts';

/** Measures a tape while it goes by. */
export type Measurement = {
  readonly take: (events: readonly TapeEvent[]) => void;
  /** What was measured so far, by market. */
  readonly samples: () => readonly MarketSamples[];
};

/** Starts measuring a tape that has not begun yet. */
export const measureTape = (tape: {
  readonly universe: Universe;
  readonly start: EpochMs;
}): Measurement => {
  const gauges = new Map<ConditionId, MarketGauge>();
  const gaugeOf = (token: TokenId): MarketGauge => {
    const { condition } = present(tape.universe.tokens.get(token), `token ${token} is listed`);
    const gauge = gauges.get(condition) ?? startGauge(condition, Number(msOfEpoch(tape.start)));
    gauges.set(condition, gauge);
    return gauge;
  };
  return {
    take: (events) => {
      for (const event of events) if ('token' in event) gaugeOf(event.token).take(event);
    },
    samples: () => [...gauges.values()].map((gauge) => gauge.samples),
  };
};

/** How many of the rising values are at most a limit. */
const countUpTo = (rising: Float64Array, limit: number): number => {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? limit) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The smallest samples at or below which the given shares of all samples lie, every market weighing
 * the same however long it was recorded. Markets without samples do not count; without any, there
 * is no quantile.
 * Range: shares from 0 to 1.
 */
export const pooledQuantiles = (
  markets: readonly (readonly number[])[],
  shares: readonly number[],
): readonly number[] => {
  const rising = markets
    .filter((samples) => samples.length > 0)
    .map((samples) => Float64Array.from(samples).sort());
  const all = Float64Array.from(rising.flatMap((samples) => [...samples])).sort();
  const shareUpTo = (limit: number): number =>
    rising.reduce((sum, samples) => sum + countUpTo(samples, limit) / samples.length, 0) /
    rising.length;
  const quantile = (share: number): number => {
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      // A sum of many quotients misses a whole share by its floats' noise.
      if (shareUpTo(all[middle] ?? 0) < share - 1e-12) low = middle + 1;
      else high = middle;
    }
    return all[low] ?? 0;
  };
  return all.length === 0 ? [] : shares.map(quantile);
};
