// The caps of a portfolio as decimal text, for records and reports.

import { formatRatio } from '../units/ratio.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { Limits } from './limits.ts';

/** What a portfolio was held to. */
export type Caps = {
  /** Unit: ratio. */
  readonly drawdownMax: string;
  /** Unit: USDC. */
  readonly exposureMax: string;
  /** Unit: USDC. */
  readonly perMarketMax: string;
  /** Unit: USDC. */
  readonly perEventMax: string;
  /** Unit: USDC. */
  readonly perCategoryMax: string;
};

/** The caps among the limits. */
export const capsOf = (limits: Limits): Caps => ({
  drawdownMax: formatRatio(limits.drawdownMax),
  exposureMax: formatUsdc(limits.exposureMax),
  perMarketMax: formatUsdc(limits.exposurePerMarketMax),
  perEventMax: formatUsdc(limits.exposurePerEventMax),
  perCategoryMax: formatUsdc(limits.exposurePerCategoryMax),
});
