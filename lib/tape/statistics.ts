// What a tape looks like in numbers: spreads, depths, sizes, rates and jumps, so that generated
// markets can be held against recorded ones. Estimates only, never money.

import { startGauge } from './market-gauge.ts';
import { present } from '../units/invariant.ts';
import { msOfEpoch } from '../units/time.ts';
import type { Universe } from '../domain/market.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
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

/**
 * The value below which a share of the samples lies, every market weighing the same however long it
 * was recorded; undefined without samples.
 * Range: share 0 to 1.
 */
export const pooledQuantile = (
  markets: readonly (readonly number[])[],
  share: number,
): number | undefined => {
  const weighted = markets
    .flatMap((samples) => samples.map((value) => ({ value, weight: 1 / samples.length })))
    .sort((a, b) => a.value - b.value);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { value, weight } of weighted) {
    below += weight;
    // A sum of many reciprocals misses a whole by its floats' noise.
    if (below >= share * total - 1e-9) return value;
  }
  return undefined;
};
