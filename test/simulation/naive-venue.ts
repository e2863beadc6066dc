// The oracle: the rules of the simulated venue, written as plainly as possible. Everything is a
// list, and every question scans all of it. This file places and cancels.

import { takerFee, takerFeeMax } from '../../lib/domain/fees.ts';
import { formatTick, priceMicros } from '../../lib/units/price.ts';
import { microsOfShares, shareMicros } from '../../lib/units/shares.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import { microsOfUsdc } from '../../lib/units/usdc.ts';
import * as account from './naive-account.ts';
import { DOLLAR, flip, meets, offers, standing, yes } from './naive-book.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { IncomingOrder } from '../../lib/simulation/admission.ts';
import type { NaiveState } from './naive-account.ts';
import type { NaiveBook, NaiveLevel, NaiveSide } from './naive-book.ts';

const { costDown, costUp, dropUnpayable, freeCash, freeShares } = account;
const { least, live, placeOf, priceOf, queueOf, rest, total } = account;

// What an incoming order would take: level, our price, size.
type Slice = { readonly level: NaiveLevel; price: bigint; size: bigint };

const isMarket = ({ order }: IncomingOrder): boolean =>
  order.timeInForce === 'FOK' || order.timeInForce === 'FAK';

const slicesFor = (book: NaiveBook, incoming: IncomingOrder, side: NaiveSide) => {
  const { order } = incoming;
  const dollars = isMarket(incoming) && order.side === 'BUY';
  let left = dollars
    ? (costDown(microsOfShares(order.size), priceOf(incoming)) / 10_000n) * 10_000n
    : microsOfShares(order.size);
  const slices: Slice[] = [];
  for (const level of offers(book, flip(side))) {
    if (!meets(side, yes(order.outcome, order.price), level.price)) break;
    const price = order.outcome === 'YES' ? level.price : DOLLAR - level.price;
    const wanted = dollars ? ((left * DOLLAR) / price / 100n) * 100n : left;
    const size = least(wanted, level.size - level.taken);
    if (size === 0n) return { slices, isComplete: true };
    slices.push({ level, price, size });
    left -= dollars ? costUp(size, price) : size;
    if (size === wanted) return { slices, isComplete: true };
  }
  return { slices, isComplete: false };
};

const termsFault = (state: NaiveState, incoming: IncomingOrder, market: Market): string | null => {
  const { order, expiration } = incoming;
  if (market.status.kind !== 'accepting')
    return market.status.kind === 'paused' ? 'not-ready' : 'invalid';
  if (order.liquidity === 'post-only' && isMarket(incoming)) return 'invalid';
  if (order.timeInForce === 'GTD') {
    if (expiration.kind === 'never') return 'expiration';
    if (msOfEpoch(expiration.at) < state.now + 180_000n) return 'expiration';
  } else if (expiration.kind === 'at') return 'expiration';
  const tickMicros = BigInt(Math.round(Number(formatTick(market.tick)) * 1_000_000));
  if (priceOf(incoming) % tickMicros !== 0n) return 'tick';
  const size = microsOfShares(order.size);
  return size < microsOfShares(market.sizeMin) || size % 10_000n !== 0n ? 'size' : null;
};

const fundsFault = (
  state: NaiveState,
  incoming: IncomingOrder,
  { market, slices }: { market: Market; slices: readonly Slice[] },
): string | null => {
  const { order } = incoming;
  const size = microsOfShares(order.size);
  const rivals = live(state).filter(
    (other) => other.order.condition === order.condition && other.order.side === order.side,
  );
  if (order.side === 'SELL') {
    const locked = rivals.filter((other) => other.order.token === order.token).map(rest);
    return size <= freeShares(state, order.token) - total(locked) ? null : 'balance-lag';
  }
  const locked = rivals.map((other) => costUp(rest(other), priceOf(other)));
  const fees = slices.map((slice) =>
    microsOfUsdc(takerFee(market.fee, shareMicros(slice.size), priceMicros(slice.price))),
  );
  const full = costUp(size, priceOf(incoming));
  const maximum = microsOfUsdc(takerFeeMax(market.fee, order.size, order.price));
  const limit = order.liquidity === 'post-only' ? full : full + maximum;
  const need = isMarket(incoming)
    ? (costDown(size, priceOf(incoming)) / 10_000n) * 10_000n + total(fees)
    : limit;
  return need <= freeCash(state) - total(locked) ? null : 'funds';
};

