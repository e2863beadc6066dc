// Own orders as the CLOB lists them. A row that is not understood makes the whole read unknown: a
// shorter list would look as if an order had ended.

import * as z from 'zod/mini';
import { known, unknown } from '../../../domain/observed.ts';
import { err, ok } from '../../../units/result.ts';
import { endpointOf } from '../api.ts';
import { plainError } from '../http-error.ts';
import { allOf } from '../parallel.ts';
import { conditionWire, maybe, priceWire, readWire, secondsWire, tokenWire } from '../wire.ts';
import {
  amountOrUntoldWire,
  orderIdWire,
  orderStatusWire,
  positiveWire,
  sideWire,
} from './own-wire.ts';
import { fetchList } from './paged-list.ts';
import type { Expiration, OpenOrder } from '../../../domain/order.ts';
import type { Observed } from '../../../domain/observed.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountReads } from '../../../ports/venue.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Wire } from '../wire.ts';
import type { ModeMemory } from './mode-memory.ts';
import type { PrivateApi } from './private-api.ts';
import type { TokenDirectory } from './token-directory.ts';

/** Where own orders are read. */
export type OrderSource = {
  readonly account: PrivateApi;
  readonly clock: Clock;
  readonly directory: TokenDirectory;
  readonly memory: ModeMemory;
};

const ORDERS = '/data/orders';

// Nothing, null, an empty text and zero all say that the order does not expire.
const expirationWire: Wire<Expiration> = z.pipe(
  maybe(z.union([z.string().check(z.regex(/^\d{0,12}$/)), z.number()])),
  z.transform((value, context): Expiration => {
    const count = Number(value ?? 0);
    if (count === 0) return { kind: 'never' };
    const at = readWire(secondsWire, count);
    if (at.ok) return { kind: 'at', at: at.value };
    context.issues.push({ code: 'custom', input: value, message: 'is not a time' });
    return z.NEVER;
  }),
);

const orderWire = z.object({
  id: orderIdWire,
  status: orderStatusWire,
  market: conditionWire,
  asset_id: tokenWire,
  side: sideWire,
  original_size: positiveWire,
  size_matched: amountOrUntoldWire,
  price: priceWire,
  expiration: expirationWire,
});

const orderOf = async (
  directory: TokenDirectory,
  endpoint: string,
  row: unknown,
): Promise<Result<OpenOrder, VenueError>> => {
  const read = readWire(orderWire, row);
  if (!read.ok) return err(plainError('MALFORMED', endpoint, read.error));
  const { asset_id: token, market, original_size, size_matched, ...same } = read.value;
  const ref = await directory.refOf(token);
  if (!ref.ok) return ref;
  const { condition, outcome } = ref.value;
  if (condition !== market)
    return err(plainError('MALFORMED', endpoint, 'market: is not the one of the token'));
  return ok({
    ...same,
    condition,
    token,
    outcome,
    originalSize: original_size,
    matchedSize: size_matched,
  });
};

const fetchOpen = async (source: OrderSource): Promise<Observed<readonly OpenOrder[]>> => {
  const rows = await fetchList(source.account, ORDERS, []);
  if (!rows.ok) return unknown(rows.error);
  const at = source.clock.now();
  const orders = allOf(
    await Promise.all(rows.value.map((row) => orderOf(source.directory, `GET ${ORDERS}`, row))),
  );
  return orders.ok ? known(orders.value, at) : unknown(orders.error);
};

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

// While the venue restarts or refuses, that it shows nothing says nothing.
const absent = ({ memory, clock }: OrderSource, endpoint: string): Observed<null> =>
  memory.mode() === 'normal'
    ? known(null, clock.now())
    : unknown(plainError('UNAVAILABLE', endpoint, `not found in mode ${memory.mode()}`));

const fetchOne = async (source: OrderSource, id: OrderId): Promise<Observed<OpenOrder | null>> => {
  const path = `/data/order/${id}`;
  const endpoint = endpointOf('GET', path);
  const answer = await source.account.get(path, []);
  if (!answer.ok)
    return answer.error.kind === 'NOT_FOUND' ? absent(source, endpoint) : unknown(answer.error);
  if (isNothing(answer.value)) return absent(source, endpoint);
  const order = await orderOf(source.directory, endpoint, answer.value);
  if (!order.ok) return unknown(order.error);
  return order.value.id === id.toLowerCase()
    ? known(order.value, source.clock.now())
    : unknown(plainError('MALFORMED', endpoint, 'id: is another order'));
};

/** Opens the reads of own orders. */
export const createOwnOrders = (
  source: OrderSource,
): Pick<AccountReads, 'fetchOpenOrders' | 'fetchOrder'> => ({
  fetchOpenOrders: () => fetchOpen(source),
  fetchOrder: (id) => fetchOne(source, id),
});
