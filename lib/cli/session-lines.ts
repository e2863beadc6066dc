// The beginning and the end of a session as log lines, for those who read JSON: what a person sees
// as a page, in exact amounts and with a name for each of them.

import { feesOf, realizedOf, winsAndLossesOf } from '../accounting/pnl.ts';
import { minus, plus } from '../units/quantity.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { exactRows } from './market-rows.ts';
import { describeStop } from './tape-problems.ts';
import type { PaperConfig } from '../config/config.ts';
import type { PortfolioId } from '../units/ids.ts';
import type { LogLine } from '../ports/telemetry.ts';
import type { ClosingFacts } from './closing-report.ts';
import type { PaperHome } from './paper-session.ts';

type Fields = LogLine['fields'];

const line = (message: string, fields: Fields): LogLine => ({ level: 'info', message, fields });

const counted = (counts: Readonly<Record<string, number>>): Fields =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));

/** What a session begins with. */
export type OpeningFacts = {
  readonly preset: PaperConfig['preset'];
  readonly changed: readonly string[];
  readonly portfolio: PortfolioId;
  readonly home: Pick<PaperHome, 'origin' | 'openingCash' | 'tape'>;
};

/** Tells what a session trades on, and where every piece of metadata comes from. */
export const openingLines = ({
  preset,
  changed,
  portfolio,
  home,
}: OpeningFacts): readonly LogLine[] => {
  const { tape, origin, openingCash } = home;
  return [
    line('[Keel] Session begins', {
      preset,
      portfolio,
      origin,
      openingCash: formatUsdc(openingCash),
      tape: tape.name,
      identity: tape.identity,
      start: formatTime(tape.start),
      end: formatTime(tape.end),
      markets: String(tape.universe.markets.size),
    }),
    ...changed.map((text) => line(text, {})),
    ...tape.provenance.map((one) => line('[Keel] Metadata', { ...one })),
  ];
};

const summaryFields = ({ state, equity }: ClosingFacts): Fields => {
  const { ledger } = state;
  const { wins, losses } = winsAndLossesOf(ledger);
  const [realized, fees] = [realizedOf(ledger), feesOf(ledger)];
  const known =
    equity.kind === 'known'
      ? {
          unrealized: formatUsdc(equity.unrealized),
          net: formatUsdc(minus(plus(realized, equity.unrealized), fees)),
          equity: formatUsdc(equity.equity),
        }
      : { unrealized: 'unknown', net: 'unknown', equity: 'unknown' };
  return {
    realized: formatUsdc(realized),
    fees: formatUsdc(fees),
    ...known,
    ...counted({ wins, losses }),
  };
};

const marketLines = (facts: ClosingFacts): readonly LogLine[] =>
  exactRows({ ...facts, ledger: facts.state.ledger }).map((row) =>
    line('[Keel] Market', {
      market: row.name,
      fills: String(row.fills),
      realized: formatUsdc(row.realized),
      unrealized: row.unrealized === null ? 'unknown' : formatUsdc(row.unrealized),
      fees: formatUsdc(row.fees),
      held: row.held,
    }),
  );

const stopLines = ({ stop }: ClosingFacts): readonly LogLine[] =>
  stop === null
    ? []
    : [
        {
          level: 'error',
          message: `[Keel] ${describeStop(stop)}`,
          fields: { ...stop, line: String(stop.line), rows: String(stop.rows) },
        },
      ];

/** Tells what a session did, and what its portfolio has earned in all sessions. */
export const closingLines = (facts: ClosingFacts): readonly LogLine[] => {
  const { state, tally, stateFolder } = facts;
  const { cycles, fills, mismatches } = tally;
  return [
    ...[...tally.byStrategy].map(([strategy, counts]) =>
      line('[Keel] Strategy, in this session', { strategy, ...counted(counts) }),
    ),
    ...marketLines(facts),
    ...[...tally.refusals].map(([code, times]) =>
      line('[Keel] Refused, in this session', { code, times: String(times) }),
    ),
    ...[...tally.notQuoted].map(([cause, looks]) =>
      line('[Keel] Not quoted, in this session', { cause, looks: String(looks) }),
    ),
    ...stopLines(facts),
    line('[Keel] Session ends', {
      portfolio: state.identity.portfolio,
      state: stateFolder,
      market: facts.market,
      ...counted({ cycles, fills, mismatches, cyclesInAll: state.cycle }),
      ...summaryFields(facts),
    }),
  ];
};
