// What a market's two positions come to once complete sets are set aside: a set is worth a dollar
// whatever happens, so only the excess of one outcome over the other can be lost.

import { bookSideOf, otherOutcome, tokenOf, yesPrice } from '../domain/market.ts';
import { divide } from '../units/fixed-point.ts';
import { priceMicros } from '../units/price.ts';
import { isPositive, minus, plus, sum } from '../units/quantity.ts';
import { microsOfShares, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc } from '../units/usdc.ts';
import { asTraded } from './book-depth.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { Order, RestingOrder, Strategy } from '../domain/order.ts';
import type { Position } from '../domain/position.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** The outcome that a market's position is a bet on, complete sets set aside. */
export type Holding = {
  readonly market: Market;
  readonly outcome: Outcome;
  readonly token: TokenId;
  /** The excess over the other outcome's shares. Range: above 0. */
  readonly net: ShareMicros;
  readonly position: Position;
  /** Average cost over all strategies' lots. */
  readonly entry: PriceMicros;
};

const MILLION = 1_000_000n;

/**
 * The average cost of a share, fees excluded.
 * Rounding: down. Range: kept inside (0, 1), where corrections may have left a cost outside.
 */
export const averageCost = (lot: {
  readonly shares: ShareMicros;
  readonly cost: UsdcMicros;
}): PriceMicros => {
  const exact = divide(microsOfUsdc(lot.cost) * MILLION, microsOfShares(lot.shares), 'down');
  if (exact < 1n) return priceMicros(1n);
  return priceMicros(exact < MILLION ? exact : MILLION - 1n);
};

type Positions = ReadonlyMap<TokenId, Position>;

/** The shares of a token, zero where there is no position. */
export const sharesOf = (positions: Positions, token: TokenId): ShareMicros =>
  positions.get(token)?.shares ?? ZERO_SHARES;

/** The excess of one outcome over the other; negative where the other is in excess. */
export const netShares = (positions: Positions, market: Market, outcome: Outcome): ShareMicros =>
  minus(
    sharesOf(positions, tokenOf(market, outcome)),
    sharesOf(positions, tokenOf(market, otherOutcome(outcome))),
  );

/**
 * The bets there are, one per market, in the order of the positions. Where more was sold than was
 * ever there, the other outcome's shares are negative too, and their excess is nothing to sell.
 */
export const holdingsOf = (view: StrategyView): readonly Holding[] =>
  [...view.portfolio.positions.values()].flatMap((position) => {
    const { condition, outcome, token } = position;
    const listed = view.universe.markets.get(condition);
    if (listed === undefined) return [];
    const net = netShares(view.portfolio.positions, listed, outcome);
    if (!isPositive(net) || !isPositive(position.shares)) return [];
    const market = asTraded(view, listed);
    return [{ market, outcome, token, net, position, entry: averageCost(position) }];
  });

/**
 * The positions whose markets cannot be seen in this cycle. They are held all the same: what is
 * remembered of them stays as it is until they are seen again.
 */
export const unseenPositions = ({
  portfolio,
  universe,
}: Pick<StrategyView, 'portfolio' | 'universe'>): readonly Position[] =>
  [...portfolio.positions.values()].filter(
    ({ condition, shares }) => isPositive(shares) && !universe.markets.has(condition),
  );

/** A token's valid fair price. */
export const fairOf = (
  view: Pick<StrategyView, 'fair'>,
  market: Market,
  outcome: Outcome,
): PriceMicros | undefined => {
  const fair: FairPrice | undefined = view.fair.get(market.condition);
  return fair?.kind === 'valid' ? yesPrice(fair.yes, outcome) : undefined;
};

/** The resting orders of a market. */
export const restingIn = (
  view: StrategyView,
  market: Pick<Market, 'condition'>,
): readonly RestingOrder[] =>
  view.portfolio.resting.filter((resting) => resting.order.condition === market.condition);

/**
 * What a strategy may sell of a token: what is free, and what sells of its own and of lower
 * strategies hold back, since its own are replaced and the lower ones' make way.
 */
export const sellableTo = (
  view: StrategyView,
  token: TokenId,
  owners: readonly Strategy[],
): ShareMicros => {
  const held = view.portfolio.resting.filter(
    ({ order, certainty, strategy }) =>
      order.token === token &&
      order.side === 'SELL' &&
      certainty === 'confirmed' &&
      owners.includes(strategy),
  );
  return plus(
    view.sellable.get(token) ?? ZERO_SHARES,
    sum(
      ZERO_SHARES,
      held.map(({ remaining }) => remaining),
    ),
  );
};

/**
 * Tells whether an order could enlarge the bet of its market: it joins the bet's own side of the
 * book. Without a bet every order opens one.
 */
export const isAddingTo = (holding: Holding | undefined, order: Order): boolean =>
  holding === undefined ||
  bookSideOf(order.side, order.outcome) === bookSideOf('BUY', holding.outcome);
