// The cycle record and the equity point: what was seen, wanted, refused and done, in decimal text.

import { capsOf } from '../domain/caps.ts';
import { FIRST_CYCLES } from '../domain/clearance.ts';
import { computeDrawdown } from '../risk/drawdown.ts';
import { obstacles } from '../strategies/quote-selection.ts';
import { formatRatio } from '../units/ratio.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { exposuresOf, portfolioOf } from './books.ts';
import { viewOf } from './judging.ts';
import { marketRecords } from './market-records.ts';
import { worstExposures } from './worst-exposures.ts';
import type { Standing } from '../domain/clearance.ts';
import type { CycleRecord, EquityPoint } from '../domain/cycle-record.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Observed } from '../domain/observed.ts';
import type { Equity } from '../domain/portfolio.ts';
import type { EquityMark, RiskState } from '../domain/risk-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Obstacles } from './market-records.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const UNKNOWN = 'unknown';

const describeSwitch = (reading: KillSwitchReading): string =>
  reading.kind === 'read' ? reading.position : `unreadable: ${reading.detail}`;

const describeClearance = (standing: Standing): string => {
  switch (standing.kind) {
    case 'cleared':
      return standing.kind;
    case 'first-cycles':
      return `minimum size, ${String(standing.done)} of ${String(FIRST_CYCLES)} cycles done`;
    case 'reducing-only':
    case 'nothing':
      return `${standing.kind}: ${standing.cause}`;
  }
};

const describeRead = (part: Observed<unknown>): string =>
  part.kind === 'known' ? 'known' : `${UNKNOWN}: ${part.error.kind} ${part.error.detail}`;

const observedParts = (snapshot: Snapshot): CycleRecord['observed'] => {
  const books = [...snapshot.books.values()];
  const known = books.filter((book) => book.kind === 'known').length;
  return {
    mode: snapshot.mode.kind === 'known' ? snapshot.mode.value : describeRead(snapshot.mode),
    universe: describeRead(snapshot.universe),
    books: `${String(known)} of ${String(books.length)} known`,
    openOrders: describeRead(snapshot.openOrders),
    fills: describeRead(snapshot.fills),
    activity: describeRead(snapshot.activity),
    balances: describeRead(snapshot.balances),
    prints: describeRead(snapshot.prints),
    targets: describeRead(snapshot.targets),
  };
};

const describeEquity = (equity: Equity): string =>
  equity.kind === 'known' ? formatUsdc(equity.equity) : `${UNKNOWN}: ${equity.missing.join(', ')}`;

const describeMark = (mark: EquityMark): string =>
  mark.kind === 'marked' ? formatUsdc(mark.equity) : 'none';

const drawdownText = (working: Working): string => {
  const drawdown = computeDrawdown(working.state.risk.session, working.equity);
  return drawdown === null ? UNKNOWN : formatRatio(drawdown);
};

const obstaclesIn = (working: Working, settings: CycleSettings): Obstacles =>
  settings.parameters.mm.mode === 'on'
    ? obstacles(viewOf(working, settings), settings.parameters)
    : null;

const counted = (found: Obstacles): CycleRecord['notQuoted'] => {
  const counts = new Map<string, number>();
  for (const cause of found?.values() ?? []) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return Object.fromEntries(counts);
};

const contradictions = ({ mismatches, integrity }: RiskState): CycleRecord['mismatches'] => [
  ...mismatches.map(({ detail }) => detail),
  ...(integrity.kind === 'broken' ? [`invariant broken: ${integrity.statement}`] : []),
];

/** The record of a cycle. */
export const recordOf = (working: Working, settings: CycleSettings): CycleRecord => {
  const { state, snapshot, deeds } = working;
  const { positions } = portfolioOf(state);
  const found = obstaclesIn(working, settings);
  const exposures = exposuresOf(working);
  return {
    cycle: state.cycle,
    at: formatTime(snapshot.now),
    tradingState: state.risk.tradingState,
    killSwitch: describeSwitch(snapshot.killSwitch),
    killSwitchSource: snapshot.killSwitch.source,
    clearance: describeClearance(working.clearance),
    observed: observedParts(snapshot),
    equity: describeEquity(working.equity),
    peak: describeMark(state.risk.session.peak),
    drawdown: drawdownText(working),
    exposure: formatUsdc(exposures.total),
    worstExposures: worstExposures(exposures, working.universe),
    under: { preset: settings.preset, caps: capsOf(settings.limits) },
    cash: formatUsdc(state.ledger.cash),
    positions: [...positions.values()].map(({ token, shares }) => ({
      token,
      shares: formatShares(shares),
    })),
    markets: marketRecords(working, found),
    fills: deeds.fills,
    wanted: deeds.wanted,
    placed: deeds.placed,
    orders: deeds.orders,
    cuts: deeds.cuts,
    kept: deeds.kept,
    notQuoted: counted(found),
    canceled: deeds.canceled,
    chain: deeds.chain,
    reports: deeds.reports,
    mismatches: contradictions(state.risk),
    metadata: settings.metadata,
  };
};

/** The point for the equity chart, or null while equity is not known. */
export const equityPointOf = (record: CycleRecord, equity: Equity): EquityPoint | null =>
  equity.kind === 'unknown'
    ? null
    : {
        at: record.at,
        equity: record.equity,
        exposure: record.exposure,
        drawdown: record.drawdown,
      };
