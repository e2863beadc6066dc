// The numbers of the baselines that results are compared with. They were chosen before the first
// comparison and are not tuned: a baseline that is made better until it wins, or worse until it
// loses, says nothing.

import { cents } from '../units/price.ts';
import { ratio, scale } from '../units/ratio.ts';
import { sharesWorth } from '../units/money.ts';
import { toLot } from '../units/shares.ts';
import { bands } from './bands.ts';
import { fixedSpread } from './fixed-spread.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Band } from './bands.ts';
import type { Baseline } from './baseline.ts';

/** The baselines, by name. */
export const BASELINE_NAMES = ['fixed-spread', 'bands'] as const;

/** One of them. */
export type BaselineName = (typeof BASELINE_NAMES)[number];

// As many shares as a part of the market's limit has dollars: what they cost at most.
const sharesOf = (perMarketMax: UsdcMicros, part: string): ShareMicros =>
  toLot(scale(sharesWorth(perMarketMax), ratio(part), 'down'), 'down');

// A cent is the usual tick. Half of the limit is the size that market making quotes at most.
const fixedSpreadUnder = (perMarketMax: UsdcMicros): Baseline =>
  fixedSpread({ halfSpread: cents(1), size: sharesOf(perMarketMax, '0.5') });

// The margins of poly-market-maker's config/bands.json, and where a market may cost $100 its
// amounts too: 10, 20 and 30 shares.
const bandFrom = (perMarketMax: UsdcMicros, nearest: number): Band => ({
  margin: { min: cents(nearest), average: cents(nearest), max: cents(nearest + 1) },
  amount: {
    min: sharesOf(perMarketMax, '0.1'),
    average: sharesOf(perMarketMax, '0.2'),
    max: sharesOf(perMarketMax, '0.3'),
  },
});

const BANDS_FROM = [1, 2, 3];

/** A baseline under the limit of one market. */
export const baselineNamed = (name: BaselineName, perMarketMax: UsdcMicros): Baseline =>
  name === 'fixed-spread'
    ? fixedSpreadUnder(perMarketMax)
    : bands(BANDS_FROM.map((nearest) => bandFrom(perMarketMax, nearest)));
