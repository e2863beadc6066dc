// The report of a portfolio as its cycles left it in the store: equity points and records, read
// some hours at a time, with the ledger entries that belong to them.

import { describeStoreError } from '../cycle/describe-store-error.ts';
import { createBand, NO_QUEUE } from '../report/build.ts';
import { learnedDirectory, marksOf, recordProblems } from '../report/from-records.ts';
import { warningsOf } from '../report/warnings.ts';
import { err, ok } from '../units/result.ts';
import { after, earlier, elapsed, epochMs, formatTime, hours, later } from '../units/time.ts';
import { msOfDuration, msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import { storedEntries } from './stored-history.ts';
import type { Limits } from '../domain/limits.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { BandBuilder } from '../report/build.ts';
import type { LearnedDirectory, RecordProblems } from '../report/from-records.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { ReportBand, ReportData, ReportSetting } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** What the report says beside what is stored. */
export type StoredReportFacts = {
  readonly limits: Limits;
  readonly settings: readonly ReportSetting[];
  readonly command: string;
  /** The place of the state, in words. */
  readonly place: string;
};

// Some hundred records at a time, however long the portfolio has lived.
const PART = hours(6);
// A day less than records are kept at least: before that only equity points tell.
const RECORDS_KEPT = hours(24 * 29);
// A fill waits this long at most for the record that names its market.
const NAMELESS_MAX = hours(1);

const MODELS = {
  paper:
    'Orders rest at a simulated venue behind everything that stood there before them, and are ' +
    'filled by trades at their price or through it.',
  live: 'Fills as the venue reported them.',
} as const;

type Orders = { readonly placed: number; readonly firstAt: string };

type Reading = {
  readonly band: BandBuilder;
  readonly directory: LearnedDirectory;
  readonly problems: RecordProblems;
  readonly feed: (now: EpochMs) => void;
};

type Read = {
  readonly latest: CycleRecord | null;
  readonly orders: Orders;
  readonly provenance: readonly MetadataProvenance[];
};

// A fill is posted by a later cycle than it happened in, and only that cycle's record names it.
const feederOf = (
  entries: readonly LedgerEntry[],
  { band, directory }: Pick<Reading, 'band' | 'directory'>,
): Reading['feed'] => {
  let next = 0;
  const isDue = (entry: LedgerEntry, now: EpochMs): boolean => {
    if (entry.at > now) return false;
    const isNamed =
      entry.kind !== 'fill' || directory.find(entry.condition).name !== entry.condition;
    return isNamed || elapsed(entry.at, now) > NAMELESS_MAX;
  };
  return (now) => {
    for (let entry = entries[next]; entry !== undefined && isDue(entry, now); ) {
      directory.entry(entry);
      band.entries([entry]);
      next += 1;
      entry = entries[next];
    }
  };
};

const timeOf = (iso: string): EpochMs => epochMs(BigInt(Date.parse(iso)));

const placedIn = ({ orders }: CycleRecord): number =>
  orders.filter(({ liquidity, result }) => liquidity === 'post-only' && result === 'placed').length;

const withRecord = (read: Read, record: CycleRecord): Read => ({
  latest: record,
  orders: {
    placed: read.orders.placed + placedIn(record),
    firstAt: read.latest === null ? record.at : read.orders.firstAt,
  },
  provenance: record.metadata,
});

const NOTHING_READ: Read = { latest: null, orders: { placed: 0, firstAt: '' }, provenance: [] };

type Span = { readonly from: EpochMs; readonly to: EpochMs };

const readRecords = async (
  { store }: StoredPortfolio,
  { from, to }: Span,
  { band, directory, problems, feed }: Reading,
): Promise<Result<Read, string>> => {
  let read = NOTHING_READ;
  for (let at = from; at <= to; at = after(at, PART)) {
    const end = epochMs(msOfEpoch(at) + msOfDuration(PART) - 1n);
    const records = await store.readRecords({ from: at, to: earlier(end, to) });
    if (!records.ok) return err(describeStoreError(records.error));
    for (const record of records.value) {
      directory.record(record);
      problems.record(record);
      feed(timeOf(record.at));
      band.cycle(record);
      read = withRecord(read, record);
    }
  }
  return ok(read);
};

const readPoints = async (
  { store }: StoredPortfolio,
  { from, to }: Span,
  band: BandBuilder,
): Promise<Result<null, string>> => {
  if (to < from) return ok(null);
  const points = await store.readEquity({ from, to });
  if (!points.ok) return err(describeStoreError(points.error));
  points.value.forEach(band.point);
  return ok(null);
};

// Records name no order, so that only entries tell which of them were filled.
const queueOf = ({ orders }: Read, entries: readonly LedgerEntry[]): ReportBand['queue'] => {
  const { placed, firstAt } = orders;
  const filled = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'fill' && entry.role === 'maker' && formatTime(entry.at) >= firstAt
        ? [entry.order]
        : [],
    ),
  );
  const fillRate = placed === 0 ? null : Math.min(1, filled.size / placed).toFixed(4);
  return { ...NO_QUEUE, placed, fillRate };
};

