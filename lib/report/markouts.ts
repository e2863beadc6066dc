// What the mid did after our fills. A fill at which the market moves away at once was picked off,
// however good its price looked.

import { HORIZONS } from './report-data.ts';
import type { Horizon, MarkoutRow } from './report-data.ts';

/** A fill to follow. Prices are of its own outcome; times in ms since 1970. */
export type FollowedFill = {
  readonly at: number;
  readonly market: string;
  readonly strategy: string;
  readonly side: 'BUY' | 'SELL';
  readonly outcome: 'YES' | 'NO';
  readonly price: number;
  readonly size: number;
};

/** Markouts that are being measured. */
export type Markouts = {
  readonly fill: (fill: FollowedFill) => void;
  /** The YES mid of a market at a moment, in time order; null while it is not known. */
  readonly mid: (market: string, look: Mid) => void;
  /** May be asked for at any time: more fills and mids may follow. */
  readonly rows: () => readonly MarkoutRow[];
};

/** A mid and when it was seen. Unit: ms since 1970, dollars. */
export type Mid = { readonly at: number; readonly mid: number | null };

const LENGTH_MS: Readonly<Record<Horizon, number>> = {
  '10s': 10_000,
  '60s': 60_000,
  '5min': 300_000,
};

type Due = { readonly fill: FollowedFill; readonly horizon: Horizon; readonly at: number };

type Sums = {
  readonly strategy: string;
  readonly horizon: Horizon;
  readonly fills: number;
  readonly unknown: number;
  readonly shares: number;
  readonly dollars: number;
};

// A mid that was seen further from the horizon than half of its length says nothing about it.
const isNear = (due: Due, look: Mid): boolean =>
  Math.abs(look.at - due.at) <= LENGTH_MS[due.horizon] / 2;

const nearest = (due: Due, looks: readonly (Mid | undefined)[]): number | null => {
  const known = looks
    .flatMap((look) => (look === undefined ? [] : [look]))
    .filter((look) => look.mid !== null && isNear(due, look))
    .toSorted((a, b) => Math.abs(a.at - due.at) - Math.abs(b.at - due.at));
  return known[0]?.mid ?? null;
};

const gainOf = ({ side, outcome, price }: FollowedFill, yesMid: number): number => {
  const mid = outcome === 'YES' ? yesMid : 1 - yesMid;
  return side === 'BUY' ? mid - price : price - mid;
};

const withMid = (sums: Sums, { size, ...fill }: FollowedFill, mid: number | null): Sums =>
  mid === null
    ? { ...sums, unknown: sums.unknown + 1 }
    : {
        ...sums,
        fills: sums.fills + 1,
        shares: sums.shares + size,
        dollars: sums.dollars + size * gainOf({ size, ...fill }, mid),
      };

const settle = (sums: Map<string, Sums>, due: Due, mid: number | null): void => {
  const { fill, horizon } = due;
  const key = `${fill.strategy}|${horizon}`;
  const none = { strategy: fill.strategy, horizon, fills: 0, unknown: 0, shares: 0, dollars: 0 };
  sums.set(key, withMid(sums.get(key) ?? none, fill, mid));
};

const rowOf = ({ strategy, horizon, fills, unknown, shares, dollars }: Sums): MarkoutRow => ({
  strategy,
  horizon,
  fills,
  unknown,
  meanCents: fills === 0 ? null : ((100 * dollars) / shares).toFixed(3),
  dollars: fills === 0 ? null : dollars.toFixed(6),
});

/**
 * Begins to measure. Of the mids that were seen the one nearest to a horizon counts, so that
 * whoever wants it exactly tells the mid at that moment.
 */
export const markouts = (): Markouts => {
  const latest = new Map<string, Mid>();
  const waiting = new Map<string, readonly Due[]>();
  const sums = new Map<string, Sums>();

  // What still waits counts as if nothing more came, and goes on waiting.
  const allSums = (): ReadonlyMap<string, Sums> => {
    const all = new Map(sums);
    for (const [market, dues] of waiting)
      for (const due of dues) settle(all, due, nearest(due, [latest.get(market)]));
    return all;
  };
  return {
    fill: (fill) => {
      const dues = HORIZONS.map((horizon) => ({ fill, horizon, at: fill.at + LENGTH_MS[horizon] }));
      waiting.set(fill.market, [...(waiting.get(fill.market) ?? []), ...dues]);
    },
    mid: (market, look) => {
      const before = latest.get(market);
      const left: Due[] = [];
      for (const due of waiting.get(market) ?? [])
        if (due.at > look.at) left.push(due);
        else settle(sums, due, nearest(due, [before, look]));
      if (waiting.has(market)) waiting.set(market, left);
      latest.set(market, look);
    },
    rows: () => {
      const all = allSums();
      const strategies = new Set([...all.values()].map(({ strategy }) => strategy));
      return [...strategies].toSorted().flatMap((strategy) =>
        HORIZONS.flatMap((horizon) => {
          const one = all.get(`${strategy}|${horizon}`);
          return one === undefined ? [] : [rowOf(one)];
        }),
      );
    },
  };
};
