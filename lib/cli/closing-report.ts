// What a session prints at its end: the summary, what each strategy and market did, and where the
// state lies.

import { formatSummary } from '../accounting/summary.ts';
import { formatDollars } from '../units/usdc.ts';
import { marketRows } from './market-rows.ts';
import { describeStop } from './tape-problems.ts';
import { textTable } from './text-table.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { PlaybackEnd } from '../backtest/play-tape.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { MarketRow, ShownEarnings } from './market-rows.ts';
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
  /** How the market of the session ended. */
  readonly market: PlaybackEnd;
};

const strategyTable = ({ tally }: ClosingFacts): readonly string[] =>
  textTable(
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

const dollars = (amount: UsdcMicros | null): string =>
  amount === null ? '?' : formatDollars(amount);

const moneyOf = ({ realized, unrealized, fees, net }: ShownEarnings): readonly string[] =>
  [realized, unrealized, fees, net].map(dollars);

const marketTable = (rows: readonly MarketRow[], total: ShownEarnings): readonly string[] =>
  rows.length === 0
    ? ['  none']
    : textTable(
        ['Market', 'Fills', 'Realized', 'Unrealized', 'Fees', 'Net'],
        [
          ...rows.map((row) => [row.name, String(row.fills), ...moneyOf(row)]),
          ['all', String(rows.reduce((sum, row) => sum + row.fills, 0)), ...moneyOf(total)],
        ],
      );

const marketLines = (facts: ClosingFacts): readonly string[] => {
  const { rows, total } = marketRows({ ...facts, ledger: facts.state.ledger });
  const held = rows.filter((row) => row.held !== '').map((row) => [row.name, row.held]);
  return [
    'By market, in all sessions:',
    ...marketTable(rows, total),
    '',
    'Held at the end:',
    ...textTable(['Market', 'Shares'], held),
  ];
};

const refusalLines = ({ tally }: ClosingFacts): readonly string[] => {
  const codes = [...tally.refusals].toSorted(([, a], [, b]) => b - a);
  if (codes.length === 0) return ['Refused orders, in this session: none'];
  const total = codes.reduce((sum, [, count]) => sum + count, 0);
  return [
    `Refused orders, in this session: ${String(total)}`,
    ...textTable(
      ['Code', 'Times'],
      codes.map(([code, count]) => [code, String(count)]),
    ),
  ];
};

const obstacleLines = ({ tally }: ClosingFacts): readonly string[] => {
  const causes = [...tally.notQuoted].toSorted(([, a], [, b]) => b - a);
  if (causes.length === 0) return [];
  return [
    'What kept market making from quoting, in this session:',
    ...textTable(
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

// Most recordings end within a day of their start, and then positions may only be left.
const horizonLines = ({ tally }: ClosingFacts): readonly string[] => {
  const isTooNear = ['it ends too soon', 'its end is not known'].some((cause) =>
    tally.notQuoted.has(cause),
  );
  return tally.byStrategy.size === 0 && isTooNear
    ? [
        'Nothing was wanted so near to the end of the markets. For a recording, say otherwise:',
        '  --assume end=+48h,gameStart=none,volume24h=100000 (with --fresh)',
      ]
    : [];
};

// The cycle that closes a session counts. Without any other there was nothing to play.
const idleLines = ({ tally, market, stop }: ClosingFacts): readonly string[] => {
  if (tally.cycles > 1 || market === 'stopped' || stop !== null) return [];
  return market === 'until-reached'
    ? ['Nothing was left to play before the time that --until names.']
    : ['Nothing was left to play on this tape: --fresh starts it over.'];
};

/** Describes the end of a session in lines for the terminal. */
export const closingReport = (facts: ClosingFacts): readonly string[] => {
  const { state, tally, equity, stateFolder } = facts;
  return [
    '',
    formatSummary(state.ledger, equity),
    '',
    equityLine(facts),
    `Cycles: ${String(tally.cycles - 1)} in this session and one to close it, ` +
      `${String(state.cycle)} in all`,
    '',
    'By strategy, in this session:',
    ...strategyTable(facts),
    '',
    ...marketLines(facts),
    '',
    ...refusalLines(facts),
    '',
    ...obstacleLines(facts),
    `Believed and venue differed in ${String(tally.mismatches)} looks.`,
    `State: ${stateFolder}, portfolio ${state.identity.portfolio} (a next start goes on there)`,
    ...horizonLines(facts),
    ...stopLines(facts),
    ...idleLines(facts),
  ];
};
