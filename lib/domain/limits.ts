// The numbers that bound what can be lost: they come from a preset and its overrides, never code.

import type { PriceOffset, UsdcMicros, DurationMs } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** The limits of one portfolio. */
export type Limits = {
  readonly exposureMax: UsdcMicros;
  readonly exposurePerMarketMax: UsdcMicros;
  readonly exposurePerCategoryMax: UsdcMicros;
  readonly exposurePerEventMax: UsdcMicros;
  /** Range: strictly between 0 and 1. */
  readonly drawdownMax: Ratio;
  readonly slippageMax: PriceOffset;
  readonly consecutiveRejectsMax: number;
  readonly breakerCooldown: DurationMs;
  readonly apiUnhealthyAfter: DurationMs;
  readonly bookAgeMax: DurationMs;
};
