// One side of one market, decided: at which price to bid for an outcome, and how many shares.

import { inventoryShare, netInventory, sideSize } from './inventory.ts';
import { bidPrice, exitBid, quoteModel } from './quoting.ts';
import { otherOutcome } from '../domain/market.ts';
import { complement } from '../units/price.ts';
import { isPositive, plus } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import type { Inventory, SideSize } from './inventory.ts';
import type { BidRewards, BidSide, QuoteModel } from './quoting.ts';
import type { Outcome, RewardTerms } from '../domain/market.ts';
import type { MarketMakingParameters } from '../domain/parameters.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { DurationMs, PriceOffset, ShareMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** A bid for one outcome. */
export type BidQuote = {
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly model: QuoteModel;
  /** Whether the price is the one at which inventory leaves with a profit. */
  readonly purpose: 'spread' | 'exit';
};

/** What a market offers and what we hold of it. */
export type QuoteContext = {
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  readonly qMax: ShareMicros;
  readonly inventory: Inventory;
  readonly rewards: RewardTerms;
  /** Unit: log-odds per square root of an hour. */
  readonly volatility: number;
  readonly cycle: DurationMs;
  readonly slippageMax: PriceOffset;
  readonly drawdownScale: Ratio;
  readonly parameters: MarketMakingParameters;
};

const exitOf = (side: BidSide, model: QuoteModel, context: QuoteContext): PriceMicros | null => {
  const other = context.inventory[otherOutcome(side.outcome)];
  if (other.entry === null) return null;
  return exitBid(side, model, { entry: complement(other.entry), tick: context.tick });
};

const rewardsOf = (size: ShareMicros, rewards: RewardTerms): BidRewards =>
  rewards.kind === 'none' || size < rewards.sizeMin
    ? { kind: 'none' }
    : { kind: 'paid', spreadMax: rewards.spreadMax };

const sizeOf = (
  outcome: Outcome,
  context: QuoteContext,
  admission: 'adding' | 'reducing-only',
): SideSize =>
  sideSize(netInventory(context.inventory, outcome), {
    qMax: context.qMax,
    softInventory: context.parameters.softInventory,
    drawdownScale: context.drawdownScale,
    admission,
    rewardSizeMin: context.rewards.kind === 'none' ? ZERO_SHARES : context.rewards.sizeMin,
    reducibleMax: context.inventory[otherOutcome(outcome)].excess,
  });

// An adding part too small for an order would only keep what reduces out of the band.
const wholeParts = ({ reducing, adding }: SideSize, sizeMin: ShareMicros): SideSize =>
  reducing >= sizeMin && adding < sizeMin
    ? { reducing, adding: ZERO_SHARES }
    : { reducing, adding };

/**
 * Decides the bid for one outcome; undefined where nothing of at least the minimum size is to be
 * bid. Inventory that can leave with a profit goes out alone, at its own price: what would add is
 * left out of that quote, so that it may stand inside the band.
 */
export const bidQuote = (
  side: BidSide,
  context: QuoteContext,
  admission: 'adding' | 'reducing-only',
): BidQuote | undefined => {
  const { tick, qMax, sizeMin, volatility, cycle, slippageMax, parameters } = context;
  const net = netInventory(context.inventory, side.outcome);
  const inventory = inventoryShare(net, qMax);
  const model = quoteModel({ fair: side.fair, inventory, volatility, cycle }, parameters);
  const { reducing, adding } = wholeParts(sizeOf(side.outcome, context, admission), sizeMin);
  const exit = reducing >= sizeMin ? exitOf(side, model, context) : null;
  const whole = plus(reducing, adding);
  const size = exit === null ? whole : reducing;
  if (size < sizeMin) return undefined;
  const effect = exit === null && isPositive(adding) ? 'adding' : 'reducing';
  const rewards = rewardsOf(whole, context.rewards);
  const price = bidPrice(side, model, { tick, slippageMax, effect, rewards, exit });
  if (price === undefined) return undefined;
  return { price, size, model, purpose: exit === null ? 'spread' : 'exit' };
};
