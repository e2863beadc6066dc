// What one market can cost. It ends in one of two ways, and each order that rests, like each fill
// that may still fail, makes one of them worse. Which of these happen is not ours to choose, so an
// ending is charged with all that make it worse and credited with none that make it better.

import { otherOutcome } from '../domain/market.ts';
import { faceValue } from '../units/money.ts';
import { isPositive, larger, minus, negate, plus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { buyCostMax, saleLossMax, sharesMovedMax } from './order-cost.ts';
import type { PendingFill } from '../domain/ledger-state.ts';
import type { Outcome } from '../domain/market.ts';
import type { Order, RestingOrder } from '../domain/order.ts';
import type { Position } from '../domain/position.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { HeldLot, KnownFee, Offer } from './order-cost.ts';

/** What the books and the venue hold in one market. */
export type MarketBooks = {
  readonly fee: KnownFee;
  readonly positions: readonly Position[];
  readonly working: readonly WorkingOrder[];
  readonly pending: readonly PendingFill[];
};

/** An order that may still fill, and how much of it. */
export type WorkingOrder = Pick<RestingOrder, 'order' | 'remaining'>;

/** One way the market may end, at its worst over all fills. */
export type Ending = {
  /** The loss if this outcome wins. Negative is a gain. */
  readonly loss: UsdcMicros;
  /** By how much this loss can exceed the other ending's: costs are common, so shares decide. */
  readonly lead: UsdcMicros;
};

/** A market's two endings, by the outcome that wins. */
export type MarketRisk = Readonly<Record<Outcome, Ending>>;

/** The ending that a fill of an order makes worse: the one in which what it gives up had value. */
export const worsenedBy = (order: Pick<Order, 'side' | 'outcome'>): Outcome =>
  order.side === 'BUY' ? otherOutcome(order.outcome) : order.outcome;

// A change of one ending: what it may lose more, and how many shares that moves from it.
type Worsening = { readonly loss: UsdcMicros; readonly shares: ShareMicros };

const total = (amounts: readonly UsdcMicros[]): UsdcMicros => sum(ZERO_USDC, amounts);
const totalShares = (amounts: readonly ShareMicros[]): ShareMicros => sum(ZERO_SHARES, amounts);

const offerOf = ({ order, remaining }: WorkingOrder): Offer => ({
  size: remaining,
  price: order.price,
});

const offersOf = (books: MarketBooks, outcome: Outcome): readonly Offer[] =>
  books.working
    .filter(({ order }) => order.side === 'SELL' && order.outcome === outcome)
    .map(offerOf);

const changesOf = (books: MarketBooks, outcome: Outcome): readonly PendingFill['changes'][] =>
  books.pending.map((fill) => fill.changes.filter((change) => change.outcome === outcome));

// The lots that a sale takes its cost from. A purchase that may still fail takes its shares and its
// cost with it, so until then no sale counts on it. What this does not catch: a sale that is booked
// at an average which such a purchase has lowered, before the purchase fails.
const settledLots = (books: MarketBooks, outcome: Outcome): readonly HeldLot[] => {
  const bought = changesOf(books, outcome)
    .flat()
    .filter((change) => isPositive(change.shares));
  return books.positions
    .filter((position) => position.outcome === outcome)
    .flatMap((position) => position.byStrategy)
    .map((lot) => {
      const unsettled = bought.filter((change) => change.strategy === lot.strategy);
      return {
        shares: minus(lot.shares, totalShares(unsettled.map((change) => change.shares))),
        cost: minus(lot.cost, total(unsettled.map((change) => change.cost))),
      };
    });
};

const byOrders = (books: MarketBooks, winner: Outcome): Worsening => {
  const worse = books.working.filter(({ order }) => worsenedBy(order) === winner);
  const buys = worse.filter(({ order }) => order.side === 'BUY');
  const spent = buys.map(({ order, remaining }) => buyCostMax(order, remaining, books.fee));
  const given = saleLossMax(settledLots(books, winner), offersOf(books, winner));
  return {
    loss: plus(total(spent), given),
    shares: totalShares(worse.map(({ order, remaining }) => sharesMovedMax(order, remaining))),
  };
};

// The failure of a fill gives back what it cost and takes back what it brought. Where that is worse
// than the fill itself it counts, which is "whichever of filled and unfilled is worse".
const byFailures = (books: MarketBooks, winner: Outcome): Worsening => {
  const effects = [winner, otherOutcome(winner)].flatMap((outcome) =>
    changesOf(books, outcome).map((changes): Worsening => {
      const shares = totalShares(changes.map((change) => change.shares));
      const returned = total(changes.map((change) => change.cost));
      const lost = outcome === winner ? faceValue(shares) : ZERO_USDC;
      return {
        loss: larger(minus(lost, returned), ZERO_USDC),
        shares: larger(outcome === winner ? shares : negate(shares), ZERO_SHARES),
      };
    }),
  );
  return {
    loss: total(effects.map((effect) => effect.loss)),
    shares: totalShares(effects.map((effect) => effect.shares)),
  };
};

const heldOf = (books: MarketBooks, outcome: Outcome): ShareMicros =>
  totalShares(
    books.positions.filter((one) => one.outcome === outcome).map((position) => position.shares),
  );

const endingOf = (books: MarketBooks, winner: Outcome): Ending => {
  const paid = total(books.positions.map((position) => position.cost));
  const orders = byOrders(books, winner);
  const failures = byFailures(books, winner);
  const held = heldOf(books, winner);
  const moved = plus(orders.shares, failures.shares);
  const behind = minus(heldOf(books, otherOutcome(winner)), held);
  return {
    loss: minus(plus(plus(paid, orders.loss), failures.loss), faceValue(held)),
    lead: faceValue(plus(behind, moved)),
  };
};

/** Computes both endings of a market. Rounding: up, against us. */
export const computeMarketRisk = (books: MarketBooks): MarketRisk => ({
  YES: endingOf(books, 'YES'),
  NO: endingOf(books, 'NO'),
});

/** The exposure of one market: its worse ending, at least nothing. */
export const marketExposure = (risk: MarketRisk): UsdcMicros =>
  larger(larger(risk.YES.loss, risk.NO.loss), ZERO_USDC);

/** What a fill of one more order would add to the loss of the ending it makes worse. */
export const addedLoss = (books: MarketBooks, order: Order, size: ShareMicros): UsdcMicros => {
  if (order.side === 'BUY') return buyCostMax(order, size, books.fee);
  const lots = settledLots(books, order.outcome);
  const offers = offersOf(books, order.outcome);
  const extended = [...offers, offerOf({ order, remaining: size })];
  return minus(saleLossMax(lots, extended), saleLossMax(lots, offers));
};

/** The same risk with one more order working. */
export const withWorsening = (
  risk: MarketRisk,
  order: Order,
  added: { readonly size: ShareMicros; readonly loss: UsdcMicros },
): MarketRisk => {
  const worsened = worsenedBy(order);
  const ending = risk[worsened];
  const worse = {
    loss: plus(ending.loss, added.loss),
    lead: plus(ending.lead, faceValue(sharesMovedMax(order, added.size))),
  };
  return { ...risk, [worsened]: worse };
};