const NO_MARKETS_KEPT =
  'The records are of a version that kept no prices of markets: charts and markouts lack them.';

const dataOf = (
  { state, identity }: StoredPortfolio,
  { settings, command, place }: StoredReportFacts,
  made: Pick<ReportData, 'bands'> & { readonly read: Read; readonly problems: RecordProblems },
): ReportData => {
  const { portfolio, mode, chainId, funder } = identity;
  const { bands, read, problems } = made;
  const source = {
    name: `${mode === 'live' ? 'Live' : 'Paper'} portfolio ${portfolio}, ${place}`,
    identity: `portfolio ${portfolio}, ${mode}, chain ${String(chainId)}, wallet ${funder}`,
    from: formatTime(state.ledger.openedAt),
    to: formatTime(state.savedAt ?? state.ledger.openedAt),
    events: null,
    problems: problems.problems(),
    provenance: read.provenance,
  };
  const isBlind = read.latest !== null && bands.every(({ markets }) => markets.length === 0);
  return {
    schema: 1,
    kind: mode,
    title: `Portfolio ${portfolio}`,
    madeBy: `keel ${VERSION}`,
    command,
    source,
    settings,
    warnings: [...warningsOf({ bands, source }), ...(isBlind ? [NO_MARKETS_KEPT] : [])],
    bands,
  };
};

/** Makes the report of a stored portfolio. */
export const storedReport = async (
  stored: StoredPortfolio,
  facts: StoredReportFacts,
): Promise<Result<ReportData, string>> => {
  const { state, identity } = stored;
  const entries = await storedEntries(stored.store, state);
  if (!entries.ok) return entries;
  const opened = state.ledger.openedAt;
  const saved = state.savedAt ?? opened;
  const from = later(opened, epochMs(msOfEpoch(saved) - msOfDuration(RECORDS_KEPT)));
  const directory = learnedDirectory();
  const { limits } = facts;
  const band = createBand({ name: 'as-played', model: MODELS[identity.mode], limits, directory });
  const problems = recordProblems();
  const feed = feederOf(entries.value, { band, directory });
  const older = await readPoints(stored, { from: opened, to: epochMs(msOfEpoch(from) - 1n) }, band);
  if (!older.ok) return older;
  const read = await readRecords(stored, { from, to: saved }, { band, directory, problems, feed });
  if (!read.ok) return read;
  feed(after(saved, hours(24)));
  const equity = marksOf(state.ledger, read.value.latest, directory);
  const queue = queueOf(read.value, entries.value);
  const bands = [band.finish({ equity, queue, markouts: 'from-looks' })];
  return ok(dataOf(stored, facts, { bands, read: read.value, problems }));
};
