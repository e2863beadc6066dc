// Whether a signal is worth following: the move seen so far must be large enough to count, and the
// move still to be expected must pay for both crossings of the spread, both fees and a tick.

import { takerFee } from '../domain/fees.ts';
import { complement, microsOfOffset } from '../units/price.ts';
import { offsetBetween, priceMicros, priceOffset, shifted, ticks } from '../units/price.ts';
import { formatDecimal } from '../units/fixed-point.ts';
import { plus, smaller } from '../units/quantity.ts';
import { shares } from '../units/shares.ts';
import { elapsed } from '../units/time.ts';
import { microsOfUsdc } from '../units/usdc.ts';
import { yesPrice } from '../domain/market.ts';
import type { ValidFairPrice } from '../domain/fair-price.ts';
import type { FeeSchedule, Market, Outcome } from '../domain/market.ts';
import type { MarketMemory } from '../domain/strategy-memory.ts';
import type { PriceMicros } from '../units/price.ts';
import type { DurationMs, PriceOffset } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

const ONE_SHARE = shares('1');
const LOWEST = priceMicros(1n);

/** One outcome's prices: what it is worth, and what it trades at. */
export type OutcomePrices = {
  readonly fair: PriceMicros;
  readonly bid: PriceMicros;
  readonly ask: PriceMicros;
};

/** The prices of an outcome from those of YES. */
export const pricesOf = (fair: ValidFairPrice, outcome: Outcome): OutcomePrices => {
  const [bid, ask] =
    outcome === 'YES' ? [fair.bestBid, fair.bestAsk] : [fair.bestAsk, fair.bestBid];
  return {
    fair: yesPrice(fair.yes, outcome),
    bid: yesPrice(bid, outcome),
    ask: yesPrice(ask, outcome),
  };
};

/** Formats a difference of prices in cents. */
export const inCents = (offset: PriceOffset): string => formatDecimal(microsOfOffset(offset), 4);

/** The taker fee of one share at a price. Rounding: up. */
export const feePerShare = (fee: FeeSchedule, at: PriceMicros): PriceOffset =>
  priceOffset(microsOfUsdc(takerFee(fee, ONE_SHARE, at)));

/**
 * How far an outcome's mid has risen since the oldest sample of the window; negative where it fell.
 * Undefined where the window has no sample. It is the net move: a price that fell and came back has
 * told nothing.
 */
export const moveInWindow = (
  memory: Pick<MarketMemory, 'samples'> | undefined,
  to: { readonly mid: PriceMicros; readonly outcome: Outcome; readonly now: EpochMs },
  window: DurationMs,
): PriceOffset | undefined => {
  const oldest = memory?.samples.find((sample) => elapsed(sample.at, to.now) <= window);
  return oldest === undefined ? undefined : offsetBetween(to.mid, yesPrice(oldest.yes, to.outcome));
};

/** A round trip of one share: what it may bring, what it costs, and both in words. */
export type RoundTrip = {
  /** The expected move, as far as there is room below 1. */
  readonly expected: PriceOffset;
  /** Where the price stands after that move. */
  readonly target: PriceMicros;
  readonly cost: PriceOffset;
  readonly text: string;
};

/**
 * The cost of following a move: half the spread and the fee at the ask going in, half the spread
 * and the fee at the target coming out, and one tick. No price rises beyond the last one of the
 * grid, whatever is expected.
 * Rounding: cost up.
 */
export const roundTrip = (
  market: Pick<Market, 'fee' | 'tick'>,
  prices: OutcomePrices,
  move: PriceOffset,
): RoundTrip => {
  const tick = ticks(market.tick, 1);
  const last = complement(priceMicros(microsOfOffset(tick)));
  const expected = smaller(move, offsetBetween(last, prices.fair));
  const target = shifted(prices.fair, expected) ?? LOWEST;
  const spread = offsetBetween(prices.ask, prices.bid);
  const fees = plus(feePerShare(market.fee, prices.ask), feePerShare(market.fee, target));
  const cost = plus(plus(spread, fees), tick);
  return {
    expected,
    target,
    cost,
    text:
      `expected ${inCents(expected)} c against ${inCents(cost)} c ` +
      `(spread ${inCents(spread)}, fees ${inCents(fees)}, one tick)`,
  };
};
