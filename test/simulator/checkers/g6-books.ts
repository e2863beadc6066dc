// G6: the books balance to the micro against the venue's own. Judged where nothing moves; before,
// the two may differ by what is on its way. That the books add up by themselves holds at any time.

import { fillKey } from '../../../lib/domain/fill.ts';
import { decodeStored, jsonCodec } from '../../../lib/adapters/dynamo/codec/json.ts';
import { entryCodec } from '../../../lib/adapters/dynamo/codec/ledger-entries.ts';
import { encodeLedger } from '../../../lib/adapters/dynamo/stored-state.ts';
import { rebuild } from '../../../lib/accounting/verify.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { sum } from './amounts.ts';
import { lotsAmiss } from './g6-lots.ts';
import { moneyAmiss } from './g6-money.ts';
import { intentTextsIn, microsOf, savedSectionIn, textIn } from './stored.ts';
import { feesIn, ledgerIn } from './stored-ledger.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { StoredLedger } from './stored-ledger.ts';
import type { VenueBooks } from './venue-books.ts';

/** The whole table at rest. */
export type RestItems = { readonly state: Attributes; readonly entries: readonly Attributes[] };

type Mismatch = { readonly scope: { readonly condition?: string } };

const ourShares = ({ lots }: StoredLedger): ReadonlyMap<string, bigint> => {
  const shares = new Map<string, bigint>();
  for (const [, { token, shares: size }] of lots)
    shares.set(token, (shares.get(token) ?? 0n) + microsOf(size));
  return shares;
};

const sharesAmiss = (ledger: StoredLedger, theirs: VenueBooks['shares']): readonly string[] => {
  const ours = ourShares(ledger);
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((token) => {
    const [here, there] = [ours.get(token) ?? 0n, theirs.get(token) ?? 0n];
    return here === there
      ? []
      : [`${String(here)} of ${token} in our books, ${String(there)} in theirs`];
  });
};

// What is told of gains is what the cash has become, whatever the venue says.
const gainsAmiss = (ledger: StoredLedger): readonly string[] => {
  const realized = sum(Object.values(ledger.totals).map((of) => microsOf(of.realized)));
  const income = sum(Object.values(ledger.income).map(microsOf));
  const costs = sum(ledger.lots.map(([, lot]) => microsOf(lot.cost)));
  const told = microsOf(ledger.flows) + realized + income - feesIn(ledger) - costs;
  return told === microsOf(ledger.cash)
    ? []
    : [`flows, gains, income, fees and costs come to ${String(told)}, cash is ${ledger.cash}`];
};

/** What does not add up in the books by themselves: judged of every state. */
export const booksAmiss = (state: Attributes): readonly string[] => gainsAmiss(ledgerIn(state));

// Fees are those of the venue.
const feesAmiss = (ledger: StoredLedger, { fills }: VenueBooks): readonly string[] => {
  const fees = feesIn(ledger);
  const charged = sum(
    fills.filter(({ status }) => status !== 'FAILED').map(({ fee }) => microsOfUsdc(fee)),
  );
  return fees === charged
    ? []
    : [`fees are ${String(fees)} in our books, ${String(charged)} in theirs`];
};

/** Where cash and shares differ from the venue's. */
export const balancesAmiss = (state: Attributes, venue: VenueBooks): readonly string[] => {
  const ledger = ledgerIn(state);
  const cash = microsOf(ledger.cash);
  return [
    ...(cash === venue.cash
      ? []
      : [`cash is ${String(cash)} in our books, ${String(venue.cash)} in theirs`]),
    ...sharesAmiss(ledger, venue.shares),
  ];
};

// While the switch is off orders rest, and each is in both books; under a halt there are none.
const ordersAmiss = (state: Attributes, { resting }: VenueBooks): readonly string[] => {
  const ours = [...intentTextsIn(state).keys()];
  return [
    ...ours.filter((id) => !resting.includes(id)).map((id) => `unresolved at rest: ${id}`),
    ...resting.filter((id) => !ours.includes(id)).map((id) => `rests in their books only: ${id}`),
  ];
};

