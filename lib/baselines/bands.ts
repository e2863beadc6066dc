// Bands around the mid with an amount in each, the way of the venue's own example of a market
// maker. On each side a band holds the orders whose distance from the mid is from its least margin
// on and below its largest. Orders in no band are cancelled; a band with more than its most loses
// orders until it has no more than that. A band with less than its least is filled up to its
// average, at its average margin, with sales of what is held before purchases.
//
// Source: github.com/Polymarket/poly-market-maker, strategies/bands.py, read 2026-11-28. What is
// different: prices are rounded to the grid away from the mid and never meet the other side,
// amounts count what may still fill, and no more is bought than the caps allow.

import { invariant } from '../units/invariant.ts';
import { offsetBetween } from '../units/price.ts';
import { compare, minus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { bidAt, oneSide, quotesFor, turned } from './one-side.ts';
import type { BookSide } from '../domain/market.ts';
import type { OrderId } from '../units/ids.ts';
import type { PriceOffset, ShareMicros } from '../units/quantity.ts';
import type { Baseline, BaselineMarket, BaselineMoves, RestingQuote } from './baseline.ts';
import type { OneSide } from './one-side.ts';

/** One band, on both sides of the mid. */
export type Band = {
  /** From the mid. Range: rising, the least at least zero. */
  readonly margin: {
    readonly min: PriceOffset;
    readonly average: PriceOffset;
    readonly max: PriceOffset;
  };
  /** Range: rising. */
  readonly amount: {
    readonly min: ShareMicros;
    readonly average: ShareMicros;
    readonly max: ShareMicros;
  };
};

const distance = ({ mid }: OneSide, { price }: RestingQuote): PriceOffset =>
  offsetBetween(mid, price);

const ordersIn = (view: OneSide, { margin }: Band): readonly RestingQuote[] =>
  view.resting.filter((order) => {
    const away = distance(view, order);
    return away >= margin.min && away < margin.max;
  });

const amountOf = (orders: readonly RestingQuote[]): ShareMicros =>
  sum(
    ZERO_SHARES,
    orders.map(({ size }) => size),
  );

type Place = 'first' | 'last' | 'between';

// Which orders go first where a band has too many: those nearest to the mid in the band that is
// nearest, the farthest in the farthest band, the largest in all others.
const leavingFirst = (
  view: OneSide,
  orders: readonly RestingQuote[],
  place: Place,
): readonly RestingQuote[] => {
  const away = (order: RestingQuote): PriceOffset => distance(view, order);
  switch (place) {
    case 'first':
      return orders.toSorted((a, b) => compare(away(a), away(b)));
    case 'last':
      return orders.toSorted((a, b) => compare(away(b), away(a)));
    case 'between':
      return orders.toSorted((a, b) => compare(b.size, a.size));
  }
};

const excess = (view: OneSide, band: Band, place: Place): readonly OrderId[] => {
  const orders = ordersIn(view, band);
  let amount = amountOf(orders);
  return leavingFirst(view, orders, place).flatMap((order) => {
    if (amount <= band.amount.max) return [];
    amount = minus(amount, order.size);
    return [order.id];
  });
};

const cancelsOn = (view: OneSide, all: readonly Band[]): readonly OrderId[] => {
  const placeOf = (index: number): Place => {
    if (index === 0) return 'first';
    return index === all.length - 1 ? 'last' : 'between';
  };
  const outside = view.resting.filter(
    (order) => !all.some((band) => ordersIn(view, band).includes(order)),
  );
  return [
    ...outside.map(({ id }) => id),
    ...all.flatMap((band, index) => excess(view, band, placeOf(index))),
  ];
};

const fillUp = (view: OneSide, all: readonly Band[]): BaselineMoves['place'] => {
  const placed: BaselineMoves['place'][number][] = [];
  for (const band of all) {
    const amount = amountOf(ordersIn(view, band));
    const price = bidAt(view, band.margin.average);
    if (amount >= band.amount.min || price === undefined) continue;
    const wanted = { price, size: minus(band.amount.average, amount) };
    placed.push(...quotesFor(view, wanted, [...view.resting, ...placed]));
  }
  return placed;
};

const movesOn = (market: BaselineMarket, side: BookSide, all: readonly Band[]): BaselineMoves => {
  const view = oneSide(market, side);
  const cancel = cancelsOn(view, all);
  const gone = new Set(cancel);
  const left = { ...view, resting: view.resting.filter(({ id }) => !gone.has(id)) };
  const place = fillUp(left, all).map((quote) => ({ ...quote, price: turned(side, quote.price) }));
  return { cancel, place };
};

const overlap = (a: Band, b: Band): boolean =>
  a.margin.min < b.margin.max && b.margin.min < a.margin.max;

/**
 * Quotes in bands, the nearest one first.
 * Throws: on bands that overlap.
 */
export const bands = (all: readonly Band[]): Baseline => {
  invariant(
    all.every((band, index) => all.slice(index + 1).every((other) => !overlap(band, other))),
    'bands do not overlap',
  );
  return (market) => {
    const [bids, asks] = [movesOn(market, 'BID', all), movesOn(market, 'ASK', all)];
    return {
      cancel: [...bids.cancel, ...asks.cancel],
      place: [...bids.place, ...asks.place],
    };
  };
};
