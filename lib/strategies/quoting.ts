// Where to quote, in log-odds x = ln(p / (1 - p)) with S as the way back:
//
//   reservation  r = x - gamma * sigma^2 * T * (q / Qmax)
//   half spread  d = base + 2 * atanh(m) + z * sigma * sqrt(cycle)
//   quotes       bid = S(r - d), ask = S(r + d)
//
// 2 * atanh(m) is what a share m of informed takers costs, at every price the same on this scale;
// z * sigma * sqrt(cycle) covers the move of beliefs while the quote stands unattended. The ask for
// one outcome is the bid for the other, so that only bids are priced here, each rounded down.

import { beliefMove } from './market-memory.ts';
import { logOddsOf, movedBy, probabilityAt } from '../units/log-odds.ts';
import { complement, lowerPrice, offsetBetween, priceFromProbability } from '../units/price.ts';
import { cents, microsOfPrice, priceOffset, probability, ticks } from '../units/price.ts';
import { higherPrice, probabilityOf, shifted, toGrid } from '../units/price.ts';
import { larger, minus } from '../units/quantity.ts';
import { ratio, scale } from '../units/ratio.ts';
import { hours, secondsAsEstimate } from '../units/time.ts';
import { yesPrice } from '../domain/market.ts';
import type { PriceBand, ValidFairPrice } from '../domain/fair-price.ts';
import type { Outcome } from '../domain/market.ts';
import type { MarketMakingParameters } from '../domain/parameters.ts';
import type { LogOdds } from '../units/log-odds.ts';
import type { PriceMicros, Probability, Tick } from '../units/price.ts';
import type { DurationMs, PriceOffset } from '../units/quantity.ts';

/** A market seen as a place to bid for one outcome. */
export type BidSide = {
  readonly outcome: Outcome;
  readonly fair: Probability;
  /** The fair price that the gate holds the bid to. */
  readonly reference: PriceMicros;
  readonly band: PriceBand;
  readonly bestBid: PriceMicros;
  readonly bestAsk: PriceMicros;
};

/** The fair price as the bidder for an outcome sees it. */
export const bidSideOf = (fair: ValidFairPrice, outcome: Outcome): BidSide => {
  const { probability: p, band, bestBid, bestAsk } = fair;
  const reference = yesPrice(fair.yes, outcome);
  if (outcome === 'YES') return { outcome, fair: p, reference, band, bestBid, bestAsk };
  return {
    outcome,
    fair: probability(1 - p),
    reference,
    band: { low: complement(band.high), high: complement(band.low) },
    bestBid: complement(bestAsk),
    bestAsk: complement(bestBid),
  };
};

// Near 0 and 1 a tick is a large part of what is left to win, and a jump to the end costs many
// times the spread. This bounds the jump, not a slow drift towards the ends.
const FAIR_MIN = cents(3);
const FAIR_MIN_TICKS = 3;

/** Tells whether a fair price is far enough from 0 and 1 to be quoted around. */
export const isQuotable = (fair: PriceMicros, tick: Tick): boolean => {
  const room = priceOffset(microsOfPrice(lowerPrice(fair, complement(fair))));
  return room >= larger(FAIR_MIN, ticks(tick, FAIR_MIN_TICKS));
};

/** Reservation price and half spread, for the bidder for one outcome. */
export type QuoteModel = {
  readonly reservation: LogOdds;
  readonly halfSpread: number;
  /** The half spread without the cover of unattended moves: never give up more than that. */
  readonly halfSpreadMin: number;
};

/** What the model is computed from. */
export type ModelInput = {
  readonly fair: Probability;
  /** Inventory of the outcome bid for, as a share of Qmax. Range: -1 to 1. */
  readonly inventory: number;
  /** Unit: log-odds per square root of an hour. */
  readonly volatility: number;
  readonly cycle: DurationMs;
};

/** What informed takers cost, in log-odds: 2 * atanh(m). */
export const informedCost = (informedShare: number): number =>
  Math.log((1 + informedShare) / (1 - informedShare));

/** The model's reservation price and half spread. */
export const quoteModel = (input: ModelInput, parameters: MarketMakingParameters): QuoteModel => {
  const { gamma, baseHalfSpread, informedShare, volatilityCover, horizon } = parameters;
  const horizonHours = secondsAsEstimate(horizon) / secondsAsEstimate(hours(1));
  const variance = input.volatility * input.volatility * horizonHours;
  const halfSpreadMin = baseHalfSpread + informedCost(informedShare);
  return {
    reservation: movedBy(logOddsOf(input.fair), -gamma * variance * input.inventory),
    halfSpread: halfSpreadMin + volatilityCover * beliefMove(input.volatility, input.cycle),
    halfSpreadMin,
  };
};

type MaybePrice = PriceMicros | undefined;

const gridPriceAt = (x: LogOdds, tick: Tick): MaybePrice =>
  toGrid(priceFromProbability(probabilityAt(x), 'down'), tick, 'down');

