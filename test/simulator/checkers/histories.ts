// Made-up histories: a few sightings in few words, so that a checker is seen to fail on the one
// thing that is wrong in them.

import { orderId } from '../../../lib/units/ids.ts';
import { present } from '../../../lib/units/invariant.ts';
import { price } from '../../../lib/units/price.ts';
import { shares, ZERO_SHARES } from '../../../lib/units/shares.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { soakUniverse } from '../../soak/world.ts';
import { NO_BOOKS } from './no-books.ts';
import { riskText } from './risk-words.ts';
import { microsOf } from './stored.ts';
import { createTruth } from './truth.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { SwitchWord } from '../weather/operator.ts';
import type { Sender } from '../world/requests.ts';
import type { RiskWords } from './risk-words.ts';
import type { Sighting } from './sighting.ts';
import type { StoredLease } from './stored.ts';
import type { Checker, VenueTruth } from './truth.ts';

const UNIVERSE = soakUniverse(2);

/** The first market of the made-up venue. */
export const MARKET = present([...UNIVERSE.markets.values()][0], 'there is a market');

/** A venue at which nothing has happened; the given parts stand above that. */
export const venueWith = (own: Partial<VenueTruth>): VenueTruth => ({
  universe: () => UNIVERSE,
  openOrders: () => [],
  fills: () => [],
  activity: () => [],
  wasTaken: () => false,
  isByHand: () => false,
  ...own,
});

/** An order in a few words. */
export type OrderWords = {
  readonly id: string;
  readonly price: string;
  readonly size: string;
  readonly side: 'BUY' | 'SELL';
  readonly effect: 'adding' | 'reducing';
  readonly strategy?: 'MM' | 'Protect' | 'FF';
  /** Whether it may match at once, and rests at no time. */
  readonly takes?: boolean;
  /** The key of the signal that it acts on, if any. */
  readonly signal?: string;
  /** Its bytes, unless they follow from the rest. */
  readonly body?: string;
};

/** A bid of five shares. */
export const BID: OrderWords = {
  id: '0x01',
  price: '0.4',
  size: '5',
  side: 'BUY',
  effect: 'adding',
};

/** The bytes of an order. */
export const bodyOf = ({ id, price: at, size, side, body }: OrderWords): string => {
  if (body !== undefined) return body;
  const dollars = (microsOf(at) * microsOf(size)) / 1_000_000n;
  const amounts = [dollars, microsOf(size)].map(String);
  const [makerAmount, takerAmount] = side === 'BUY' ? amounts : amounts.toReversed();
  const order = { salt: id, tokenId: MARKET.yes, side, makerAmount, takerAmount, expiration: '1' };
  return JSON.stringify({ postOnly: true, order, orderType: 'GTD' });
};

const intentOf = (words: OrderWords): string => {
  const { id, price: at, size, side, effect, strategy = 'MM', takes = false } = words;
  const { condition, yes: token } = MARKET;
  const { signal: key } = words;
  const signal = key === undefined ? { kind: 'none' } : { kind: 'signal', key };
  const terms = takes
    ? { liquidity: 'may-take', timeInForce: 'FAK' }
    : { liquidity: 'post-only', timeInForce: 'GTD' };
  const order = { condition, token, side, outcome: 'YES', price: at, size, ...terms };
  return JSON.stringify({ id, strategy, effect, signal, body: bodyOf(words), order });
};

/** The order as it rests at the venue. */
export const openOrderOf = ({ id, price: at, size, side }: OrderWords): OpenOrder => ({
  id: orderId(id),
  condition: MARKET.condition,
  token: MARKET.yes,
  outcome: 'YES',
  side,
  price: price(at),
  originalSize: shares(size),
  matchedSize: ZERO_SHARES,
  status: 'LIVE',
  expiration: { kind: 'never' },
});

/** What a state item is made of. */
export type StateWords = Partial<StoredLease> & {
  readonly orders?: readonly OrderWords[];
  readonly settled?: readonly { readonly id: string; readonly end: string }[];
  readonly clearedCycles?: number;
  readonly risk?: RiskWords;
  readonly schema?: number;
};

