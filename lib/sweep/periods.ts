// What a run brought, period by period: the difference between what it was worth at their ends.

import { minus } from '../units/quantity.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** The stretch that is divided. Unit: ms since 1970, ms. */
export type Stretch = { readonly from: number; readonly until: number; readonly periodMs: number };

/** Periods that are being filled. */
export type Periods = {
  /** The portfolio was worth this at a time, or nobody knows; times never fall. */
  readonly worth: (at: number, amount: UsdcMicros | null) => void;
  readonly fill: (at: number) => void;
  /** Gives them, with what the portfolio was worth at the very end. */
  readonly finish: (amount: UsdcMicros | null) => FilledPeriods;
};

/** Profit and fills of each period. Unit: USDC, null where the worth at its end is not known. */
export type FilledPeriods = {
  readonly profits: readonly (string | null)[];
  readonly fillsIn: readonly number[];
};

/** How many periods a stretch has; the last one may be shorter. */
export const periodsIn = ({ from, until, periodMs }: Stretch): number =>
  Math.max(1, Math.ceil((until - from) / periodMs));

/** Opens the periods of a stretch that begins with some cash. */
export const openPeriods = (stretch: Stretch, opening: UsdcMicros): Periods => {
  const { from, periodMs } = stretch;
  const count = periodsIn(stretch);
  const worths: (UsdcMicros | null)[] = Array.from({ length: count }, () => null);
  const fillsIn: number[] = Array.from({ length: count }, () => 0);
  const placeOf = (at: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor((at - from) / periodMs)));
  return {
    worth: (at, amount) => {
      worths[placeOf(at)] = amount;
    },
    fill: (at) => {
      const place = placeOf(at);
      fillsIn[place] = (fillsIn[place] ?? 0) + 1;
    },
    finish: (amount) => {
      worths[count - 1] = amount;
      let before = opening;
      const profits = worths.map((worth) => {
        if (worth === null) return null;
        const profit = minus(worth, before);
        before = worth;
        return formatUsdc(profit);
      });
      return { profits, fillsIn };
    },
  };
};

const MINUTE_MS = 60_000;

/** The lengths a period may have. */
export const PERIOD_LENGTHS: readonly (readonly [name: string, ms: number])[] = [
  ['1m', MINUTE_MS],
  ['5m', 5 * MINUTE_MS],
  ['15m', 15 * MINUTE_MS],
  ['1h', 60 * MINUTE_MS],
  ['4h', 240 * MINUTE_MS],
  ['1d', 1440 * MINUTE_MS],
];

const PERIODS_WANTED = 200;

/** The longest period of which a tape has enough to be divided again; a minute at least. */
export const usualPeriod = ({ from, until }: Pick<Stretch, 'from' | 'until'>): number =>
  PERIOD_LENGTHS.findLast(([, ms]) => until - from >= ms * PERIODS_WANTED)?.[1] ?? MINUTE_MS;

/** The name of a length. */
export const periodName = (periodMs: number): string =>
  PERIOD_LENGTHS.find(([, ms]) => ms === periodMs)?.[0] ?? `${periodMs} ms`;
