// What the report says of a market apart from what happened on it: its name, its category and how
// it ended. A backtest knows it from the markets of its tape, a stored portfolio from its records.

import { formatRatio } from '../units/ratio.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { ConditionId } from '../units/ids.ts';

/** One market as the report knows it. */
export type KnownMarket = {
  readonly name: string;
  readonly category: string;
  /** How it was resolved in words; null when it was not, or nobody knows. */
  readonly result: string | null;
  /** What one YES share paid. Unit: USDC. Null as long as the result is. */
  readonly yesPayout: number | null;
};

/** Where markets are looked up. */
export type Directory = {
  readonly find: (condition: ConditionId) => KnownMarket;
  readonly all: () => readonly KnownMarket[];
};

/** A market of which no more than its id is known. */
export const strangeMarket = (condition: ConditionId): KnownMarket => ({
  name: condition,
  category: 'unknown',
  result: null,
  yesPayout: null,
});

const endOf = ({ status, outcomeLabels }: Market): Pick<KnownMarket, 'result' | 'yesPayout'> => {
  if (status.kind !== 'resolved') return { result: null, yesPayout: null };
  const yes = formatRatio(status.yesPayout);
  const words = new Map([
    ['0', outcomeLabels.no],
    ['1', outcomeLabels.yes],
  ]);
  return { result: words.get(yes) ?? `${yes} for a YES share`, yesPayout: Number(yes) };
};

const knownMarket = ({ events }: Universe, market: Market): KnownMarket => ({
  name: market.slug,
  category: events.get(market.event)?.category ?? 'other',
  ...endOf(market),
});

/** Looks markets up in a universe as it is when it is asked. */
export const directoryOf = (universe: () => Universe): Directory => ({
  find: (condition) => {
    const market = universe().markets.get(condition);
    return market === undefined ? strangeMarket(condition) : knownMarket(universe(), market);
  },
  all: () => [...universe().markets.values()].map((market) => knownMarket(universe(), market)),
});
