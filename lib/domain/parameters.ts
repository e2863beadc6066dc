// The numbers the strategies are tuned by. Their values stand in the preset table of lib/config;
// here stands what each of them means, its unit and its range.

import type { DurationMs, PriceOffset, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** How fair prices are made from books. */
export type FairPriceParameters = {
  /** Range: 1 to 50 levels a side. */
  readonly levels: number;
  /** Level k weighs exp(-k / levelDecay). Unit: levels. Range: above 0. */
  readonly levelDecay: number;
  /** A wider book has no fair price. Unit: price. */
  readonly spreadMax: PriceOffset;
  /**
   * The least money resting on each side over the top levels: price x size of YES bids, and
   * (1 - price) x size of YES asks.
   */
  readonly depthMin: UsdcMicros;
  /** A book older than this has no fair price. */
  readonly ageMax: DurationMs;
  /** Weight of the event's normalised probabilities. Range: 0 to 0.5. */
  readonly eventBlend: number;
  /** Half-life of the belief volatility's moving average. */
  readonly volatilityHalfLife: DurationMs;
  /** The least belief volatility. Unit: log-odds per square root of an hour. */
  readonly volatilityFloor: number;
  /** How far back moves are measured. */
  readonly moveWindow: DurationMs;
};

/** Inventory control. */
export type IccParameters = {
  /** Reduce to this share of a breached limit. Range: 0 to 1. */
  readonly reduceTo: Ratio;
  /** Shrink inventory while the drawdown scale is below this. Range: 0 to 1. */
  readonly shrinkBelow: Ratio;
  /** Only reduce when the market ends sooner than this. */
  readonly reduceOnlyBefore: DurationMs;
  /** No order lives into this last stretch before the end. */
  readonly quietBefore: DurationMs;
};

/** Stop-loss and hedging. */
export type ProtectParameters = {
  /** The smallest distance of the stop below entry. */
  readonly stop: PriceOffset;
  /** The stop's distance in belief volatilities over one cycle. */
  readonly stopVolatilities: number;
  /** Valid books in a row on which the stop must be breached. Range: 1 to 10. */
  readonly breachesNeeded: number;
  /** Cycles without a valid book after which the bid alone decides. Range: 1 to 10. */
  readonly invalidCyclesMax: number;
  /** How far the stop's slippage may widen, in whole cents. */
  readonly stopSlippageMaxCents: number;
  readonly noEntryAfterStop: DurationMs;
  readonly hedging: 'allowed' | 'off';
};

/** Market making. */
export type MarketMakingParameters = {
  readonly mode: 'on' | 'off';
  /** Range: 1 to 100. */
  readonly marketsMax: number;
  readonly volume24hMin: UsdcMicros;
  /** The narrowest book worth quoting. Unit: ticks. */
  readonly spreadMinTicks: number;
  /** Risk aversion with inventory in shares of Qmax and time in hours. Range: above 0. */
  readonly gamma: number;
  /** Constant half spread. Unit: log-odds. Range: above 0. */
  readonly baseHalfSpread: number;
  /** Share of takers who know the outcome. Range: 0 to below 1. */
  readonly informedShare: number;
  /** Belief volatilities over the unattended time that the half spread covers. */
  readonly volatilityCover: number;
  /** The horizon of the reservation price. */
  readonly horizon: DurationMs;
  /** From this share of Qmax on, the adding side shrinks. Range: 0 to 1. */
  readonly softInventory: Ratio;
  /** A resting order stays within this distance of the wanted price. Unit: ticks. */
  readonly keepTicks: number;
  /** A resting order stays within this share of the wanted size. */
  readonly keepSize: Ratio;
  /** Qmax must be at least this many minimum sizes. */
  readonly sizeMinMultiple: number;
};

/** Flow following. */
export type FlowFollowingParameters = {
  readonly mode: 'on' | 'off';
  readonly moveMin: PriceOffset;
  readonly whale: UsdcMicros;
  readonly dataLagMax: DurationMs;
  readonly takeProfit: PriceOffset;
  readonly stopLoss: PriceOffset;
  readonly holdMax: DurationMs;
  /** Cap of the Kelly fraction. Range: 0 to 1. */
  readonly kellyFraction: Ratio;
  /** Cap as a share of the print followed. */
  readonly printShare: Ratio;
  /** Cap as a share of the depth within the slippage limit. */
  readonly depthShare: Ratio;
  /** The prior: expected move as a share of the observed one. */
  readonly moveContinuation: number;
  readonly expectedMoveMax: PriceOffset;
  /** The markout sample size at which measurement weighs as much as the prior. Range: above 0. */
  readonly markoutPriorCount: number;
  readonly markoutAfter: DurationMs;
};

/** Which markets may take new risk; what is held elsewhere is still looked after. */
export type MarketFilter = {
  /** Slugs or condition ids; empty means all. */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly excludeCategories: readonly string[];
};

/** The parameters of all strategies. */
export type StrategyParameters = {
  readonly markets: MarketFilter;
  readonly fair: FairPriceParameters;
  readonly icc: IccParameters;
  readonly protect: ProtectParameters;
  readonly mm: MarketMakingParameters;
  readonly ff: FlowFollowingParameters;
};
