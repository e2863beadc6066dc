// What the live part of the page shows: plain values, told by the session cycle by cycle after each
// has been saved.

import type { CycleRecord } from '../domain/cycle-record.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { EndMarks } from '../report/pnl-rows.ts';
import type { ConditionId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Standing } from '../wiring/standing.ts';

/** One circuit breaker in words. */
export type ShownBreaker = {
  readonly name: string;
  readonly state: 'closed' | 'open' | 'half-open';
  readonly detail: string;
};

/** When the next cycle is due after this one, by the real clock. */
export type Due =
  | { readonly kind: 'in'; readonly ms: number }
  /** The tape is played as fast as it can be. */
  | { readonly kind: 'at-once' };

/** A cycle that was saved, with what it left. */
export type CycleNote = {
  readonly record: CycleRecord;
  readonly standing: Standing;
  readonly breakers: readonly ShownBreaker[];
  readonly due: Due;
  /** The entries of this cycle; those that were told before do no harm. */
  readonly entries: readonly LedgerEntry[];
  readonly names: readonly (readonly [ConditionId, string])[];
  readonly marks: EndMarks;
  readonly openedAt: EpochMs;
  readonly savedAt: EpochMs;
};

/** What the session is doing. */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly words: string };

/** One line of the list of latest cycles. */
export type CycleRow = Pick<
  CycleRecord,
  'cycle' | 'at' | 'wanted' | 'placed' | 'equity' | 'exposure' | 'tradingState' | 'killSwitch'
> & { readonly refused: number; readonly canceled: number; readonly fills: number };

/** All that the live part shows. */
export type LiveData = {
  readonly title: string;
  readonly session: SessionState;
  readonly killSwitch: KillSwitchReading | null;
  readonly latest: CycleNote | null;
  /** The latest cycle that wanted anything, where that is not the latest. */
  readonly lastWanting: CycleRecord | null;
  /** The latest first. */
  readonly cycles: readonly CycleRow[];
};

const isRefused = ({ result }: CycleRecord['orders'][number]): boolean =>
  result.startsWith('refused');

/** The line of a cycle. */
export const cycleRowOf = (record: CycleRecord): CycleRow => {
  const { cycle, at, wanted, placed, equity, exposure, tradingState, killSwitch } = record;
  return {
    ...{ cycle, at, wanted, placed, equity, exposure, tradingState, killSwitch },
    refused: record.orders.filter(isRefused).length,
    canceled: record.canceled.length,
    fills: record.fills.length,
  };
};
