// Placing orders: each is checked, put into the simulated venue, and answered in the venue's words.

import { notional } from '../../units/money.ts';
import { sum } from '../../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
import { formatUsdc, ZERO_USDC } from '../../units/usdc.ts';
import { answer, failure, parseJson } from './message.ts';
import { checkOrder } from './order-check.ts';
import { placingAnswer } from './restrictions.ts';
import { nowOf } from './server.ts';
import { partsOf } from './trade-parts.ts';
import { fillsSince } from './own-history.ts';
import type { PlaceOutcome } from '../../domain/venue-outcome.ts';
import type { Fill } from '../../domain/fill.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { CheckedOrder, OrderRefusal } from './order-check.ts';
import type { WireServer } from './server.ts';

/** The most orders of one request. Source: the venue's order pages, read 2026-11-22. */
const BATCH_MAX = 15;

const FOK_KILLED = "order couldn't be fully filled. FOK orders are fully filled or killed.";
const FAK_KILLED =
  'no orders found to match with FAK order. ' +
  'FAK orders are partially filled or killed if no match is found.';
const NO_BOOK = 'No orderbook exists for the requested token id';

const NOTHING_MATCHED = { makingAmount: '', takingAmount: '' };

type Taken = Readonly<Record<string, unknown>>;

/** What became of one posted order: taken, or refused in the venue's words. */
type Placed =
  | { readonly kind: 'taken'; readonly body: Taken }
  | ({ readonly kind: 'refused' } & OrderRefusal);

const refused = (error: string, status = 400): Placed => ({ kind: 'refused', status, error });

const matchedFields = (server: WireServer, fills: readonly Fill[], side: 'BUY' | 'SELL') => {
  const isBuy = side === 'BUY';
  const dollars = sum(
    ZERO_USDC,
    fills.map(({ size, price }) => notional(size, price, isBuy ? 'up' : 'down')),
  );
  const total = sum(
    ZERO_SHARES,
    fills.map(({ size }) => size),
  );
  const [money, stock] = [formatUsdc(dollars), formatShares(total)];
  const parts = fills.flatMap((fill) => partsOf(server, fill));
  const hashes = parts.map(({ hash }) => hash).filter((hash) => hash !== '');
  return {
    makingAmount: isBuy ? money : stock,
    takingAmount: isBuy ? stock : money,
    tradeIDs: parts.map(({ fill }) => fill.trade),
    ...(hashes.length > 0 && { transactionsHashes: hashes }),
  };
};

const takenBody = (
  server: WireServer,
  { id, posted }: CheckedOrder,
  status: 'live' | 'matched',
): Taken => {
  const fills = status === 'live' ? [] : (fillsSince(server, nowOf(server)) ?? []);
  const own = fills.filter(({ order }) => order === id).toReversed();
  return {
    success: true,
    errorMsg: '',
    orderID: id,
    status,
    ...(status === 'live' ? NOTHING_MATCHED : matchedFields(server, own, posted.order.side)),
  };
};

const outcomeOf = (server: WireServer, order: CheckedOrder, outcome: PlaceOutcome): Placed => {
  switch (outcome.kind) {
    case 'placed':
      return { kind: 'taken', body: takenBody(server, order, 'live') };
    case 'matched':
      return { kind: 'taken', body: takenBody(server, order, 'matched') };
    case 'no-fill':
      return refused(order.posted.orderType === 'FOK' ? FOK_KILLED : FAK_KILLED);
    case 'rejected':
      return refused(outcome.message, outcome.message === NO_BOOK ? 404 : 400);
    // A book that has a gap in its recording is one that the venue has not opened yet.
    case 'not-sent':
    case 'delayed':
    case 'unknown':
      return refused('the market is not yet ready to process new orders');
  }
};

const placeOne = (server: WireServer, caller: IssuedKey, value: unknown): Placed => {
  const checked = checkOrder(server, caller, value);
  if (!checked.ok) return { kind: 'refused', ...checked.error };
  const { id, posted, incoming } = checked.value;
  const outcome = server.venue.place(incoming);
  if (outcome.kind === 'placed' || outcome.kind === 'matched')
    server.received.take({ id, posted, at: nowOf(server), by: 'wire' });
  return outcomeOf(server, checked.value, outcome);
};

const elementOf = (placed: Placed): Taken =>
  placed.kind === 'taken'
    ? placed.body
    : { success: false, errorMsg: placed.error, orderID: '', status: '', ...NOTHING_MATCHED };

const liquidityOf = (values: readonly unknown[]): 'all-post-only' | 'some-may-take' => {
  const isPostOnly = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'postOnly' in value && value.postOnly === true;
  return values.every(isPostOnly) ? 'all-post-only' : 'some-may-take';
};

/** Answers POST /order. */
export const postOrder = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const value = parseJson(body);
  const restricted = placingAnswer(server, liquidityOf([value]));
  if (restricted !== null) return restricted;
  const words = server.sieve.get()(0);
  if (words !== null) return answer(elementOf(refused(words)));
  const placed = placeOne(server, caller, value);
  return placed.kind === 'taken' ? answer(placed.body) : failure(placed.status, placed.error);
};

/** Answers POST /orders, whose orders are taken or refused one by one. */
export const postOrders = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const values: unknown = parseJson(body);
  if (!Array.isArray(values) || values.length === 0) return failure(400, 'Invalid order payload');
  const restricted = placingAnswer(server, liquidityOf(values));
  if (restricted !== null) return restricted;
  if (values.length > BATCH_MAX)
    return failure(400, `Too many orders in payload: ${values.length}, max allowed: ${BATCH_MAX}`);
  const wordsFor = server.sieve.get();
  const placed = values.map((value: unknown, place) => {
    const words = wordsFor(place);
    return words === null ? placeOne(server, caller, value) : refused(words);
  });
  return answer(placed.map(elementOf));
};

/** What a sender is told of an order whose match is delayed: that it is in, and no more. */
export const delayedBody = (body: Taken): Taken => ({
  success: true,
  errorMsg: '',
  orderID: body['orderID'],
  status: 'delayed',
  ...NOTHING_MATCHED,
});
