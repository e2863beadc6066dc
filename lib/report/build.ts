// Makes a band of a report from cycle records and ledger entries, as they come. Memory is bounded
// however long the run is: series are thinned, fills are sampled, everything else is counted.

import { capsOf } from '../domain/caps.ts';
import { refusalCode } from '../domain/refusal-code.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { brierSums } from './brier.ts';
import { highestExposures } from './highest-exposures.ts';
import { marketDetails } from './market-details.ts';
import { markouts } from './markouts.ts';
import { pnlCells } from './pnl-rows.ts';
import { thinned } from './thinned.ts';
import { tradedUnder } from './traded-under.ts';
import type { CycleRecord, EquityPoint, MarketRecord } from '../domain/cycle-record.ts';
import type { EntryOf, LedgerEntry } from '../domain/ledger-entry.ts';
import type { Limits } from '../domain/limits.ts';
import type { Directory } from './directory.ts';
import type { ExposureRecord } from './highest-exposures.ts';
import type { EndMarks } from './pnl-rows.ts';
import type { Amount, EquityRow, ReportBand } from './report-data.ts';
import type { UnderRecord } from './traded-under.ts';

/** What is known of a band before it is run. */
export type BandFacts = {
  readonly name: ReportBand['name'];
  /** How fills and latency are modelled, in words. */
  readonly model: string;
  readonly limits: Limits;
  readonly directory: Directory;
};

/** What only the end of a run tells. */
export type BandEnd = {
  /** What everything still held could be sold for; the marks of a cycle's end are such. */
  readonly equity: EndMarks;
  readonly lastBooksEquity: ReportBand['lastBooksEquity'];
  readonly queue: ReportBand['queue'];
  /** Measured at the exact moments, or to be told from what cycles saw. */
  readonly markouts: ReportBand['markouts'] | 'from-looks';
};

/** A band that is being made. */
export type BandBuilder = {
  /**
   * Adds ledger entries in sequence order, those of a cycle before its record. Entries that were
   * added before are passed over, so that a state's whole outbox may be given each time.
   */
  readonly entries: (entries: readonly LedgerEntry[]) => void;
  readonly cycle: (record: CycleRecord) => void;
  /** Adds a point of the equity chart whose cycle's record is not kept any more. */
  readonly point: (point: EquityPoint) => void;
  /** Whether it was ever traded under something else than at the end, in a line. */
  readonly changes: () => readonly string[];
  readonly finish: (end: BandEnd) => ReportBand;
};

const EQUITY_ROWS_MAX = 800;

const UNKNOWN = 'unknown';

// A record says `unknown: why` for an amount that is not known.
const known = (text: string): Amount => (text.startsWith(UNKNOWN) ? null : text);

const higher = (a: Amount, b: Amount): Amount => {
  if (a === null || b === null) return a ?? b;
  return Number(a) > Number(b) ? a : b;
};

const mergedEquity = (earlier: EquityRow, later: EquityRow): EquityRow => ({
  at: later.at,
  equity: later.equity,
  drawdown: higher(earlier.drawdown, later.drawdown),
  exposure: higher(earlier.exposure, later.exposure),
});

const midOf = ({ bid, ask }: MarketRecord): number | null =>
  bid === null || ask === null ? null : (Number(bid) + Number(ask)) / 2;

type Parts = {
  readonly equity: ReturnType<typeof thinned<EquityRow>>;
  readonly details: ReturnType<typeof marketDetails>;
  readonly cells: ReturnType<typeof pnlCells>;
  readonly after: ReturnType<typeof markouts>;
  readonly brier: ReturnType<typeof brierSums>;
  readonly refusals: Map<string, number>;
  readonly exposures: ExposureRecord;
  readonly under: UnderRecord;
};

const addFill = ({ details, after }: Parts, market: string, entry: EntryOf<'fill'>): void => {
  const { strategy, side, outcome, role } = entry;
  const shown = { price: formatPrice(entry.price), size: formatShares(entry.size) };
  const at = formatTime(entry.at);
  details.fill(market, { at, strategy, side, outcome, role, ...shown });
  after.fill({
    at: Date.parse(at),
    market,
    strategy,
    side,
    outcome,
    price: Number(shown.price),
    size: Number(shown.size),
  });
};

type Moment = { readonly at: string; readonly ms: number };

const addLook = (
  { details, after, brier }: Parts,
  { at, ms }: Moment,
  seen: MarketRecord,
): void => {
  const { market, bid, ask, fair, quoteBid, quoteAsk, shares } = seen;
  const look = { bid, ask, fair, quoteBid, quoteAsk, shares };
  const mid = midOf(seen);
  details.look(market, { at, ...look });
  after.mid(market, { at: ms, mid });
  if (seen.fair !== null && mid !== null) brier.add(market, { fair: Number(seen.fair), mid });
};

const addRecord = (parts: Parts, record: CycleRecord): void => {
  const { at, equity, drawdown, exposure } = record;
  const amounts = { equity: known(equity), drawdown: known(drawdown), exposure: known(exposure) };
  parts.equity.add({ at, ...amounts });
  parts.exposures.add(at, record.worstExposures);
  parts.under.add(at, record.under);
  const moment = { at, ms: Date.parse(at) };
  for (const seen of record.markets) addLook(parts, moment, seen);
  for (const { result } of record.orders) {
    const code = refusalCode(result);
    if (code !== null) parts.refusals.set(code, (parts.refusals.get(code) ?? 0) + 1);
  }
};

const bandOf = (facts: BandFacts, parts: Parts, end: BandEnd): ReportBand => {
  return {
    name: facts.name,
    model: facts.model,
    cycles: parts.equity.added(),
    equity: parts.equity.rows(),
    lastBooksEquity: end.lastBooksEquity,
    highestExposures: parts.exposures.highest(),
    caps: parts.under.latest()?.caps ?? capsOf(facts.limits),
    ...parts.cells.rows(facts.directory, end.equity),
    ...parts.details.rows(facts.directory.all()),
    markouts: end.markouts === 'from-looks' ? parts.after.rows() : end.markouts,
    queue: end.queue,
    refusals: [...parts.refusals]
      .map(([code, times]) => ({ code, times }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .toSorted((a, b) => b.times - a.times),
    brier: parts.brier.score(facts.directory.all()),
  };
};

/** Begins to make a band. */
export const createBand = (facts: BandFacts): BandBuilder => {
  const parts: Parts = {
    equity: thinned(EQUITY_ROWS_MAX, mergedEquity),
    details: marketDetails(),
    cells: pnlCells(),
    after: markouts(),
    brier: brierSums(),
    refusals: new Map(),
    exposures: highestExposures(),
    under: tradedUnder(),
  };
  let latest = 0;
  return {
    entries: (entries) => {
      const fresh = entries.filter(({ sequence }) => sequence > latest);
      parts.cells.add(fresh);
      for (const entry of fresh) {
        if (entry.kind === 'fill')
          addFill(parts, facts.directory.find(entry.condition).name, entry);
        latest = Math.max(latest, entry.sequence);
      }
    },
    cycle: (record) => addRecord(parts, record),
    point: (point) => parts.equity.add(point),
    changes: parts.under.changes,
    finish: (end) => bandOf(facts, parts, end),
  };
};

/** Queue statistics where nobody could count. */
export const NO_QUEUE: ReportBand['queue'] = {
  placed: null,
  filled: null,
  partly: null,
  fillRate: null,
  medianSecondsToFill: null,
  medianAheadShares: null,
};
