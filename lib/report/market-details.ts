// What happened on each market, in detail and in bounded memory: prices with our quotes, fair price
// and inventory look by look, and fills.

import { sampled, thinned } from './thinned.ts';
import type { KnownMarket } from './directory.ts';
import type { MarketDetail, MarketLook, ShownFill } from './report-data.ts';
import type { Sampled, Thinned } from './thinned.ts';

/** The markets of a band that are shown in detail. */
export const DETAILS_MAX = 40;

/** Rows that all details of a band may have together: three bands of them stay under 2 MB. */
export const ROWS_MAX = { looks: 8_000, fills: 2_000 } as const;

/** Rows of one market: no more are kept while they are collected, and no fewer are shown. */
const PER_MARKET = { looks: 400, fills: 400, least: 40 } as const;

// Beyond this many markets the details of new ones are not collected.
const FOLLOWED_MAX = 1_000;

/** Details that are being collected. */
export type MarketDetails = {
  readonly look: (market: string, look: MarketLook) => void;
  readonly fill: (market: string, fill: ShownFill) => void;
  readonly rows: (known: readonly KnownMarket[]) => {
    readonly markets: readonly MarketDetail[];
    readonly marketsLeftOut: number;
  };
};

type Followed = { readonly looks: Thinned<MarketLook>; readonly fills: Sampled<ShownFill> };

const follow = (): Followed => ({
  looks: thinned(PER_MARKET.looks, (_earlier, later) => later),
  fills: sampled(PER_MARKET.fills),
});

const share = (rows: 'looks' | 'fills', markets: number): number =>
  Math.max(PER_MARKET.least, Math.min(PER_MARKET[rows], Math.floor(ROWS_MAX[rows] / markets)));

// Those with the most fills first, then those that were looked at most; each sort keeps the order
// of the one before.
const byImportance = (markets: ReadonlyMap<string, Followed>): readonly [string, Followed][] =>
  [...markets]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .toSorted(([, a], [, b]) => b.looks.added() - a.looks.added())
    .toSorted(([, a], [, b]) => b.fills.added() - a.fills.added());

/** Begins to collect. */
export const marketDetails = (): MarketDetails => {
  const markets = new Map<string, Followed>();
  const leftOut = new Set<string>();
  const followed = (market: string): Followed | null => {
    const known = markets.get(market);
    if (known !== undefined) return known;
    if (markets.size === FOLLOWED_MAX) {
      leftOut.add(market);
      return null;
    }
    const begun = follow();
    markets.set(market, begun);
    return begun;
  };
  return {
    look: (market, look) => followed(market)?.looks.add(look),
    fill: (market, fill) => followed(market)?.fills.add(fill),
    rows: (known) => {
      const factsOf = new Map(known.map((market) => [market.name, market]));
      const shown = byImportance(markets).slice(0, DETAILS_MAX);
      return {
        marketsLeftOut: leftOut.size + markets.size - shown.length,
        markets: shown.map(([name, { looks, fills }]) => {
          const kept = fills.items(share('fills', shown.length));
          return {
            name,
            category: factsOf.get(name)?.category ?? 'unknown',
            result: factsOf.get(name)?.result ?? null,
            looks: looks.rows(share('looks', shown.length)),
            fills: kept,
            fillsLeftOut: fills.added() - kept.length,
          };
        }),
      };
    },
  };
};
