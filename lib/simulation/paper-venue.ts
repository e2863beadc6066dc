// The paper adapter: the simulated venue behind the venue port. Every answer is known at the time
// of the virtual clock, unless a fault says otherwise.

import { known, unknown } from '../domain/observed.ts';
import { PLACE_BATCH_MAX } from '../ports/venue.ts';
import { errorOf, isDone, outcomeUnder } from './faults.ts';
import { bodyOf, idOf, readBody } from './signing.ts';
import { ok } from '../units/result.ts';
import type { Book } from '../domain/book.ts';
import type { Observed } from '../domain/observed.ts';
import type { SignedOrder } from '../domain/order.ts';
import type { Print } from '../domain/print.ts';
import type { CancelOutcome, PlaceOutcome } from '../domain/venue-outcome.ts';
import type { AccountReads, Venue, VenueReads, VenueWrites } from '../ports/venue.ts';
import type { OrderId, TokenId, WalletAddress } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Faults } from './faults.ts';
import type { SimulatedVenue } from './venue.ts';

// Reads a value, or meets a fault.
type Read = <V>(endpoint: keyof Venue, value: () => V) => Promise<Observed<V>>;
type Pass = <V>(endpoint: keyof Venue, read: () => Observed<V>) => Promise<Observed<V>>;

const rejected = (id: OrderId, message: string): PlaceOutcome => ({
  id,
  kind: 'rejected',
  class: 'invalid',
  message,
  retryAfter: { kind: 'unspecified' },
});

// The venue looks at the bytes alone, as the real one does.
const placeSigned = (venue: SimulatedVenue, { id, body }: SignedOrder): PlaceOutcome => {
  const incoming = readBody(body);
  return incoming?.id === id ? venue.place(incoming) : rejected(id, 'invalid signature');
};

const passing =
  (faults: Faults): Pass =>
  (endpoint, read) => {
    const error = errorOf(faults({ endpoint, orders: [] }), endpoint);
    return Promise.resolve(error === null ? read() : unknown(error));
  };

const isOneOf =
  (wallets: readonly WalletAddress[]) =>
  ({ wallet }: Print): boolean =>
    wallet.kind === 'known' && wallets.includes(wallet.address);

const venueReads = (venue: SimulatedVenue, faults: Faults, read: Read): VenueReads => ({
  fetchTime: () => read('fetchTime', venue.now),
  fetchMode: () => read('fetchMode', venue.mode),
  fetchUniverse: () => read('fetchUniverse', venue.universe),
  fetchBooks: (tokens) => {
    const error = errorOf(faults({ endpoint: 'fetchBooks', orders: [] }), 'fetchBooks');
    const bookOf = (token: TokenId): Observed<Book> =>
      error === null ? venue.book(token) : unknown(error);
    return Promise.resolve(new Map(tokens.map((token) => [token, bookOf(token)])));
  },
  fetchPrints: (from) => read('fetchPrints', () => venue.prints(from)),
  fetchTargets: (wallets, from) =>
    read('fetchTargets', () => venue.prints(from).filter(isOneOf(wallets))),
});

const accountReads = (venue: SimulatedVenue, read: Read, pass: Pass): AccountReads => ({
  fetchOpenOrders: () => read('fetchOpenOrders', venue.openOrders),
  fetchOrder: (id) => read('fetchOrder', () => venue.order(id)),
  fetchFills: (from, trades) => pass('fetchFills', () => venue.fills(from, trades)),
  fetchActivity: (from) => pass('fetchActivity', () => venue.activity(from)),
  fetchBalances: (tokens) => read('fetchBalances', () => venue.balances(tokens)),
});

const postTo = (
  venue: SimulatedVenue,
  faults: Faults,
  orders: readonly SignedOrder[],
): readonly PlaceOutcome[] => {
  if (orders.length > PLACE_BATCH_MAX)
    return orders.map(({ id }) =>
      rejected(id, `Too many orders in payload: ${orders.length}, max allowed: ${PLACE_BATCH_MAX}`),
    );
  return orders.map((order) => {
    const fault = faults({ endpoint: 'postOrder', orders: [order.id] });
    return outcomeUnder(fault, order.id, isDone(fault) ? placeSigned(venue, order) : null);
  });
};

const cancelAt = (
  venue: SimulatedVenue,
  call: { readonly endpoint: 'cancelOrders' | 'cancelAll'; readonly faults: Faults },
  orders: readonly OrderId[],
): Observed<CancelOutcome> => {
  const fault = call.faults({ endpoint: call.endpoint, orders });
  const mode = venue.mode() === 'disabled' ? 'unavailable' : fault;
  const outcome = isDone(mode) ? venue.cancel(orders) : { canceled: [], notCanceled: [] };
  const error = errorOf(mode, call.endpoint);
  return error === null ? known(outcome, venue.now()) : unknown(error);
};

const venueWrites = (venue: SimulatedVenue, faults: Faults): VenueWrites => ({
  sign: (approved, expiration) => {
    const body = bodyOf({ order: approved.order, expiration }, venue.nextSalt());
    return Promise.resolve(ok({ id: idOf(body), approved, expiration, body }));
  },
  postOrder: (orders) => Promise.resolve(postTo(venue, faults, orders)),
  cancelOrders: (ids) =>
    Promise.resolve(cancelAt(venue, { endpoint: 'cancelOrders', faults }, ids)),
  cancelAll: () => {
    const ids = venue.openOrders().map(({ id }) => id);
    return Promise.resolve(cancelAt(venue, { endpoint: 'cancelAll', faults }, ids));
  },
});

/** Shows a simulated venue through the venue port. */
export const createPaperVenue = (venue: SimulatedVenue, faults: Faults): Venue => {
  const pass = passing(faults);
  const now = (): EpochMs => venue.now();
  const read: Read = (endpoint, value) => pass(endpoint, () => known(value(), now()));
  return {
    ...venueReads(venue, faults, read),
    ...accountReads(venue, read, pass),
    ...venueWrites(venue, faults),
  };
};
