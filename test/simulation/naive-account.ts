// The oracle's wallet and orders: balances are added up from the first trade every time somebody
// asks, and every trade settles, mined after 2 s.

import { microsOfPrice } from '../../lib/units/price.ts';
import { DOLLAR, isBetter } from './naive-book.ts';
import type { Market, Outcome } from '../../lib/domain/market.ts';
import type { IncomingOrder } from '../../lib/simulation/admission.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { NaiveBook, NaiveSide } from './naive-book.ts';

export type NaiveOrder = IncomingOrder & {
  readonly side: NaiveSide;
  readonly yesPrice: bigint;
  readonly size: bigint;
  readonly answer: string;
  matched: bigint;
  ahead: bigint;
  status: 'LIVE' | 'MATCHED' | 'CANCELED' | 'INVALID';
};

export type NaiveTrade = {
  readonly order: IncomingOrder;
  readonly price: bigint;
  readonly size: bigint;
  readonly fee: bigint;
  readonly role: 'maker' | 'taker';
  readonly at: bigint;
};

export type NaiveMove = { readonly token: TokenId; readonly shares: bigint; readonly cash: bigint };

export type NaiveState = {
  readonly markets: { market: Market; readonly book: NaiveBook }[];
  readonly startCash: bigint;
  now: bigint;
  orders: NaiveOrder[];
  trades: NaiveTrade[];
  moves: NaiveMove[];
};

export const ceilTo = (value: bigint, step: bigint): bigint => ((value + step - 1n) / step) * step;
export const costUp = (size: bigint, price: bigint): bigint =>
  ceilTo(size * price, DOLLAR) / DOLLAR;
export const costDown = (size: bigint, price: bigint): bigint => (size * price) / DOLLAR;
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const total = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

export const newNaive = (markets: readonly Market[], cash: bigint, now: bigint): NaiveState => ({
  markets: markets.map((market) => ({
    market,
    book: { followed: null, levels: [], worstShown: { BID: null, ASK: null } },
  })),
  startCash: cash,
  now,
  orders: [],
  trades: [],
  moves: [],
});

export const placeOf = (state: NaiveState, token: TokenId) => {
  const found = state.markets.find(({ market }) => market.yes === token || market.no === token);
  if (found === undefined) throw new Error('token unknown to the oracle');
  const outcome: Outcome = found.market.yes === token ? 'YES' : 'NO';
  return { ...found, outcome };
};

export const priceOf = ({ order }: IncomingOrder): bigint => microsOfPrice(order.price);
export const rest = (order: NaiveOrder): bigint => order.size - order.matched;
export const live = (state: NaiveState): NaiveOrder[] =>
  state.orders.filter(({ status }) => status === 'LIVE');

// Every trade of the oracle settles: mined after 2 s.
const isMined = (state: NaiveState, trade: NaiveTrade): boolean => state.now - trade.at >= 2_000n;
const isBuy = ({ order: { order } }: NaiveTrade): boolean => order.side === 'BUY';
const paid = (trade: NaiveTrade): bigint => costUp(trade.size, trade.price) + trade.fee;

export const chainCash = (state: NaiveState): bigint =>
  state.startCash +
  total(state.moves.map(({ cash }) => cash)) +
  total(
    state.trades
      .filter((trade) => isMined(state, trade))
      .map((trade) =>
        isBuy(trade) ? -paid(trade) : costDown(trade.size, trade.price) - trade.fee,
      ),
  );

export const chainShares = (state: NaiveState, token: TokenId): bigint =>
  total(state.moves.filter((move) => move.token === token).map(({ shares }) => shares)) +
  total(
    state.trades
      .filter((trade) => isMined(state, trade) && trade.order.order.token === token)
      .map((trade) => (isBuy(trade) ? trade.size : -trade.size)),
  );

export const freeCash = (state: NaiveState): bigint =>
  chainCash(state) -
  total(state.trades.filter((trade) => !isMined(state, trade) && isBuy(trade)).map(paid));

export const freeShares = (state: NaiveState, token: TokenId): bigint =>
  chainShares(state, token) -
  total(
    state.trades
      .filter((trade) => !isMined(state, trade) && !isBuy(trade))
      .filter((trade) => trade.order.order.token === token)
      .map(({ size }) => size),
  );

export const dropUnpayable = (state: NaiveState): void => {
  for (const order of live(state)) {
    const isPayable =
      order.order.side === 'BUY'
        ? costUp(rest(order), priceOf(order)) <= freeCash(state)
        : rest(order) <= freeShares(state, order.order.token);
    if (!isPayable) order.status = 'INVALID';
  }
};

export const makerFill = (state: NaiveState, order: NaiveOrder, size: bigint): void => {
  order.matched += size;
  if (rest(order) === 0n) order.status = 'MATCHED';
  const price = priceOf(order);
  state.trades.push({ order, price, size, fee: 0n, role: 'maker', at: state.now });
  dropUnpayable(state);
};

export const queueOf = (state: NaiveState, market: Market, side: NaiveSide): NaiveOrder[] =>
  live(state)
    .filter((order) => order.side === side && order.order.condition === market.condition)
    .sort((a, b) => {
      if (a.yesPrice === b.yesPrice) return state.orders.indexOf(a) - state.orders.indexOf(b);
      return isBetter(side, a.yesPrice, b.yesPrice) ? -1 : 1;
    });
