// The end of a cycle: one conditional write of the whole state, then its history, then the log.

import { formatSummary } from '../accounting/summary.ts';
import { afterCycle } from '../risk/clearance.ts';
import { err } from '../units/result.ts';
import { elapsed } from '../units/time.ts';
import { giveBack } from './give-back.ts';
import { cycleLine } from './log-lines.ts';
import { marked } from './mark.ts';
import { emitMetrics } from './metrics.ts';
import { equityPointOf, recordOf } from './record.ts';
import { neededPast } from './needed-past.ts';
import { SUMMARY_INTERVAL } from './settings.ts';
import { withState } from './working.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { Clearance } from '../domain/clearance.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Saved, StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { CycleFailure } from './cycle-failure.ts';
import type { Finished } from './metrics.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

/** How a cycle ended. Only a saved one changed anything durable beyond its journal. */
export type CycleEnd =
  | { readonly kind: 'skipped'; readonly until: EpochMs }
  | { readonly kind: 'failed'; readonly error: CycleFailure }
  | {
      readonly kind: 'saved';
      readonly record: CycleRecord;
      readonly state: PortfolioState;
      readonly equity: MarkedEquity;
    };

const summaryIsDue = (state: PortfolioState, now: EpochMs): boolean =>
  state.lastSummaryAt !== null && elapsed(state.lastSummaryAt, now) >= SUMMARY_INTERVAL;

const failed = async (ports: Ports, working: Working, error: StoreError): Promise<CycleEnd> => {
  ports.telemetry.log({
    level: 'error',
    message: `[EnterpriseOrchestrator] Cycle not saved: ${error.kind}`,
    fields: Object.fromEntries(Object.entries(error).map(([key, value]) => [key, String(value)])),
  });
  await giveBack(ports, working.held.lease);
  return { kind: 'failed', error };
};

const save = async (ports: Ports, working: Working): Promise<Result<Saved, StoreError>> => {
  if (working.failure !== null) return err(working.failure);
  const { lease } = working.held;
  const { loaded, state, deeds } = working;
  const past = neededPast({ loaded, state, settled: deeds.settled });
  const prepared = await ports.beforeSave(lease, past);
  if (!prepared.ok) return prepared;
  return ports.store.save(lease, { state, lease: { kind: 'release' } });
};

const keepHistory = async (ports: Ports, working: Working, record: CycleRecord): Promise<void> => {
  const { entries, settled } = working.deeds;
  const { now } = working.snapshot;
  const equity = equityPointOf(record, working.equity);
  const results = await Promise.all([
    ports.store.putEntries(entries),
    ports.store.putSettled(settled),
    ports.store.putHistory({ record, equity, at: now }),
  ]);
  for (const result of results)
    if (!result.ok)
      ports.telemetry.log({
        level: 'warn',
        message: `[EnterpriseOrchestrator] History not stored: ${result.error.kind}`,
        fields: {},
      });
};

const tell = (
  ports: Ports,
  settings: CycleSettings,
  told: Finished & { readonly summary: boolean },
): void => {
  const { working, summary } = told;
  const { state, deeds, equity } = working;
  ports.telemetry.log(cycleLine(state.cycle, deeds.placed, deeds.wanted));
  if (summary)
    ports.telemetry.log({
      level: 'info',
      message: formatSummary(state.ledger, equity),
      fields: {},
    });
  emitMetrics(ports.telemetry, settings, told);
};

// A cycle that nothing kept from taking new risk. One under a halt shows nothing, one that opens
// books or doubts them does nothing else, and one on too large a state sends nothing.
const counted = ({ state, clearance, room }: Working): Clearance => {
  const isFree =
    state.risk.tradingState === 'ACTIVE' && room.kind === 'enough' && !state.isOpeningDoubted;
  return clearance.kind === 'first-cycles' && state.cycle > 0 && isFree
    ? afterCycle(state.clearance)
    : state.clearance;
};

/** Saves the state on condition of the lease, then puts the history and says what happened. */
export const finish = async (
  ports: Ports,
  settings: CycleSettings,
  working: Working,
): Promise<CycleEnd> => {
  const { now } = working.snapshot;
  const summary = summaryIsDue(working.state, now);
  // Fills that came in after the guard had marked the books are in the summary and the record too.
  const final = withState(marked(working, settings), {
    cycle: working.state.cycle + 1,
    savedAt: now,
    lastSummaryAt: summary ? now : (working.state.lastSummaryAt ?? now),
    feedsReadAt: working.snapshot.prints.kind === 'known' ? now : working.state.feedsReadAt,
    clearance: counted(working),
    outbox: [...working.state.outbox, ...working.deeds.entries],
    settled: [...working.state.settled, ...working.deeds.settled],
  });
  const saved = await save(ports, final);
  if (!saved.ok) return failed(ports, final, saved.error);
  const record = recordOf(final, settings);
  await keepHistory(ports, final, record);
  const { bytes } = saved.value;
  tell(ports, settings, { working: final, bytes, savedBefore: working.state.savedAt, summary });
  return { kind: 'saved', record, state: final.state, equity: final.equity };
};
