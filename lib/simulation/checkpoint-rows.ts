// Reading the rows of a checkpoint. Beyond their form it is checked that they can be true together.

import { VENUE_MODES } from '../domain/venue-outcome.ts';
import { conditionId, orderId, tokenId, tradeId } from '../units/ids.ts';
import { isPositive } from '../units/quantity.ts';
import { isMarketOrder } from './admission.ts';
import { UNIT } from './micros.ts';
import { readInstrument, readTerms } from './order-codec.ts';
import { remainingOf } from './own-orders.ts';
import { UNSEEN } from './queue.ts';
import { TRADE_FATES } from './settlement.ts';
import type { Activity } from '../domain/activity.ts';
import type { Universe } from '../domain/market.ts';
import type { OrderId } from '../units/ids.ts';
import type { OwnSide } from './core.ts';
import type { Instrument } from './order-codec.ts';
import type { OwnOrder } from './own-orders.ts';
import type { OwnTrade } from './own-trades.ts';
import type { RecordReader } from './record-reader.ts';
import type { DriverStart, Taken } from './tape-driver.ts';

// What rows refer to.
type RowContext = {
  readonly universe: Universe;
  readonly instruments: readonly Instrument[];
};

// Stands in where a row names none; the problem noted with it makes the whole checkpoint unusable.
const NO_INSTRUMENT: Instrument = {
  condition: conditionId(''),
  token: tokenId(''),
  outcome: 'YES',
};

const end = <T>(row: RecordReader, value: T): T => {
  row.end();
  return value;
};

const refuseDuplicates = (reader: RecordReader, name: string, keys: readonly string[]): void => {
  if (new Set(keys).size !== keys.length) reader.refuse(name, 'free of duplicates');
};

// An instrument that a row names by its place in the list.
const instrumentAt = (row: RecordReader, instruments: readonly Instrument[]): Instrument => {
  const found = instruments[row.count('instrument')];
  if (found === undefined) row.refuse('instrument', 'a place in the list of instruments');
  return found ?? NO_INSTRUMENT;
};

const readOwnOrder = (row: RecordReader, instrument: Instrument): OwnOrder => {
  const own: OwnOrder = {
    id: orderId(row.text('id')),
    ...readTerms(row, instrument),
    matched: row.shares('matched'),
    status: row.oneOf('status', ['LIVE', 'MATCHED', 'CANCELED', 'INVALID']),
    answer: row.oneOf('answer', ['placed', 'matched']),
  };
  if (own.status !== 'LIVE') return own;
  if (isMarketOrder(own.order)) row.refuse('timeInForce', 'that of a resting order');
  if (!isPositive(remainingOf(own))) row.refuse('matched', 'less than the size');
  if ((own.order.timeInForce === 'GTD') !== (own.expiration.kind === 'at'))
    row.refuse('expiration', 'given for GTD alone');
  return own;
};

type OrderRow = { readonly own: OwnOrder; readonly ahead: number | 'unseen' | null };

const isListed = (universe: Universe, { token, condition, outcome }: Instrument): boolean => {
  const ref = universe.tokens.get(token);
  return ref?.condition === condition && ref.outcome === outcome;
};

const readOrderRow = (row: RecordReader, context: RowContext): OrderRow => {
  const own = readOwnOrder(row, instrumentAt(row, context.instruments));
  if (own.status === 'LIVE' && !isListed(context.universe, own.order))
    row.refuse('instrument', 'a token of a listed market');
  const ahead = row.countOr('ahead', [null, 'unseen']);
  if ((own.status === 'LIVE') !== (ahead !== null)) row.refuse('ahead', 'given for LIVE alone');
  return end(row, { own, ahead });
};

const readTrade = (row: RecordReader, { instruments }: RowContext): OwnTrade =>
  end(row, {
    sequence: row.count('sequence'),
    fill: {
      trade: tradeId(row.text('trade')),
      order: orderId(row.text('order')),
      ...instrumentAt(row, instruments),
      side: row.oneOf('side', ['BUY', 'SELL']),
      price: row.price('price'),
      size: row.shares('size'),
      fee: row.usdc('fee'),
      role: row.oneOf('role', ['maker', 'taker']),
      status: row.oneOf('status', ['MATCHED', 'MINED', 'CONFIRMED', 'RETRYING', 'FAILED']),
      matchedAt: row.time('matchedAt'),
    },
    fate: row.oneOf('fate', TRADE_FATES),
  });

const readActivity = (row: RecordReader): Activity => {
  const head = { key: row.text('key'), at: row.time('at') };
  const move = { condition: conditionId(row.text('condition')), size: row.shares('size') };
  if (row.oneOf('kind', ['merge', 'redemption']) === 'merge')
    return end(row, { ...head, kind: 'merge', ...move });
  const paid = { token: tokenId(row.text('token')), payout: row.usdc('payout') };
  return end(row, { ...head, kind: 'redemption', ...move, ...paid });
};

const readTaken = (row: RecordReader): Taken => {
  const taken: Taken = {
    condition: conditionId(row.text('condition')),
    side: row.oneOf('side', ['BID', 'ASK']),
    key: row.count('key'),
    size: row.count('size'),
  };
  if (taken.key === 0 || taken.key >= UNIT) row.refuse('key', 'between 0 and one dollar');
  return end(row, taken);
};

const readTime = (reader: RecordReader, name: string): number =>
  reader.countOr(name, [null]) ?? -Infinity;

const aheadOf = (rows: readonly OrderRow[]): ReadonlyMap<OrderId, number> =>
  new Map(
    rows.flatMap(({ own, ahead }) =>
      ahead === null ? [] : [[own.id, ahead === 'unseen' ? UNSEEN : ahead] as const],
    ),
  );

/** Reads the own side of a venue. Orders that rest must be of listed markets. */
export const readOwnSide = (reader: RecordReader, universe: Universe): OwnSide => {
  const instruments = reader.list('instruments').map((row) => end(row, readInstrument(row)));
  const context = { universe, instruments };
  const orders = reader.list('orders').map((row) => readOrderRow(row, context));
  const trades = reader.list('trades').map((row) => readTrade(row, context));
  const shares = reader.list('shares').map((row) => {
    const held = [tokenId(row.text('token')), row.shares('size')] as const;
    return end(row, held);
  });
  refuseDuplicates(
    reader,
    'orders',
    orders.map(({ own }) => own.id),
  );
  refuseDuplicates(
    reader,
    'trades',
    trades.map(({ fill }) => fill.trade),
  );
  refuseDuplicates(
    reader,
    'shares',
    shares.map(([token]) => token),
  );
  return {
    now: reader.count('now'),
    mode: reader.oneOf('mode', VENUE_MODES),
    holdings: { cash: reader.usdc('cash'), shares: new Map(shares) },
    orders: orders.map(({ own }) => own),
    ahead: aheadOf(orders),
    trades: { trades, forgottenUntil: readTime(reader, 'tradesForgottenUntil') },
    activity: {
      rows: reader.list('activity').map(readActivity),
      count: reader.count('activityCount'),
      forgottenUntil: readTime(reader, 'activityForgottenUntil'),
    },
    salts: reader.count('salts'),
    tradesMade: reader.count('tradesMade'),
  };
};

/** Reads where the venue stood in its tape. */
export const readStart = (reader: RecordReader): DriverStart => {
  const tape = reader.record('tape');
  const position = { at: readTime(tape, 'at'), count: tape.count('count') };
  tape.end();
  return { position, taken: reader.list('taken').map(readTaken) };
};
