// Cancelling: by id, by market, or everything. An answer says what was cancelled; what was not is
// told with a reason that proves nothing about the order.

import * as z from 'zod/mini';
import { orderId } from '../../units/ids.ts';
import { answer, failure, parseJson } from './message.ts';
import { isOwner } from './ownership.ts';
import { cancellingAnswer } from './restrictions.ts';
import type { OpenOrder } from '../../domain/order.ts';
import type { OrderId } from '../../units/ids.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

/** The most ids of one request. Source: the venue's order pages, read 2026-10-05. */
const CANCELS_MAX = 1_000;

const idWire = z.string().check(z.regex(/^0x[0-9a-f]{64}$/i));
const oneWire = z.object({ orderID: idWire });
const manyWire = z.array(idWire);
const marketWire = z.object({ market: z.optional(z.string()), asset_id: z.optional(z.string()) });

const NOT_FOUND = 'Order not found or already canceled';

const cancel = (server: WireServer, caller: IssuedKey, ids: readonly OrderId[]): WireAnswer => {
  const restricted = cancellingAnswer(server);
  if (restricted !== null) return restricted;
  if (!isOwner(server, caller)) {
    const entries = ids.map((id): [string, string] => [id, NOT_FOUND]);
    return answer({ canceled: [], not_canceled: Object.fromEntries(entries) });
  }
  const { canceled, notCanceled } = server.venue.cancel(ids);
  const entries = notCanceled.map(({ id, reason }): [string, string] => [id, reason]);
  return answer({ canceled, not_canceled: Object.fromEntries(entries) });
};

const idsOf = (texts: readonly string[]): readonly OrderId[] =>
  texts.map((text) => orderId(text.toLowerCase()));

/** Answers DELETE /order. */
export const cancelOne = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const read = z.safeParse(oneWire, parseJson(body));
  return read.success
    ? cancel(server, caller, idsOf([read.data.orderID]))
    : failure(400, 'Invalid orderID');
};

/** Answers DELETE /orders. */
export const cancelMany = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const read = z.safeParse(manyWire, parseJson(body));
  if (!read.success || read.data.length === 0) return failure(400, 'Invalid orderID');
  return read.data.length > CANCELS_MAX
    ? failure(400, `Too many orders in payload, max allowed: ${CANCELS_MAX}`)
    : cancel(server, caller, idsOf(read.data));
};

const openIds = (server: WireServer, matches: (order: OpenOrder) => boolean): readonly OrderId[] =>
  server.venue
    .openOrders()
    .filter(matches)
    .map(({ id }) => id);

/** Answers DELETE /cancel-all. */
export const cancelAll = (server: WireServer, _: WireCall, caller: IssuedKey): WireAnswer =>
  cancel(server, caller, isOwner(server, caller) ? openIds(server, () => true) : []);

/** Answers DELETE /cancel-market-orders, of a market, of a token, or of everything. */
export const cancelMarket = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const read = z.safeParse(marketWire, parseJson(body === '' ? '{}' : body));
  if (!read.success) return failure(400, 'Invalid order payload');
  const { market = '', asset_id: token = '' } = read.data;
  const matches = (order: OpenOrder): boolean =>
    (market === '' || order.condition === market.toLowerCase()) &&
    (token === '' || order.token === token);
  return cancel(server, caller, isOwner(server, caller) ? openIds(server, matches) : []);
};