const gridPriceBelow = (limit: PriceMicros, tick: Tick): MaybePrice => {
  const below = shifted(limit, priceOffset(-1n));
  return below === undefined ? undefined : toGrid(below, tick, 'down');
};

const cappedAt = (wanted: MaybePrice, ceiling: MaybePrice): MaybePrice =>
  wanted === undefined || ceiling === undefined ? undefined : lowerPrice(wanted, ceiling);

// Full of inventory in a fast market, the model would pay more than the gate lets pass.
const gridPriceWithin = (side: BidSide, { slippageMax, tick }: BidTerms): MaybePrice => {
  const limit = shifted(side.reference, slippageMax);
  return limit === undefined ? side.bestAsk : toGrid(limit, tick, 'down');
};

const atLeast = (wanted: PriceMicros, other: MaybePrice): PriceMicros =>
  other === undefined ? wanted : higherPrice(wanted, other);

/** The least price at which a bid still scores for rewards: nearer to the mid than the distance. */
const rewardedFrom = (side: BidSide, spreadMax: PriceOffset, tick: Tick): MaybePrice => {
  const half = scale(offsetBetween(side.bestAsk, side.bestBid), ratio('0.5'), 'down');
  const edge = shifted(side.bestBid, minus(half, spreadMax));
  const inside = edge === undefined ? undefined : shifted(edge, priceOffset(1n));
  return inside === undefined ? undefined : toGrid(inside, tick, 'up');
};

/** How a bid may leave the model's price. */
export type BidTerms = {
  readonly tick: Tick;
  /** How far above the fair price a bid may stand that must get rid of inventory. */
  readonly slippageMax: PriceOffset;
  /** A bid that only takes inventory back may stand inside the band. */
  readonly effect: 'adding' | 'reducing';
  readonly rewards: BidRewards;
  /** The bid at which inventory leaves with a profit, where the market is back there. */
  readonly exit: PriceMicros | null;
};

/** The distance from the mid within which a bid of its size is rewarded, if it is at all. */
export type BidRewards =
  | { readonly kind: 'none' }
  | { readonly kind: 'paid'; readonly spreadMax: PriceOffset };

/**
 * The bid that buys inventory back with the half spread earned, given the bid for which it was sold
 * (1 - the cost of the other outcome). Null unless the market is back there: that price lies within
 * a tick of the microprice band. Never above the band.
 */
export const exitBid = (
  side: BidSide,
  model: QuoteModel,
  terms: { readonly entry: PriceMicros; readonly tick: Tick },
): PriceMicros | null => {
  const { low, high } = side.band;
  const entry = logOddsOf(probabilityOf(terms.entry));
  const earned = probabilityAt(movedBy(entry, -model.halfSpread));
  const target = priceFromProbability(earned, 'down');
  const tolerance = ticks(terms.tick, 1);
  const isBack =
    offsetBetween(low, target) <= tolerance && offsetBetween(target, high) <= tolerance;
  return isBack ? (toGrid(lowerPrice(target, high), terms.tick, 'down') ?? null) : null;
};

// The least rewarded price, where the model can pay it without giving up more than its cover.
const rewardedBid = (side: BidSide, model: QuoteModel, terms: BidTerms): MaybePrice => {
  const { rewards, tick } = terms;
  if (rewards.kind === 'none') return undefined;
  const affordable = gridPriceAt(movedBy(model.reservation, -model.halfSpreadMin), tick);
  const from = rewardedFrom(side, rewards.spreadMax, tick);
  if (affordable === undefined || from === undefined) return undefined;
  return affordable < from ? undefined : from;
};

const allowedBid = (side: BidSide, terms: BidTerms, wanted: PriceMicros): MaybePrice => {
  const { tick, effect } = terms;
  const allowed = cappedAt(wanted, gridPriceWithin(side, terms));
  const postOnly = cappedAt(allowed, gridPriceBelow(side.bestAsk, tick));
  return effect === 'reducing' ? postOnly : cappedAt(postOnly, gridPriceBelow(side.band.low, tick));
};

/**
 * The bid, on the grid and rounded down; undefined where none is left within [tick, 1 - tick]. It
 * stays below the best ask, so that it can be post-only, within the slippage limit of the fair
 * price, and an adding bid below the band. For rewards it gives up the cover of unattended moves,
 * nothing more, and nothing for rewards that it would not reach.
 */
export const bidPrice = (
  side: BidSide,
  model: QuoteModel,
  terms: BidTerms,
): PriceMicros | undefined => {
  const modelled = gridPriceAt(movedBy(model.reservation, -model.halfSpread), terms.tick);
  if (modelled === undefined) return undefined;
  const plain = atLeast(modelled, terms.exit ?? undefined);
  const rewarded = rewardedBid(side, model, terms);
  if (rewarded === undefined) return allowedBid(side, terms, plain);
  const raised = allowedBid(side, terms, higherPrice(plain, rewarded));
  return raised !== undefined && raised >= rewarded ? raised : allowedBid(side, terms, plain);
};