/** What is not at rest yet, or differs: it may take some cycles to go. */
export const restAmiss = (state: Attributes, venue: VenueBooks): readonly string[] => {
  const ledger = ledgerIn(state);
  const { mismatches } = JSON.parse(savedSectionIn(state, 'risk')) as {
    readonly mismatches: readonly Mismatch[];
  };
  return [
    ...balancesAmiss(state, venue),
    ...feesAmiss(ledger, venue),
    ...gainsAmiss(ledger),
    ...ordersAmiss(state, venue),
    ...ledger.pending.map(([key]) => `pending at rest: ${key}`),
    ...mismatches
      .filter(({ scope }) => !venue.foreign.has(scope.condition ?? ''))
      .map((one) => `differs at rest: ${JSON.stringify(one)}`),
  ];
};

const timesBooked = (entries: readonly LedgerEntry[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  const add = (key: string, by: number): void => void times.set(key, (times.get(key) ?? 0) + by);
  for (const entry of entries) {
    if (entry.kind === 'fill') add(fillKey(entry), 1);
    if (entry.kind === 'transition' && entry.status === 'FAILED') add(fillKey(entry), -1);
  }
  return times;
};

const fillsAmiss = (entries: readonly LedgerEntry[], fills: readonly Fill[]): readonly string[] => {
  const times = timesBooked(entries);
  const known = new Set(fills.map(fillKey));
  const wrong = fills.flatMap((fill) => {
    const booked = times.get(fillKey(fill)) ?? 0;
    const wanted = fill.status === 'FAILED' ? 0 : 1;
    return booked === wanted ? [] : [`fill ${fillKey(fill)} is booked ${String(booked)} times`];
  });
  const invented = [...times.keys()].filter((key) => !known.has(key));
  return [...wrong, ...invented.map((key) => `fill ${key} is in the books and nowhere else`)];
};

const entryFrom = (text: unknown): LedgerEntry => {
  const decoded = decodeStored(jsonCodec(entryCodec), 'ENTRY', text);
  if (!decoded.ok) throw new Error(`an entry cannot be read: ${JSON.stringify(decoded.error)}`);
  return decoded.value;
};

/** The whole history, oldest first: what waits in the state to be written belongs to it already. */
export const entriesOf = ({ state, entries }: RestItems): readonly LedgerEntry[] => {
  const waiting = JSON.parse(savedSectionIn(state, 'outbox')) as readonly unknown[];
  const texts = [
    ...entries.map((item) => textIn(item, 'body')),
    ...waiting.map((entry) => JSON.stringify(entry)),
  ];
  const bySequence = new Map(texts.map(entryFrom).map((entry) => [entry.sequence, entry]));
  return [...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence);
};

const addedUpAmiss = ({ state }: RestItems, entries: readonly LedgerEntry[]): readonly string[] => {
  const books = rebuild(entries);
  const isSame = books.ok && encodeLedger(books.value) === savedSectionIn(state, 'ledger');
  return [
    ...(isSame ? [] : ['the entries do not add up to the books']),
    ...entries.flatMap(({ kind, eventId }) =>
      kind === 'correction' ? [`corrected: ${eventId}`] : [],
    ),
  ];
};

/** What is wrong with the entries by themselves: they must add up to the books. */
export const entriesAmiss = (items: RestItems): readonly string[] =>
  addedUpAmiss(items, entriesOf(items));

/**
 * What is wrong with the history at rest: it must add up to the books, with each fill once and all
 * money that came and went by itself. Then every lot follows, and is as it should be.
 */
export const historyAmiss = (items: RestItems, venue: VenueBooks): readonly string[] => {
  const entries = entriesOf(items);
  const ledger = ledgerIn(items.state);
  const amiss = [
    ...addedUpAmiss(items, entries),
    ...fillsAmiss(entries, venue.fills),
    ...moneyAmiss(ledger, entries, venue.activity),
  ];
  return amiss.length > 0 ? amiss : lotsAmiss(ledger, entries, venue);
};
