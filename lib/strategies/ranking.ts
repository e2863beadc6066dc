// Which markets are worth quoting: what a day of quotes is expected to earn there, per dollar that
// they put at risk. Only the order of markets comes from these estimates, no size and no price.

import { beliefMove } from './market-memory.ts';
import { informedCost } from './quoting.ts';
import { rewardPerDay } from './rewards.ts';
import { sum } from '../units/quantity.ts';
import { ppmOf } from '../units/ratio.ts';
import { microsOfShares, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc } from '../units/usdc.ts';
import type { QuoteModel } from './quoting.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market } from '../domain/market.ts';
import type { MarketMakingParameters } from '../domain/parameters.ts';
import type { Probability } from '../units/price.ts';
import type { DurationMs, ShareMicros } from '../units/quantity.ts';

// The makers' part of taker fees. The least that the venue pays anywhere is 15 %, in sports.
// Source: docs.polymarket.com fees, read 2026-10-05.
const REBATE_SHARE = 0.15;

// The mean of the adverse half of a normal move, in standard deviations: 1 / sqrt(2 pi). A quote
// that stands through a cycle is hit by whoever sees the move first.
const ADVERSE_HALF_OF_A_MOVE = 0.3989;

/** What a market's worth is estimated from. */
export type MarketWorthInput = {
  readonly market: Market;
  readonly book: Book;
  readonly fair: Probability;
  readonly model: QuoteModel;
  /** Unit: log-odds per square root of an hour. */
  readonly volatility: number;
  readonly cycle: DurationMs;
  /** The size quoted on each side. */
  readonly size: ShareMicros;
  readonly depthLevels: number;
  readonly parameters: Pick<MarketMakingParameters, 'informedShare'>;
};

const sharesAsEstimate = (amount: ShareMicros): number =>
  Number(microsOfShares(amount)) / 1_000_000;

const sharesOn = (levels: readonly Level[], count: number): number =>
  sharesAsEstimate(
    sum(
      ZERO_SHARES,
      levels.slice(0, count).map((level) => level.size),
    ),
  );

/**
 * The shares that a day is expected to fill: our part, by size, of what is traded. A dollar of
 * volume counts as one share, since a share of each outcome costs a dollar together.
 */
const fillsPerDay = (input: MarketWorthInput): number => {
  const { book, depthLevels, market } = input;
  const own = 2 * sharesAsEstimate(input.size);
  const others = sharesOn(book.bids, depthLevels) + sharesOn(book.asks, depthLevels);
  const volume = Number(microsOfUsdc(market.volume24h)) / 1_000_000;
  return volume * (own / (own + others));
};

/** The half spread that a fill earns less what informed takers and moves of a cycle cost it. */
const edgePerShare = (input: MarketWorthInput): number => {
  const { fair, model, volatility, cycle, parameters } = input;
  const adverse =
    informedCost(parameters.informedShare) + ADVERSE_HALF_OF_A_MOVE * beliefMove(volatility, cycle);
  return (model.halfSpread - adverse) * fair * (1 - fair);
};

const rebatePerShare = (market: Market, fair: Probability): number => {
  if (market.fee.kind === 'free') return 0;
  const rate = Number(ppmOf(market.fee.rate)) / 1_000_000;
  const curve = fair * (1 - fair);
  return REBATE_SHARE * rate * (market.fee.exponent === 1 ? curve : curve * curve);
};

/**
 * Expected earnings of a day per dollar at risk: spread capture and rebate on expected fills, less
 * adverse selection, plus liquidity rewards.
 */
export const worthPerDollar = (input: MarketWorthInput): number => {
  const { market, book, fair, model, size } = input;
  const perShare = edgePerShare(input) + rebatePerShare(market, fair);
  const distance = model.halfSpread * fair * (1 - fair);
  const reward = rewardPerDay(market.rewards, book, { size, distance });
  const atRisk = sharesAsEstimate(size) * Math.max(fair, 1 - fair);
  return (fillsPerDay(input) * perShare + reward) / atRisk;
};
