// What one market can cost. It ends in one of two ways, and each order that rests, like each fill
// that may still fail, makes one of them worse. Which of these happen is not ours to choose, so an
// ending is charged with all that make it worse and credited with none that make it better.

import { otherOutcome } from '../domain/market.ts';
import { faceValue } from '../units/money.ts';
import { isNegative, isPositive, larger, minus, plus, smaller, sumOf } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { buyCostMax, sharesMovedMax } from './order-cost.ts';
import type { LotChange, PendingFill } from '../domain/ledger-state.ts';
import type { Outcome, Side } from '../domain/market.ts';
import type { Order, RestingOrder } from '../domain/order.ts';
import type { OwnedLot, Position } from '../domain/position.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { KnownFee } from './order-cost.ts';

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

const lotsOf = (books: MarketBooks, outcome: Outcome): readonly OwnedLot[] =>
  books.positions
    .filter((position) => position.outcome === outcome)
    .flatMap((position) => position.byStrategy);

const changesOf = (books: MarketBooks, outcome: Outcome): readonly LotChange[] =>
  books.pending.flatMap((fill) => fill.changes.filter((change) => change.outcome === outcome));

const ordersOf = (books: MarketBooks, side: Side, outcome: Outcome): readonly WorkingOrder[] =>
  books.working.filter(({ order }) => order.side === side && order.outcome === outcome);

const movedMax = (orders: readonly WorkingOrder[]): ShareMicros =>
  sumOf(ZERO_SHARES, orders, ({ order, remaining }) => sharesMovedMax(order, remaining));

// Of lots as of changes.
const sharesIn = (parts: readonly Pick<LotChange, 'shares'>[]): ShareMicros =>
  sumOf(ZERO_SHARES, parts, ({ shares }) => shares);

// The shares of one outcome in an ending, and what they cost.
type Holding = { readonly shares: ShareMicros; readonly cost: UsdcMicros };

// What a lot costs once the purchases in it that may still fail have failed. The ledger takes back
// what they cost, whatever was sold in between, and keeps the rest between nothing and face value.
const settledCost = (lot: OwnedLot, purchases: readonly LotChange[]): UsdcMicros => {
  const own = purchases.filter((change) => change.strategy === lot.strategy);
  const shares = minus(lot.shares, sharesIn(own));
  const cost = minus(
    lot.cost,
    sumOf(ZERO_USDC, own, (change) => change.cost),
  );
  return larger(smaller(cost, faceValue(shares)), ZERO_USDC);
};

// The worst that can become of an outcome that wins: its pending purchases fail and its sales fill.
// A sale keeps nothing. Its profit is realized once it is booked, so it must offset nothing, and
// which cost it takes along is open until then: purchases may lower the average, and fail after it.
const worstIfWins = (books: MarketBooks, outcome: Outcome): Holding => {
  const lots = lotsOf(books, outcome);
  const purchases = changesOf(books, outcome).filter((change) => isPositive(change.shares));
  const settled = minus(sharesIn(lots), sharesIn(purchases));
  return {
    shares: minus(settled, movedMax(ordersOf(books, 'SELL', outcome))),
    cost: sumOf(ZERO_USDC, lots, (lot) => settledCost(lot, purchases)),
  };
};

// The worst that can become of an outcome that loses: its purchases fill, its pending sales fail.
// What was received for shares that are short offsets nothing, since it leaves with their return.
const worstIfLoses = (books: MarketBooks, outcome: Outcome): Holding => {
  const lots = lotsOf(books, outcome);
  const sales = changesOf(books, outcome).filter((change) => isNegative(change.shares));
  const buys = ordersOf(books, 'BUY', outcome);
  const paid = sumOf(ZERO_USDC, lots, (lot) => larger(lot.cost, ZERO_USDC));
  const received = sumOf(ZERO_USDC, sales, (change) => change.cost);
  return {
    shares: plus(minus(sharesIn(lots), sharesIn(sales)), movedMax(buys)),
    cost: sumOf(minus(paid, received), buys, ({ order, remaining }) =>
      buyCostMax(order, remaining, books.fee),
    ),
  };
};

const endingOf = (books: MarketBooks, winner: Outcome): Ending => {
  const won = worstIfWins(books, winner);
  const lost = worstIfLoses(books, otherOutcome(winner));
  return {
    loss: minus(plus(won.cost, lost.cost), faceValue(won.shares)),
    lead: faceValue(minus(lost.shares, won.shares)),
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

/**
 * What a fill of one more order would add to the loss of the ending it makes worse: the money of a
 * BUY, the payout of a SELL.
 */
export const addedLoss = (fee: KnownFee, order: Order, size: ShareMicros): UsdcMicros =>
  order.side === 'BUY' ? buyCostMax(order, size, fee) : faceValue(size);

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
