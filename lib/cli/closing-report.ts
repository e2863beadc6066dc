// What a session prints at its end: the summary, what each strategy and market did, and where the
// state lies.

import { marketResults } from '../accounting/market-results.ts';
import { formatSummary } from '../accounting/summary.ts';
import { minus } from '../units/quantity.ts';
import { formatShares } from '../units/shares.ts';
import { formatDollars } from '../units/usdc.ts';
import { describeStop } from './tape-problems.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { Tally } from './tally.ts';

/** What the report is made of. */
export type ClosingFacts = {
  readonly state: PortfolioState;
  readonly equity: MarkedEquity;
  readonly entries: readonly LedgerEntry[];
  readonly universe: Universe;
  readonly tally: Tally;
  readonly stateFolder: string;
  /** The damaged place at which the session was told to stop, if it came to one. */
  readonly stop: TapeProblem | null;
};

type Row = readonly string[];

// Text columns to the left, numbers to the right.
const table = (header: Row, rows: readonly Row[]): readonly string[] => {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: Row): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ');
  return [line(header), ...rows.map(line)].map((text) => `  ${text}`);
};

const strategyTable = ({ tally }: ClosingFacts): readonly string[] =>
  table(
    ['Strategy', 'Wanted', 'Placed', 'Refused', 'Failed', 'Fills'],
    [...tally.byStrategy].map(([strategy, counts]) => [
      strategy,
      String(counts.wanted),
      String(counts.placed),
      String(counts.refused),
      String(counts.failed),
      String(counts.fills),
    ]),
  );

const heldIn = (state: PortfolioState, condition: string): string => {
  const lots = [...state.ledger.lots.values()].filter((lot) => lot.condition === condition);
  return lots.length === 0
    ? '-'
    : lots.map((lot) => `${formatShares(lot.shares)} ${lot.outcome}`).join(' + ');
};

const fillsIn = (entries: readonly LedgerEntry[], condition: string): number =>
  entries.filter((entry) => entry.kind === 'fill' && entry.condition === condition).length;

const marketTable = ({ state, entries, universe }: ClosingFacts): readonly string[] =>
  table(
    ['Market', 'Fills', 'Realized', 'Fees', 'Net', 'Held'],
    [...marketResults(entries)].map(([condition, earned]) => [
      universe.markets.get(condition)?.slug ?? condition,
      String(fillsIn(entries, condition)),
      formatDollars(earned.realized),
      formatDollars(earned.fees),
      formatDollars(minus(earned.realized, earned.fees)),
      heldIn(state, condition),
    ]),
  );

const refusalLines = ({ tally }: ClosingFacts): readonly string[] => {
  const codes = [...tally.refusals].toSorted(([, a], [, b]) => b - a);
  if (codes.length === 0) return ['Refused orders: none'];
  const total = codes.reduce((sum, [, count]) => sum + count, 0);
  return [
    `Refused orders: ${String(total)}`,
    ...table(
      ['Code', 'Times'],
      codes.map(([code, count]) => [code, String(count)]),
    ),
  ];
};

const obstacleLines = ({ tally }: ClosingFacts): readonly string[] => {
  const causes = [...tally.notQuoted].toSorted(([, a], [, b]) => b - a);
  if (causes.length === 0) return [];
  return [
    'What kept market making from quoting:',
    ...table(
      ['Cause', 'Looks'],
      causes.map(([cause, looks]) => [cause, String(looks)]),
    ),
    '',
  ];
};

const equityLine = ({ equity }: ClosingFacts): string =>
  equity.kind === 'known'
    ? `Equity: ${formatDollars(equity.equity)}`
    : `Equity: unknown (${equity.missing.join('; ')})`;

const stopLines = ({ stop }: ClosingFacts): readonly string[] =>
  stop === null ? [] : [describeStop(stop)];

/** Describes the end of a session in lines for the terminal. */
export const closingReport = (facts: ClosingFacts): readonly string[] => {
  const { state, tally, equity, stateFolder } = facts;
  return [
    '',
    formatSummary(state.ledger, equity),
    '',
    equityLine(facts),
    `Cycles: ${String(tally.cycles)} in this session, ${String(state.cycle)} in all`,
    '',
    ...strategyTable(facts),
    '',
    ...marketTable(facts),
    '',
    ...refusalLines(facts),
    '',
    ...obstacleLines(facts),
    `Believed and venue differed in ${String(tally.mismatches)} looks.`,
    `State: ${stateFolder}, portfolio ${state.identity.portfolio} (continue with the same command)`,
    ...stopLines(facts),
  ];
};
