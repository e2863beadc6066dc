// A small market to trade on, and short ways to write its events and orders.

import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS, freshOwnSide } from '../../lib/simulation/core.ts';
import { TAPE_START } from '../../lib/simulation/cursor.ts';
import { runVenue } from '../../lib/simulation/venue.ts';
import { conditionId, eventId, orderId, tokenId } from '../../lib/units/ids.ts';
import { formatPrice, price, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { Market, Outcome, Side } from '../../lib/domain/market.ts';
import type {
  ApprovedOrder,
  SignedOrder,
  Expiration,
  Liquidity,
  Order,
  TimeInForce,
} from '../../lib/domain/order.ts';
import type { BookDepth, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { IncomingOrder } from '../../lib/simulation/admission.ts';
import type { VenueSettings, VenueSetup } from '../../lib/simulation/core.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { EpochMs } from '../../lib/units/time.ts';

export const YES = tokenId('yes-token');
export const NO = tokenId('no-token');
export const CONDITION = conditionId('0xcondition');
export const START = 1_000_000;
/** How long a property over thousands of scripts may take on a busy machine. */
export const PATIENCE_MS = 180_000;

export const MARKET: Market = {
  condition: CONDITION,
  slug: 'a-market',
  event: eventId('event'),
  yes: YES,
  no: NO,
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'unknown' },
  gameStart: { kind: 'none' },
  volume24h: ZERO_USDC,
};

export const FEE_MARKET: Market = {
  ...MARKET,
  fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
};

export const at = (ms: number): EpochMs => epochMs(BigInt(START + ms));

export const tokenFor = (outcome: Outcome) => (outcome === 'YES' ? YES : NO);

const levels = (rows: readonly (readonly [string, string])[]): readonly Level[] =>
  rows.map(([p, s]) => ({ price: price(p), size: shares(s) }));

type Rows = readonly (readonly [string, string])[];

export const book = (
  ms: number,
  rows: { readonly bids: Rows; readonly asks: Rows; readonly depth?: BookDepth },
  outcome: Outcome = 'YES',
): TapeEvent => ({
  kind: 'book',
  at: at(ms),
  token: tokenFor(outcome),
  bids: levels(rows.bids),
  asks: levels(rows.asks),
  depth: rows.depth ?? WHOLE,
});

export const level = (
  ms: number,
  side: 'bids' | 'asks',
  row: readonly [price: string, size: string, outcome?: Outcome],
): TapeEvent => ({
  kind: 'level',
  at: at(ms),
  token: tokenFor(row[2] ?? 'YES'),
  side,
  price: price(row[0]),
  size: shares(row[1]),
});

export const trade = (
  ms: number,
  takerSide: Side,
  row: readonly [price: string, size: string, outcome?: Outcome],
): TapeEvent => ({
  kind: 'trade',
  at: at(ms),
  token: tokenFor(row[2] ?? 'YES'),
  takerSide,
  price: price(row[0]),
  size: shares(row[1]),
  wallet: { kind: 'not-recorded' },
  transaction: `0x${String(ms)}`,
});

export const gap = (ms: number, outcome: Outcome = 'YES'): TapeEvent => ({
  kind: 'gap',
  at: at(ms),
  token: tokenFor(outcome),
  cause: 'feed silent',
});

export const alive = (ms: number, outcome: Outcome = 'YES'): TapeEvent => ({
  kind: 'alive',
  at: at(ms),
  tokens: [tokenFor(outcome)],
});

export type Terms = {
  readonly side: Side;
  readonly price: string;
  readonly size: string;
  readonly outcome?: Outcome;
  readonly timeInForce?: TimeInForce;
  readonly liquidity?: Liquidity;
  readonly market?: Market;
};

export const orderOf = (terms: Terms): Order => {
  const market = terms.market ?? MARKET;
  const outcome = terms.outcome ?? 'YES';
  return {
    condition: market.condition,
    token: outcome === 'YES' ? market.yes : market.no,
    outcome,
    side: terms.side,
    price: price(terms.price),
    size: shares(terms.size),
    timeInForce: terms.timeInForce ?? 'GTC',
    liquidity: terms.liquidity ?? 'may-take',
  };
};

export const incoming = (
  id: string,
  terms: Terms,
  expiration: Expiration = { kind: 'never' },
): IncomingOrder => ({ id: orderId(id), order: orderOf(terms), expiration });

export const setupOf = (
  market: Market = MARKET,
  settings: Partial<VenueSettings> = {},
  cash = '1000',
): VenueSetup => ({
  universe: universeOf([market], []),
  start: at(0),
  cash: usdc(cash),
  settings: { ...DEFAULT_SETTINGS, ...settings },
});

/** A venue that knows no book yet, whose wallet holds some shares already. */
export const blankVenue = (
  setup: VenueSetup = setupOf(),
  held: { readonly yes?: string; readonly no?: string } = {},
): SimulatedVenue => {
  const own = freshOwnSide(setup);
  const holdings = {
    ...own.holdings,
    shares: new Map([
      [YES, shares(held.yes ?? '0')],
      [NO, shares(held.no ?? '0')],
    ]),
  };
  return runVenue(setup, { ...own, holdings }, { position: TAPE_START, taken: [] });
};

/** The same on a book of 0.48 / 0.52 with 100 shares on each side. */
export const openVenue: typeof blankVenue = (setup, held) => {
  const venue = blankVenue(setup, held);
  venue.apply(book(1, { bids: [['0.48', '100']], asks: [['0.52', '100']] }));
  return venue;
};

/** A token's book in one line, best levels in the middle; or why there is none. */
export const bookText = (venue: SimulatedVenue, outcome: Outcome = 'YES'): string => {
  const read = venue.book(tokenFor(outcome));
  if (read.kind === 'unknown') return `${read.error.kind}: ${read.error.detail}`;
  const text = ({ price: p, size }: Level) => `${formatShares(size)} @ ${formatPrice(p)}`;
  return [...read.value.bids.map(text).reverse(), '|', ...read.value.asks.map(text)].join(' ');
};

/** What matters of each fill, in order. */
export const fillsOf = (venue: SimulatedVenue): readonly string[] => {
  const read = venue.fills(at(0), []);
  if (read.kind === 'unknown') return ['unknown'];
  return read.value.map(
    ({ order, side, outcome, price: p, size, role }) =>
      `${order} ${side} ${outcome} ${formatShares(size)} @ ${formatPrice(p)} ${role}`,
  );
};

/** An outcome with the class or cause that explains it. */
export const outcomeText = (outcome: PlaceOutcome): string => {
  if (outcome.kind === 'rejected') return `rejected ${outcome.class}`;
  return outcome.kind === 'not-sent' ? `not-sent ${outcome.cause}` : outcome.kind;
};

// An order as if the risk manager had approved it: the venue is not its judge.
const approve = (order: Order): ApprovedOrder =>
  ({ order, effect: 'adding' }) as unknown as ApprovedOrder;

/** Signs an order as if it had been approved. */
export const signedBy = async (venue: Pick<Venue, 'sign'>, order: Order): Promise<SignedOrder> => {
  const signing = await venue.sign(approve(order), { kind: 'never' });
  if (!signing.ok) throw new Error(signing.error.detail);
  return signing.value;
};
