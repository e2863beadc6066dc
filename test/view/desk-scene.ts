// A desk of the live view with a session made up: cycles as the test tells them, a switch that can
// be turned, a clock that stands still.

import { readLiveAssets } from '../../lib/report/asset-files.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { openDesk } from '../../lib/view/desk.ts';
import { startViewServer } from '../../lib/view/server.ts';
import { sampleReport, SMALL } from '../report/sample.ts';
import type { CycleRecord, OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { KillSwitch } from '../../lib/domain/kill-switch.ts';
import type { ReportData } from '../../lib/report/report-data.ts';
import type { Desk } from '../../lib/view/desk.ts';
import type { KillOrder } from '../../lib/view/kill-request.ts';
import type { CycleNote, Due } from '../../lib/view/cycle-note.ts';
import type { Controls } from '../../lib/view/request.ts';
import type { Bounds, RunningView } from '../../lib/view/server.ts';

const order = (market: string, result: string): OrderRecord => ({
  order: `0x${market}`,
  strategy: 'MM',
  market,
  outcome: 'YES',
  side: 'BUY',
  price: '0.45',
  size: '12.5',
  timeInForce: 'GTD',
  liquidity: 'post-only',
  reason: 'bid 0.45: fair 0.4700',
  reference: '',
  result,
});

const record = (cycle: number): CycleRecord => ({
  cycle,
  at: new Date(Date.UTC(2026, 5, 1, 12, cycle)).toISOString(),
  tradingState: 'ACTIVE',
  killSwitch: 'off',
  killSwitchSource: 'data/KILL',
  clearance: 'cleared',
  observed: { universe: 'known', fills: 'unknown: TIMEOUT no answer' },
  equity: '1000.5',
  peak: '1001',
  drawdown: '0.0005',
  exposure: '250',
  worstExposures: { category: null, event: null, market: null },
  under: null,
  cash: '900',
  positions: [],
  markets: [],
  fills: [],
  wanted: 2,
  placed: 1,
  cuts: [],
  orders: [order('will-it-rain', 'placed'), order('will-it-snow', 'refused EXPOSURE_LIMIT')],
  kept: 3,
  notQuoted: { 'the spread is too narrow': 4 },
  canceled: [{ order: 'a', reason: 'price moved' }],
  chain: [],
  reports: [],
  mismatches: [],
  metadata: [],
});

const NOON = epochMs(BigInt(Date.UTC(2026, 5, 1, 12)));
const RAIN = conditionId(`0x${'1'.repeat(64)}`);

/** A cycle as a session tells it. */
export const noteOf = (
  cycle: number,
  { due = { kind: 'in', ms: 60_000 }, ...changes }: Partial<CycleRecord> & { due?: Due } = {},
): CycleNote => ({
  record: { ...record(cycle), ...changes },
  standing: {
    portfolio: 'mine',
    mode: 'paper',
    wallet: 'paper',
    cycle,
    savedAt: '2026-06-01T12:00:00.000Z',
    ageSeconds: 0,
    tradingState: 'ACTIVE',
    held: ['breaker API_HEALTH open: the venue is silent'],
    cash: '900',
    equity: '1000.5',
    drawdown: '0.0005',
    exposure: '250',
    positions: [
      { market: 'will-it-rain', name: 'will-it-rain', outcome: 'YES', shares: '10', cost: '4.5' },
    ],
    orders: [
      {
        id: '0x1',
        market: 'will-it-rain',
        name: 'will-it-rain',
        outcome: 'YES',
        strategy: 'MM',
        side: 'BUY',
        price: '0.45',
        open: '12.5',
        phase: 'open',
        expires: '2026-06-01T12:05:00.000Z',
      },
    ],
  },
  breakers: [{ name: 'API_HEALTH', state: 'open', detail: 'the venue is silent' }],
  due,
  entries: [],
  names: [[RAIN, 'will-it-rain']],
  marks: { kind: 'unknown', unrealizedIn: new Map() },
  openedAt: NOON,
  savedAt: NOON,
});

/** The report that a view begins with. */
export const SHOWN: ReportData = sampleReport({ ...SMALL, bands: ['as-played'] });

/** A view that runs. */
export type Scene = {
  readonly url: string;
  readonly desk: Desk;
  readonly running: RunningView;
  readonly killed: readonly KillOrder[];
  readonly turnTo: (position: KillSwitch) => void;
  readonly report: (data: ReportData) => void;
};

/** What differs in a scene. */
export type Differences = {
  readonly controls?: Controls;
  readonly bounds?: Bounds;
  readonly redact?: (text: string) => string;
};

export const TOKEN = 'a-word-that-only-the-page-knows';
export const KILL: Controls = { kind: 'kill', token: TOKEN };

/** Starts a view on a free port. */
export const startScene = async ({
  controls = { kind: 'none' },
  redact = (text) => text,
  bounds,
}: Differences = {}): Promise<Scene> => {
  const killed: KillOrder[] = [];
  let position: KillSwitch = 'off';
  let reported = { version: 0, data: SHOWN };
  const desk = openDesk({
    title: 'Paper trading, preset balanced, made-up markets',
    session: 'the-session',
    controls,
    assets: await readLiveAssets(),
    report: { version: () => reported.version, data: () => reported.data },
    readSwitch: () => Promise.resolve({ kind: 'read', position, source: 'data/KILL' }),
    switchMs: 0,
    turn: (asked) => {
      killed.push(asked);
      position = asked.to;
      return Promise.resolve({ isDone: true, lines: [`data/KILL says ${asked.to}`] });
    },
    now: () => performance.now(),
    redact,
  });
  const started = await startViewServer(0, {
    answers: desk,
    controls,
    ...(bounds !== undefined && { bounds }),
  });
  if (!started.ok) throw new Error(started.error);
  return {
    url: started.value.url,
    running: started.value,
    desk,
    killed,
    turnTo: (to) => {
      position = to;
    },
    report: (data) => {
      reported = { version: reported.version + 1, data };
    },
  };
};
