// What the market did after our fills, looked at exactly 10 s, 60 s and 5 min later: positive when
// it went our way. Measured from the price of the fill to the mid of the recorded book.
//
// Fees and rebates are not in it.

import { STRATEGIES } from '../domain/order.ts';
import { amountOf, msOf, UNIT } from '../simulation/micros.ts';
import { microsOfPrice } from '../units/price.ts';
import { HORIZONS } from '../report/report-data.ts';
import type { Fill } from '../domain/fill.ts';
import type { Strategy } from '../domain/order.ts';
import type { Horizon, MarkoutRow } from '../report/report-data.ts';
import type { ConditionId } from '../units/ids.ts';

/** How long after a fill each horizon is. */
export const HORIZON_MS: Readonly<Record<Horizon, number>> = {
  '10s': 10_000,
  '60s': 60_000,
  '5min': 300_000,
};

/** The mid of the YES book. Unit: 10^-6 dollar. Null while it is not known. */
export type MidOf = (condition: ConditionId) => number | null;

type Waiting = { readonly due: number; readonly fill: Fill; readonly strategy: Strategy };

type Sums = {
  readonly fills: number;
  readonly unknown: number;
  /** Unit: 10^-6 share. */
  readonly size: number;
  /** Unit: 10^-12 dollar. */
  readonly gain: number;
};

const NONE: Sums = { fills: 0, unknown: 0, size: 0, gain: 0 };

/** Fills that are being followed. Unit: ms since 1970. */
export type FollowedFills = {
  readonly add: (fill: Fill, strategy: Strategy) => void;
  readonly next: () => number;
  readonly look: (at: number, midOf: MidOf) => void;
  /** Those whose time has not come count as unknown. */
  readonly rows: () => readonly MarkoutRow[];
};

const gainOf = ({ outcome, side, price }: Fill, mid: number): number => {
  const worth = outcome === 'YES' ? mid : UNIT - mid;
  const paid = Number(microsOfPrice(price));
  return side === 'BUY' ? worth - paid : paid - worth;
};

const noted = (sums: Sums, fill: Fill, mid: number | null): Sums => {
  if (mid === null) return { ...sums, unknown: sums.unknown + 1 };
  const size = amountOf(fill.size);
  return {
    ...sums,
    fills: sums.fills + 1,
    size: sums.size + size,
    gain: sums.gain + size * gainOf(fill, mid),
  };
};

const rowOf = (strategy: string, horizon: Horizon, sums: Sums): MarkoutRow => ({
  strategy,
  horizon,
  fills: sums.fills,
  unknown: sums.unknown,
  meanCents: sums.size === 0 ? null : (sums.gain / sums.size / 10_000).toFixed(4),
  dollars: sums.fills === 0 ? null : (sums.gain / 1e12).toFixed(6),
});

/** Follows fills, as many as happen within the longest horizon. */
export const followFills = (): FollowedFills => {
  const waiting: Record<Horizon, Waiting[]> = { '10s': [], '60s': [], '5min': [] };
  const sums = new Map<string, Sums>();
  const note = (horizon: Horizon, { fill, strategy }: Waiting, mid: number | null): void => {
    const key = `${strategy} ${horizon}`;
    sums.set(key, noted(sums.get(key) ?? NONE, fill, mid));
  };
  const next = (): number =>
    HORIZONS.reduce(
      (soonest, one) => Math.min(soonest, waiting[one][0]?.due ?? Infinity),
      Infinity,
    );
  return {
    add: (fill, strategy) => {
      for (const horizon of HORIZONS)
        waiting[horizon].push({ due: msOf(fill.matchedAt) + HORIZON_MS[horizon], fill, strategy });
    },
    next,
    look: (at, midOf) => {
      for (const horizon of HORIZONS)
        for (let one = waiting[horizon][0]; one !== undefined; one = waiting[horizon][0]) {
          if (one.due > at) break;
          waiting[horizon].shift();
          note(horizon, one, midOf(one.fill.condition));
        }
    },
    rows: () => {
      for (const horizon of HORIZONS)
        for (const one of waiting[horizon].splice(0)) note(horizon, one, null);
      return STRATEGIES.flatMap((strategy) =>
        HORIZONS.flatMap((horizon) => {
          const found = sums.get(`${strategy} ${horizon}`);
          return found === undefined ? [] : [rowOf(strategy, horizon, found)];
        }),
      );
    },
  };
};
