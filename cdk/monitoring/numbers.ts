// The limits of a portfolio as the plain numbers that alarms and charts take. Nothing is decided
// with them: the risk manager counts in exact units.

import { ppmOf } from '../../lib/units/ratio.ts';
import { msOfDuration } from '../../lib/units/time.ts';
import { microsOfUsdc } from '../../lib/units/usdc.ts';
import type { DurationMs, UsdcMicros } from '../../lib/units/quantity.ts';
import type { Ratio } from '../../lib/units/ratio.ts';

/** An amount in dollars. */
export const dollars = (amount: UsdcMicros): number => Number(microsOfUsdc(amount)) / 1_000_000;

/** A factor in percent. */
export const percent = (factor: Ratio): number => Number(ppmOf(factor)) / 10_000;

/** A length of time in milliseconds. */
export const milliseconds = (length: DurationMs): number => Number(msOfDuration(length));

/** A part of a number, to the cent: an alarm shows its threshold to people. */
export const partOf = (whole: number, share: number): number =>
  Math.round(whole * share * 100) / 100;
