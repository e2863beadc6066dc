// The price of each token's last trade. The two tokens of a market share their trades: a price of
// one is the complement of the other's.

import { otherOutcome, tokenOf } from '../../domain/market.ts';
import { complement } from '../../units/price.ts';
import type { Universe } from '../../domain/market.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { TokenId } from '../../units/ids.ts';
import type { PriceMicros } from '../../units/price.ts';

/** The last prices of a venue. */
export type LastPrices = {
  readonly note: (event: TapeEvent, universe: Universe) => void;
  readonly of: (token: TokenId) => PriceMicros | undefined;
};

/** Starts without any. */
export const createLastPrices = (): LastPrices => {
  const prices = new Map<TokenId, PriceMicros>();
  return {
    note: (event, { tokens, markets }) => {
      if (event.kind !== 'trade') return;
      prices.set(event.token, event.price);
      const ref = tokens.get(event.token);
      const market = ref === undefined ? undefined : markets.get(ref.condition);
      if (ref === undefined || market === undefined) return;
      prices.set(tokenOf(market, otherOutcome(ref.outcome)), complement(event.price));
    },
    of: (token) => prices.get(token),
  };
};
