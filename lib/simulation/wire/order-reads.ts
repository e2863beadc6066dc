// Own orders as the venue shows them: one by its id, or all that are open, page by page.

import { formatPrice } from '../../units/price.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { formatShares } from '../../units/shares.ts';
import { orderId } from '../../units/ids.ts';
import { msOfDuration } from '../../units/time.ts';
import { present } from '../../units/invariant.ts';
import { labelOf } from './labels.ts';
import { listAnswer } from './lists.ts';
import { answer } from './message.ts';
import { fillsSince } from './own-history.ts';
import { isOwner } from './ownership.ts';
import { nowOf } from './server.ts';
import { partsOf } from './trade-parts.ts';
import type { Fill } from '../../domain/fill.ts';
import type { OpenOrder } from '../../domain/order.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { TakenOrder } from './received-orders.ts';
import type { WireServer } from './server.ts';

const statusOf = ({ venue }: WireServer, { condition, status }: OpenOrder): string => {
  const market = venue.universe().markets.get(condition);
  const isOver = market?.status.kind === 'resolved';
  return status === 'CANCELED' && isOver ? 'CANCELED_MARKET_RESOLVED' : status;
};

// An order that named its dollars shows the shares that it asked for, not the lots they round to.
const sizeOf = ({ side, originalSize }: OpenOrder, { posted }: TakenOrder): string =>
  side === 'BUY' ? formatDecimal(posted.order.takerAmount, 6) : formatShares(originalSize);

const tradesOf = (
  server: WireServer,
  { id }: OpenOrder,
  fills: readonly Fill[] | null,
): readonly string[] | null => {
  if (fills === null || server.switches.get().associateTrades === 'null') return null;
  return fills
    .filter(({ order }) => order === id)
    .flatMap((fill) => partsOf(server, fill).map((part) => part.fill.trade));
};

const matchedOf = (server: WireServer, { matchedSize }: OpenOrder): string =>
  matchedSize === null || server.switches.get().matchedSizes === 'empty'
    ? ''
    : formatShares(matchedSize);

const orderRow = (server: WireServer, order: OpenOrder, fills: readonly Fill[] | null) => {
  const taken = present(server.received.find(order.id), 'an own order came over the wire');
  const market = present(
    server.venue.universe().markets.get(order.condition),
    'an order is of a listed market',
  );
  return {
    id: order.id,
    status: statusOf(server, order),
    owner: taken.posted.owner,
    maker_address: server.account.wallet,
    market: order.condition,
    asset_id: order.token,
    side: order.side,
    original_size: sizeOf(order, taken),
    size_matched: matchedOf(server, order),
    price: formatPrice(order.price),
    associate_trades: tradesOf(server, order, fills),
    outcome: labelOf(market, order.outcome),
    created_at: Math.floor(taken.at / 1_000),
    expiration: taken.posted.order.expiration,
    order_type: taken.posted.orderType,
  };
};

const rowsOf = (server: WireServer, orders: readonly OpenOrder[]) => {
  const oldest = Math.min(...orders.map(({ id }) => server.received.find(id)?.at ?? 0));
  const fills = orders.length === 0 ? [] : fillsSince(server, oldest);
  return orders.map((order) => orderRow(server, order, fills));
};

// What places orders and what lists them are two services, and the second one may be behind.
const isShownYet = (server: WireServer, { id }: OpenOrder): boolean => {
  const takenAt = server.received.find(id)?.at ?? 0;
  return takenAt + Number(msOfDuration(server.switches.get().shownAfter)) <= nowOf(server);
};

const findOrder = (server: WireServer, id: string): OpenOrder | null => {
  const { orderReads } = server.switches.get();
  const found = orderReads === 'none' ? null : server.venue.order(orderId(id.toLowerCase()));
  if (found === null || !isShownYet(server, found)) return null;
  return orderReads === 'live-only' && found.status !== 'LIVE' ? null : found;
};

const openOnes = (server: WireServer): readonly OpenOrder[] =>
  server.venue.openOrders().filter((order) => isShownYet(server, order));

/** Answers GET /data/order/{id}: null for one that the venue does not know. */
export const readOrderById = (
  server: WireServer,
  { path }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const found = isOwner(server, caller) ? findOrder(server, path.split('/').at(-1) ?? '') : null;
  return answer(found === null ? null : rowsOf(server, [found])[0]);
};

/** Answers GET /data/orders: one by its id in any state, or the open ones, oldest first. */
export const readOrders = (server: WireServer, call: WireCall, caller: IssuedKey): WireAnswer => {
  const { query } = call;
  const id = query.get('id');
  const [market, token] = [query.get('market'), query.get('asset_id')];
  const isShown = isOwner(server, caller) && server.switches.get().lists === 'full';
  const named = id === null ? openOnes(server) : [findOrder(server, id) ?? []].flat();
  const found = (isShown ? named : []).filter(
    (order) =>
      (market === null || order.condition === market.toLowerCase()) &&
      (token === null || order.token === token),
  );
  return listAnswer(server, call, {
    rows: rowsOf(server, found),
    refusal: 'invalid order params payload',
  });
};
