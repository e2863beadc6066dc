// What a session came to, as a table for people: orders, fills and profit by strategy, and what
// was refused for which reason.

import { NO_TALLY, withRecord } from '../../lib/cli/tally.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { formatDollars } from '../../lib/units/usdc.ts';
import type { Tally } from '../../lib/cli/tally.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { SavedCycle } from './session.ts';

/** Counts what cycles did. */
export const tallyOf = (records: readonly CycleRecord[]): Tally =>
  records.reduce(withRecord, NO_TALLY);

const refusalsOf = (records: readonly CycleRecord[], strategy: string): string => {
  const own = records.map((record) => ({
    ...record,
    orders: record.orders.filter((order) => order.strategy === strategy),
  }));
  const codes = [...tallyOf(own).refusals].toSorted(([, a], [, b]) => b - a);
  return codes.map(([code, count]) => `${code} ${String(count)}`).join(', ');
};

/** One line per strategy that did anything, with what it has earned by the last cycle. */
export const tableOf = (
  title: string,
  records: readonly CycleRecord[],
  last: SavedCycle,
): string => {
  const { byStrategy, cycles, mismatches } = tallyOf(records);
  const { equity, state } = last;
  const lines = STRATEGIES.flatMap((strategy) => {
    const counts = byStrategy.get(strategy);
    if (counts === undefined) return [];
    const { realized, fees } = state.ledger.totals[strategy];
    const open = equity.kind === 'known' ? formatDollars(equity.unrealizedBy[strategy]) : '?';
    return [
      `  ${strategy.padEnd(8)}${String(counts.wanted).padStart(7)}` +
        `${String(counts.placed).padStart(7)}${String(counts.fills).padStart(6)}` +
        `${formatDollars(realized).padStart(10)}${open.padStart(10)}` +
        `${formatDollars(fees).padStart(8)}  ${refusalsOf(records, strategy)}`,
    ];
  });
  return [
    `${title}: ${String(cycles)} cycles, ${String(mismatches)} looks at which books differed`,
    '  strategy wanted placed fills  realized unrealized  fees  refused',
    ...lines,
  ].join('\n');
};

/** The fills of one strategy in a direction, pending or not. */
export const fillsOf = (
  records: readonly CycleRecord[],
  strategy: string,
  side: 'BUY' | 'SELL',
): number =>
  records
    .flatMap(({ fills }) => fills)
    .filter((fill) => fill.strategy === strategy && fill.side === side).length;
