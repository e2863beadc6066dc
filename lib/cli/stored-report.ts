// The report of a portfolio as its cycles left it in the store: equity points and records, read
// some hours at a time, with the ledger entries that belong to them.

import { describeStoreError } from '../cycle/describe-store-error.ts';
import { growingReport } from '../report/growing.ts';
import { tapeOfVenue } from '../wiring/paper-venue-state.ts';
import { err, ok } from '../units/result.ts';
import { after, earlier, epochMs, hours, later, msOfDuration, msOfEpoch } from '../units/time.ts';
import { portfolioData } from './portfolio-report.ts';
import { storedEntries } from './stored-history.ts';
import type { Limits } from '../domain/limits.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { GrowingReport } from '../report/growing.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { PortfolioFacts, PortfolioMarket } from './portfolio-report.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** What the report says beside what is stored. */
export type StoredReportFacts = Omit<PortfolioFacts, 'identity' | 'market'> & {
  readonly limits: Limits;
};

/** Up to where the past of a portfolio is told. */
export type PastState = Pick<PortfolioState, 'outbox' | 'savedAt'> & {
  readonly ledger: Pick<PortfolioState['ledger'], 'openedAt'>;
};

/** What is read of a store to tell its past. */
export type PastStore = Pick<StateStore, 'readEntries' | 'readRecords' | 'readEquity'>;

// Some hundred records at a time, however long the portfolio has lived.
const PART = hours(6);
// A day less than records are kept at least: before that only equity points tell.
const RECORDS_KEPT = hours(24 * 29);

type Span = { readonly from: EpochMs; readonly to: EpochMs };

const tellRecords = async (
  store: PastStore,
  { from, to }: Span,
  report: GrowingReport,
): Promise<Result<null, string>> => {
  for (let at = from; at <= to; at = after(at, PART)) {
    const end = epochMs(msOfEpoch(at) + msOfDuration(PART) - 1n);
    const records = await store.readRecords({ from: at, to: earlier(end, to) });
    if (!records.ok) return err(describeStoreError(records.error));
    records.value.forEach(report.record);
  }
  return ok(null);
};

const tellPoints = async (
  store: PastStore,
  { from, to }: Span,
  report: GrowingReport,
): Promise<Result<null, string>> => {
  if (to < from) return ok(null);
  const points = await store.readEquity({ from, to });
  if (!points.ok) return err(describeStoreError(points.error));
  points.value.forEach(report.point);
  return ok(null);
};

/** Tells a report all that a store keeps of its portfolio up to a state. */
export const tellPast = async (
  store: PastStore,
  state: PastState,
  report: GrowingReport,
): Promise<Result<null, string>> => {
  const entries = await storedEntries(store, state);
  if (!entries.ok) return entries;
  report.entries(entries.value);
  const opened = state.ledger.openedAt;
  const saved = state.savedAt ?? opened;
  const from = later(opened, epochMs(msOfEpoch(saved) - msOfDuration(RECORDS_KEPT)));
  const older = { from: opened, to: epochMs(msOfEpoch(from) - 1n) };
  const points = await tellPoints(store, older, report);
  return points.ok ? tellRecords(store, { from, to: saved }, report) : points;
};

const marketOf = async ({ identity, store }: StoredPortfolio): Promise<PortfolioMarket> => {
  if (identity.mode === 'live') return { kind: 'venue' };
  const paper = await store.loadPaper();
  if (!paper.ok) return { kind: 'unknown', why: describeStoreError(paper.error) };
  if (paper.value === null) return { kind: 'unknown', why: 'no paper venue is stored' };
  const tape = tapeOfVenue(paper.value);
  return tape.ok ? { kind: 'tape', tape: tape.value } : { kind: 'unknown', why: tape.error };
};

/** Makes the report of a stored portfolio. */
export const storedReport = async (
  stored: StoredPortfolio,
  { limits, ...facts }: StoredReportFacts,
): Promise<Result<ReportData, string>> => {
  const { state, identity, store } = stored;
  const report = growingReport({ mode: identity.mode, limits });
  const told = await tellPast(store, state, report);
  if (!told.ok) return told;
  report.flush();
  const grown = report.finish({ kind: 'from-record', ledger: state.ledger });
  const from = state.ledger.openedAt;
  const all = { ...facts, identity, market: await marketOf(stored) };
  return ok(portfolioData(all, grown, { from, to: state.savedAt ?? from }));
};