/** A state item. */
export const stateItem = (words: StateWords): Attributes => {
  const { holder = 'h1', end = 60_000, fence = 1, version = 1, orders = [] } = words;
  const { settled = [], clearedCycles = 10, risk = {}, schema = 4 } = words;
  const ends = settled.map(({ id, end: how }) => ({ intent: { id }, end: how, detail: '' }));
  const clearance = { kind: 'cleared', cycles: clearedCycles };
  return {
    pk: { S: 'p' },
    sk: { S: 'STATE' },
    fence: { N: String(fence) },
    version: { N: String(version) },
    schema: { N: String(schema) },
    progress: { S: JSON.stringify({ clearance }) },
    settled: { S: JSON.stringify(ends) },
    risk: { S: riskText(risk) },
    ...NO_BOOKS,
    intents: {
      M: Object.fromEntries(orders.map((order) => [order.id, { S: intentOf(order) }])),
    },
    ...(holder !== null && { holder: { S: holder } }),
    ...(end !== null && { leaseEnd: { N: String(end) } }),
  };
};

/** A write of the state item. */
export const stored = (
  at: number,
  after: Attributes,
  {
    process = 'p1',
    before = null,
    took = 0,
  }: { process?: string; before?: Attributes | null; took?: number } = {},
): Sighting => ({
  kind: 'stored',
  at,
  sender: { process, at: at - took },
  sort: 'STATE',
  before,
  after,
});

/** A reading of the switch. */
export const switchRead = (at: number, process = 'p1'): Sighting => ({
  kind: 'switch-read',
  at,
  sender: { process, at },
});

/** A move of the switch. */
export const switchTurned = (at: number, word: SwitchWord): Sighting => ({
  kind: 'switch-turned',
  at,
  word,
});

const callTo = (method: 'GET' | 'POST', path: string, body = ''): WireCall => {
  const query = new URLSearchParams();
  return { method, path, body, query, headers: {} };
};

const TOLD_BOOK = {
  asset_id: MARKET.yes,
  bids: [{ price: '0.4', size: '100' }],
  asks: [{ price: '0.44', size: '100' }],
};

const answered = (by: Sender, call: WireCall, body: string): Sighting => ({
  kind: 'arrived',
  at: by.at,
  sender: by,
  call,
  reply: { kind: 'answer', status: 200, headers: {}, body },
});

/** An answer that tells the book of the first market. */
export const bookTold = (at: number, process = 'p1'): Sighting =>
  answered({ process, at }, callTo('POST', '/books', '[]'), JSON.stringify([TOLD_BOOK]));

/** A login. */
export const loggedIn = (at: number, process = 'p1'): Sighting =>
  answered({ process, at }, callTo('POST', '/auth/api-key'), '{}');

/** Orders that leave. */
export const sent = (at: number, orders: readonly OrderWords[], process = 'p1'): Sighting => ({
  kind: 'sent',
  at,
  process,
  bodies: orders.map(bodyOf),
});

/** A question for one order, with its answer. */
export const lookedUp = (at: number, id: string, body: string): Sighting =>
  answered({ process: 'p1', at }, callTo('GET', `/data/order/${id}`), body);

/** An answer that came only after so long. Unit: ms. */
export const lateBy = (after: number, sighting: Sighting): Sighting =>
  sighting.kind === 'arrived' && sighting.reply.kind === 'answer'
    ? {
        ...sighting,
        reply: { kind: 'late', after: durationMs(BigInt(after)), answer: sighting.reply },
      }
    : sighting;

/** Orders that arrive some time after they left. */
export const arrived = (at: number, orders: readonly OrderWords[], took = 0): Sighting => ({
  kind: 'arrived',
  at,
  sender: { process: 'p1', at: at - took },
  call: callTo('POST', '/orders', `[${orders.map(bodyOf).join(',')}]`),
  reply: { kind: 'silence' },
});

/** A minute that passed. */
export const minute = (at: number): Sighting => ({ kind: 'minute', at });

/** What a checker says to a history. */
export const said = (
  checker: Checker,
  history: readonly Sighting[],
  venue: VenueTruth = venueWith({}),
): readonly string[] => {
  const truth = createTruth(venue);
  return history.flatMap((sighting) => {
    truth.see(sighting);
    return checker.see(sighting, truth);
  });
};
