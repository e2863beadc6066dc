// What the store has of the past, as far back as a question needs it.

import { rebuild } from '../accounting/verify.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { err, ok } from '../units/result.ts';
import { epochMs, hours, later, msOfDuration, msOfEpoch } from '../units/time.ts';
import { storedEntries } from './stored-history.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** A portfolio with its recent past. */
export type Past = StoredPortfolio & {
  /** Of the time that was looked back over, oldest first. */
  readonly records: readonly CycleRecord[];
  readonly entries: readonly LedgerEntry[];
  readonly lookBack: DurationMs;
};

/** Records are kept so long. */
export const RECORDS_KEPT: DurationMs = hours(24 * 30);

// Some hundred records at a time.
const PART = hours(6);

const before = (at: EpochMs, span: DurationMs): EpochMs =>
  epochMs(msOfEpoch(at) - msOfDuration(span));

type Records = Result<readonly CycleRecord[], string>;
type Read = Pick<StoredPortfolio, 'store'>;

/** Reads the records between two moments, both included, oldest first. */
export const recordsBetween = async (
  { store }: Read,
  from: EpochMs,
  to: EpochMs,
): Promise<Records> => {
  const records = await store.readRecords({ from, to });
  return records.ok ? records : err(describeStoreError(records.error));
};

/** Reads the records of a span that ends at a moment, oldest first. */
export const recordsUntil = (stored: Read, to: EpochMs, span: DurationMs): Promise<Records> =>
  recordsBetween(stored, before(to, span), to);

/** When the portfolio was saved last: its past begins there and goes back. */
export const anchorOf = ({ state }: Pick<StoredPortfolio, 'state'>): EpochMs =>
  state.savedAt ?? state.ledger.openedAt;

/** Reads what a question needs. */
export const pastOf = async (
  stored: StoredPortfolio,
  lookBack: DurationMs,
): Promise<Result<Past, string>> => {
  const records = await recordsUntil(stored, anchorOf(stored), lookBack);
  if (!records.ok) return records;
  const entries = await storedEntries(stored.store, stored.state);
  if (!entries.ok) return entries;
  const books = rebuild(entries.value);
  if (!books.ok) return err(`The entries make no books: ${JSON.stringify(books.error)}`);
  return ok({ ...stored, records: records.value, entries: entries.value, lookBack });
};

/** Finds the record of a cycle by its number; null where none is kept. */
export const recordOfCycle = async (
  stored: StoredPortfolio,
  cycle: number,
): Promise<Result<CycleRecord | null, string>> => {
  const end = anchorOf(stored);
  const first = later(stored.state.ledger.openedAt, before(end, RECORDS_KEPT));
  for (let to = end; to >= first; to = epochMs(msOfEpoch(before(to, PART)) - 1n)) {
    const records = await recordsUntil(stored, to, PART);
    if (!records.ok) return records;
    const found = records.value.find((one) => one.cycle === cycle);
    if (found !== undefined) return ok(found);
    if ((records.value[0]?.cycle ?? cycle) < cycle) return ok(null);
  }
  return ok(null);
};
