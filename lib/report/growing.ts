// The report of a portfolio that is told cycle by cycle, from the store or while it trades: it may
// be asked for at any time, and goes on after that.

import { epochMs, elapsed, hours } from '../units/time.ts';
import { createBand } from './build.ts';
import { learnedDirectory, marksOf, recordProblems } from './from-records.ts';
import { queueCounts } from './queue-counts.ts';
import type { CycleRecord, EquityPoint, MetadataProvenance } from '../domain/cycle-record.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Limits } from '../domain/limits.ts';
import type { ConditionId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Directory } from './directory.ts';
import type { EndMarks } from './pnl-rows.ts';
import type { ReportBand, SourceProblem } from './report-data.ts';

/** What is known of a portfolio before its first cycle is told. */
export type GrowingFacts = {
  readonly mode: 'paper' | 'live';
  readonly limits: Limits;
};

/** What holdings are worth: as a cycle marked them, or as the latest record tells. */
export type Held =
  | { readonly kind: 'marked'; readonly marks: EndMarks }
  | { readonly kind: 'from-record'; readonly ledger: Pick<LedgerState, 'lots'> };

/** A report as far as it has been told. */
export type Grown = {
  readonly band: ReportBand;
  readonly problems: readonly SourceProblem[];
  readonly provenance: readonly MetadataProvenance[];
  readonly latest: CycleRecord | null;
  /** What changed while it traded, in words. */
  readonly changes: readonly string[];
};

/** A report that is being told. */
export type GrowingReport = {
  readonly name: (condition: ConditionId, name: string) => void;
  /** Adds a point of the equity chart whose cycle's record is not kept any more. */
  readonly point: (point: EquityPoint) => void;
  /** Adds entries in sequence order; those that were added before are passed over. */
  readonly entries: (entries: readonly LedgerEntry[]) => void;
  /** Adds a cycle, and the entries that happened before it and whose markets have names. */
  readonly record: (record: CycleRecord) => void;
  /** Adds the entries that still wait for a name, without one. */
  readonly flush: () => void;
  readonly finish: (held: Held) => Grown;
};

// A fill waits this long at most for the record that names its market.
const NAMELESS_MAX = hours(1);

const MODELS = {
  paper:
    'Orders rest at a simulated venue behind everything that stood there before them, and are ' +
    'filled by trades at their price or through it.',
  live: 'Fills as the venue reported them.',
} as const;

// Entries that wait for their turn, in sequence order.
const waitingEntries = (take: (entry: LedgerEntry) => void) => {
  let waiting: LedgerEntry[] = [];
  let next = 0;
  let sequence = 0;
  return {
    add: (entries: readonly LedgerEntry[]): void => {
      const fresh = entries.filter((entry) => entry.sequence > sequence);
      sequence = fresh.at(-1)?.sequence ?? sequence;
      waiting.push(...fresh);
    },
    feed: (isReady: (entry: LedgerEntry) => boolean): void => {
      for (
        let entry = waiting[next];
        entry !== undefined && isReady(entry);
        entry = waiting[next]
      ) {
        take(entry);
        next += 1;
      }
      if (next < waiting.length) return;
      waiting = [];
      next = 0;
    },
  };
};

// A fill is posted by a later cycle than it happened in, and only that cycle's record names it.
const isDue = (entry: LedgerEntry, now: EpochMs, { find }: Directory): boolean => {
  if (entry.at > now) return false;
  const isNamed = entry.kind !== 'fill' || find(entry.condition).name !== entry.condition;
  return isNamed || elapsed(entry.at, now) > NAMELESS_MAX;
};

/** Begins a report. */
export const growingReport = ({ mode, limits }: GrowingFacts): GrowingReport => {
  const directory = learnedDirectory();
  const band = createBand({ name: 'as-played', model: MODELS[mode], limits, directory });
  const problems = recordProblems();
  const queue = queueCounts();
  let latest: CycleRecord | null = null;
  const waiting = waitingEntries((entry) => {
    directory.entry(entry);
    band.entries([entry]);
    if (entry.kind === 'fill' && entry.role === 'maker') queue.fill(entry);
  });
  const marksFor = (held: Held): EndMarks =>
    held.kind === 'marked' ? held.marks : marksOf(held.ledger, latest, directory);
  return {
    name: directory.name,
    point: band.point,
    entries: waiting.add,
    record: (record) => {
      directory.record(record);
      problems.record(record);
      const now = epochMs(BigInt(Date.parse(record.at)));
      waiting.feed((entry) => isDue(entry, now, directory));
      band.cycle(record);
      queue.record(record);
      latest = record;
    },
    flush: () => waiting.feed(() => true),
    finish: (held) => ({
      band: band.finish({
        equity: marksFor(held),
        lastBooksEquity: null,
        queue: queue.statistics(),
        markouts: 'from-looks',
      }),
      problems: problems.problems(),
      provenance: latest?.metadata ?? [],
      latest,
      changes: band.changes(),
    }),
  };
};
