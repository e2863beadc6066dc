// How long something takes: always the same, around a median, or as it was measured. What is drawn
// hangs on the seed alone.

import type { Random } from '../tape/generator/random.ts';

/** A delay. Unit: ms. */
export type Delay =
  | { readonly kind: 'fixed'; readonly ms: number }
  | {
      /** Its logarithm is normal: half of all take less than the median, one in twenty more. */
      readonly kind: 'log-normal';
      readonly medianMs: number;
      readonly p95Ms: number;
    }
  | {
      /** Quantiles in equal steps from the least to the most, straight lines between them. */
      readonly kind: 'measured';
      readonly quantilesMs: readonly [number, ...number[]];
    };

/** Nothing takes any time. */
export const AT_ONCE: Delay = { kind: 'fixed', ms: 0 };

// The normal variable below which nineteen in twenty lie.
const Z95 = 1.6448536269514722;

const quantileOf = (quantiles: readonly [number, ...number[]], share: number): number => {
  const place = share * (quantiles.length - 1);
  const below = quantiles[Math.floor(place)] ?? quantiles[0];
  const above = quantiles[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
};

/** Draws delays, in whole milliseconds. */
export const drawing =
  (delay: Delay, random: Random): (() => number) =>
  () => {
    switch (delay.kind) {
      case 'fixed':
        return delay.ms;
      case 'log-normal': {
        const sigma = Math.log(delay.p95Ms / delay.medianMs) / Z95;
        return Math.round(random.logNormal(delay.medianMs, sigma));
      }
      case 'measured':
        return Math.round(quantileOf(delay.quantilesMs, random.uniform()));
    }
  };

/** The delay that only one in twenty exceeds, taken every time. */
export const atItsWorst = (delay: Delay): Delay => {
  if (delay.kind === 'fixed') return delay;
  const ms = delay.kind === 'log-normal' ? delay.p95Ms : quantileOf(delay.quantilesMs, 0.95);
  return { kind: 'fixed', ms };
};
