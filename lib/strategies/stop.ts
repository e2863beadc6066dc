// When a position has lost enough to be closed. The stop looks at fair prices only, on two valid
// books in a row; where there is no fair price for long, the bid alone decides. A gap to 0 or 1
// passes any stop: what bounds that loss is the size of the position. A rest that no order can
// close has nothing to stop: firing for it would keep its market closed for ever, for nothing.

import { minimumSize } from '../domain/minimum-size.ts';
import { logOddsOf, movedBy, probabilityAt } from '../units/log-odds.ts';
import { complement, lowerPrice, priceFromProbability } from '../units/price.ts';
import { probabilityOf, shifted } from '../units/price.ts';
import { negate, smaller } from '../units/quantity.ts';
import { blindPrices } from './blind-prices.ts';
import { fairOf } from './holdings.ts';
import { beliefMove, beliefVolatility } from './market-memory.ts';
import { stopSlippage } from './stop-slippage.ts';
import { sellLimit } from './taking.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { FairPriceParameters, ProtectParameters } from '../domain/parameters.ts';
import type { StopMemory } from '../domain/strategy-memory.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { BlindPrices } from './blind-prices.ts';
import type { Holding } from './holdings.ts';

/** The parameters that a stop depends on. */
export type StopParameters = {
  readonly protect: ProtectParameters;
  readonly fair: Pick<FairPriceParameters, 'volatilityFloor'>;
};

/** What the stop of one holding says this cycle. */
export type StopCheck =
  /** No loss, not yet a confirmed one, or a book that has only just become invalid. */
  | { readonly kind: 'quiet'; readonly breaches: number }
  /** The position is to be closed, at prices around the reference. */
  | {
      readonly kind: 'fires';
      readonly breaches: number;
      readonly level: PriceMicros;
      readonly price: PriceMicros;
      readonly cause: 'fair' | 'bid';
      readonly reference: PriceMicros;
    }
  /** No valid book for long, and no bid or no earlier fair price to go by. */
  | {
      readonly kind: 'blind';
      readonly breaches: number;
      readonly topic: 'no-bid' | 'no-reference';
    };

const noMemory = (token: TokenId): StopMemory => ({
  token,
  breaches: 0,
  widenedCents: null,
  noEntryUntil: null,
});

/** What is remembered of a token's stop. */
export const stopMemoryOf = (view: Pick<StrategyView, 'memory'>, token: TokenId): StopMemory =>
  view.memory.stops.find((stop) => stop.token === token) ?? noMemory(token);

/**
 * The fair price at which the stop is breached: below entry by the larger of the stop distance and
 * the given move in log-odds. Undefined where the distance reaches beyond zero: the whole price is
 * then within the accepted loss.
 * Rounding: down, away from the entry.
 */
export const stopLevel = (
  entry: PriceMicros,
  stop: ProtectParameters['stop'],
  logOdds: number,
): PriceMicros | undefined => {
  const fixed = shifted(entry, negate(stop));
  if (fixed === undefined) return undefined;
  const moved = probabilityAt(movedBy(logOddsOf(probabilityOf(entry)), -logOdds));
  return lowerPrice(fixed, priceFromProbability(moved, 'down'));
};

/**
 * Tells whether a holding is below the smallest order that could close it, by sale or by hedge, at
 * the exit's limit around a price.
 */
const isResidue = (
  view: StrategyView,
  { protect }: StopParameters,
  at: { readonly holding: Holding; readonly reference: PriceMicros },
): boolean => {
  const { market, token, net } = at.holding;
  const before = stopMemoryOf(view, token);
  const { slippage } = stopSlippage(view.slippage, before, protect.stopSlippageMaxCents);
  const limit = sellLimit({ reference: at.reference, slippage, tick: market.tick });
  const price = limit ?? at.reference;
  const smallest = (of: PriceMicros): ShareMicros =>
    minimumSize(market.sizeMin, { price: of, liquidity: 'may-take' });
  const toSell = smallest(price);
  return net < (protect.hedging === 'off' ? toSell : smaller(toSell, smallest(complement(price))));
};

const checkByBid = (
  blind: BlindPrices | undefined,
  stop: { readonly level: PriceMicros | undefined; readonly breaches: number },
): StopCheck => {
  const { level, breaches } = stop;
  if (blind === undefined) return { kind: 'blind', breaches, topic: 'no-reference' };
  const { bid, reference } = blind;
  if (bid === undefined) return { kind: 'blind', breaches, topic: 'no-bid' };
  if (level === undefined || bid > level) return { kind: 'quiet', breaches };
  return { kind: 'fires', breaches, level, price: bid, cause: 'bid', reference };
};

/**
 * Asks the stop of one holding. Entry is the average cost over all strategies' lots: shares of one
 * token are one position to the market, and the loss to be cut is the position's.
 */
export const checkStop = (
  view: StrategyView,
  params: StopParameters,
  holding: Holding,
): StopCheck => {
  const { market, outcome, token, entry } = holding;
  const before = stopMemoryOf(view, token);
  const { stop, stopVolatilities, breachesNeeded, invalidCyclesMax } = params.protect;
  const memory = view.memory.markets.get(market.condition);
  const move = beliefMove(beliefVolatility(memory, params.fair), view.cycle);
  const level = stopLevel(entry, stop, stopVolatilities * move);
  const fair = fairOf(view, market, outcome);
  const blind = blindPrices(view, market, outcome);
  const reference = fair ?? blind?.reference ?? entry;
  if (isResidue(view, params, { holding, reference })) return { kind: 'quiet', breaches: 0 };
  if (fair === undefined) {
    const invalidCycles = memory?.invalidCycles ?? 0;
    if (invalidCycles < invalidCyclesMax) return { kind: 'quiet', breaches: before.breaches };
    return checkByBid(blind, { level, breaches: before.breaches });
  }
  if (level === undefined || fair > level) return { kind: 'quiet', breaches: 0 };
  const isExiting = before.widenedCents !== null;
  const breaches = isExiting ? breachesNeeded : Math.min(before.breaches + 1, breachesNeeded);
  if (breaches < breachesNeeded) return { kind: 'quiet', breaches };
  return { kind: 'fires', breaches, level, price: fair, cause: 'fair', reference: fair };
};
