// What becomes of own trades on chain: as the venue's settings say, unless somebody asks for
// another fate for the trades that come next.

import type { TradeId } from '../../units/ids.ts';
import type { VenueSettings } from '../core.ts';
import type { TradeFate } from '../settlement.ts';

/** The fates of trades. */
export type TradeFates = {
  /** The fate of the n-th trade; asked once for each. */
  readonly of: (trade: number) => TradeFate;
  /** Gives the next trades a fate. */
  readonly next: (fate: TradeFate, count: number) => void;
  /** Forgets the fates that were given to trades that have not happened. */
  readonly clear: () => void;
  /** Whether a trade's first transaction fails. */
  readonly isRetried: (trade: TradeId) => boolean;
};

/** Decides fates, by the settings where nothing else was asked for. */
export const createTradeFates = ({ seed, fateOf }: VenueSettings): TradeFates => {
  const asked: TradeFate[] = [];
  const retried = new Set<string>();
  return {
    of: (trade) => {
      const fate = asked.shift() ?? fateOf(trade);
      if (fate === 'retries') retried.add(`${seed}-trade-${trade}`);
      return fate;
    },
    next: (fate, count) => {
      for (let trade = 0; trade < count; trade += 1) asked.push(fate);
    },
    clear: () => {
      asked.length = 0;
    },
    isRetried: (trade) => retried.has(trade),
  };
};