const meetingFault = (
  incoming: IncomingOrder,
  crosses: { readonly recorded: boolean; readonly own: boolean },
): string | null => {
  const { order } = incoming;
  if (order.liquidity === 'post-only')
    return crosses.recorded || crosses.own ? 'post-only-cross' : null;
  if (crosses.own) return 'invalid';
  const exact = costDown(microsOfShares(order.size), priceOf(incoming));
  const amount = isMarket(incoming) ? (exact / 10_000n) * 10_000n : exact;
  const isMarketable = isMarket(incoming) || crosses.recorded;
  return order.side === 'BUY' && isMarketable && amount < DOLLAR ? 'size' : null;
};

export const naivePlace = (state: NaiveState, incoming: IncomingOrder): string => {
  const { order } = incoming;
  const earlier = state.orders.find(({ id }) => id === incoming.id);
  if (earlier !== undefined) return earlier.answer;
  const { market, book, outcome } = placeOf(state, order.token);
  const fault = termsFault(state, incoming, market);
  if (fault !== null) return `rejected ${fault}`;
  if (book.followed === null) return 'not-sent unavailable';
  const side: NaiveSide = (order.side === 'BUY') === (outcome === 'YES') ? 'BID' : 'ASK';
  const yesPrice = yes(outcome, order.price);
  const offer = offers(book, flip(side))[0];
  const own = queueOf(state, market, flip(side))[0];
  const found =
    order.liquidity === 'post-only'
      ? { slices: [], isComplete: false }
      : slicesFor(book, incoming, side);
  const refusal =
    meetingFault(incoming, {
      recorded: offer !== undefined && meets(side, yesPrice, offer.price),
      own: own !== undefined && meets(side, yesPrice, own.yesPrice),
    }) ?? fundsFault(state, incoming, { market, slices: found.slices });
  if (refusal !== null) return `rejected ${refusal}`;
  if (order.timeInForce === 'FOK' && !found.isComplete) return 'no-fill';
  if (isMarket(incoming) && found.slices.length === 0) return 'no-fill';
  const matched = total(found.slices.map((slice) => slice.size));
  const size = microsOfShares(order.size);
  const answer = matched > 0n ? 'matched' : 'placed';
  const status = isMarket(incoming) || matched === size ? 'MATCHED' : 'LIVE';
  const level = queueOf(state, market, side).filter((other) => other.yesPrice === yesPrice);
  const recorded = standing(book, side, yesPrice);
  const ahead = level.reduce((most, other) => (other.ahead > most ? other.ahead : most), recorded);
  state.orders.push({ ...incoming, side, yesPrice, size, answer, matched, ahead, status });
  for (const slice of found.slices) {
    slice.level.taken += slice.size;
    const fee = takerFee(market.fee, shareMicros(slice.size), priceMicros(slice.price));
    const { price } = slice;
    state.trades.push({
      order: incoming,
      price,
      size: slice.size,
      fee: microsOfUsdc(fee),
      role: 'taker',
      at: state.now,
    });
  }
  if (matched > 0n) dropUnpayable(state);
  return answer;
};

export const naiveCancel = (state: NaiveState, id: string): boolean => {
  const order = live(state).find((one) => one.id === id);
  if (order !== undefined) order.status = 'CANCELED';
  return order !== undefined;
};

/** Merges at most what there is of both tokens; a merge of more does nothing. */
export const naiveMerge = (state: NaiveState, market: Market, size: bigint): boolean => {
  const { yes: y, no: n } = market;
  if (freeShares(state, y) < size || freeShares(state, n) < size || size <= 0n) return false;
  state.moves.push({ token: y, shares: -size, cash: size }, { token: n, shares: -size, cash: 0n });
  dropUnpayable(state);
  return true;
};
