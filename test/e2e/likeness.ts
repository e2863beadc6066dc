// In which words a session on paper and a live one are the same: the records of all their cycles,
// the history of their books, and the wallets at the venue. What the wire cannot tell as exactly as
// a tape is named here, and nothing else is left out.

import { expect } from 'vitest';
import { rebuild } from '../../lib/accounting/verify.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { epochSeconds, formatTime } from '../../lib/units/time.ts';
import type { CycleRecord, OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { Played, Twins } from './twins.ts';

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

type Names = ReadonlyMap<string, string>;

// An order's id is a digest of other bytes on paper, so that an order is called by what it is.
const describe = ({ strategy, order, journaledAt }: Intent): string => {
  const { side, size, outcome, price, token } = order;
  const what = `${side} ${formatShares(size)} ${outcome} @ ${formatPrice(price)}`;
  return `${strategy} ${what} of ${token} from ${formatTime(journaledAt)}`;
};

const namesIn = ({ ends }: Pick<Played, 'ends'>): Names =>
  new Map(
    ends
      .flatMap(({ state }) => [...state.intents, ...state.settled.map(({ intent }) => intent)])
      .map((intent): [string, string] => [intent.id, describe(intent)]),
  );

const named = (text: string, names: Names): string =>
  text.replace(/0x[0-9a-f]{64}/g, (id) => names.get(id) ?? id);

// What market making could not quote, by cause, in no order: each venue lists its markets in its
// own. The real one does not list those that take no orders, unless we are in them.
const obstaclesIn = ({ notQuoted }: CycleRecord): readonly (readonly [string, number])[] =>
  Object.entries(notQuoted)
    .filter(([cause]) => cause !== 'takes no orders')
    .toSorted(([a], [b]) => a.localeCompare(b));

// The wire tells the average price of a taker order, which is read to a millionth of a dollar.
const toTheDollar = (text: string): string => text.replace(/(whale of \$\d+)\.\d\d/g, '$1');

// Fills of one second come in no order, and so do cancels of one request.
const decisionOf = (record: CycleRecord, names: Names): unknown => ({
  ...record,
  notQuoted: obstaclesIn(record),
  fills: record.fills.map(textOf).toSorted(),
  canceled: record.canceled.map((one) => named(textOf(one), names)).toSorted(),
});

const decisionsOf = (played: Played): readonly string[] => {
  const names = namesIn(played);
  return played.records.map((record) =>
    named(toTheDollar(textOf(decisionOf(record, names))), names),
  );
};

// The wire tells times in whole seconds, and knows a move on chain by its transaction.
const asOnTheWire = (entry: LedgerEntry): string =>
  textOf({ ...entry, at: epochSeconds(entry.at, 'down'), sequence: 0 }).replace(
    /"eventId":"activity\|[^"]*"/,
    '"eventId":"activity"',
  );

// The history second by second: what happened in one of them has no order on the wire.
const historyOf = ({ entries, ...played }: Played): readonly string[] => {
  const names = namesIn(played);
  const seconds = Map.groupBy(entries, ({ at }) => epochSeconds(at, 'down'));
  return [...seconds.values()].flatMap((together) =>
    together.map((entry) => named(asOnTheWire(entry), names)).toSorted(),
  );
};

const expectSound = ({ ends, records, entries }: Played): void => {
  const books = rebuild(entries);
  const last = ends.at(-1);
  expect(books.ok && encodeLedger(books.value)).toBe(last && encodeLedger(last.state.ledger));
  expect(records.flatMap(({ mismatches }) => mismatches)).toEqual([]);
};

/** Holds that both decided, booked and own the same, and that the books of both are sound. */
export const expectSame = ({ paper, live }: Twins): void => {
  expectSound(paper);
  expectSound(live);
  expect(decisionsOf(live)).toEqual(decisionsOf(paper));
  expect(historyOf(live)).toEqual(historyOf(paper));
  expect(live.wallet).toEqual(paper.wallet);
};

const isHedge = ({ reason, result }: OrderRecord): boolean =>
  reason.startsWith('stop by hedge') && result === 'matched';

/** What was done in a session, each deed once: fills, fees, hedges, moves on chain, bookings. */
export const deedsIn = ({ records, entries }: Played): readonly string[] => [
  ...new Set([
    ...records.flatMap(({ fills, orders, chain }) => [
      ...fills.map(({ strategy, side }) => `${strategy} ${side}`),
      ...fills.filter(({ fee }) => Number(fee) > 0).map(({ strategy }) => `${strategy} fee`),
      ...orders.filter(isHedge).map(() => 'hedge'),
      ...chain.map((move) => move.replace(/ \S+: /, ' ')),
    ]),
    ...entries.map(({ kind }) => `${kind} booked`),
  ]),
];
