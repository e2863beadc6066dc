// What the widget shows: how the portfolio stands, its latest cycles, and two buttons that stop it,
// which are there whatever else could not be read.

import { button, element, page, table, text } from './html.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { KillSwitchReading } from '../../lib/domain/kill-switch.ts';
import type { Standing } from '../../lib/wiring/standing.ts';
import type { Html } from './html.ts';

/** What is shown. */
export type View = {
  readonly portfolio: string;
  /** The function that the buttons call: this one. */
  readonly endpoint: string;
  /** What was done right now, or went wrong. */
  readonly notices: readonly string[];
  readonly killSwitch: KillSwitchReading;
  readonly standing: Standing | null;
  /** The latest first. */
  readonly records: readonly CycleRecord[];
};

/** How many cycles are shown. */
export const CYCLES_MAX = 12;
const ROWS_MAX = 20;

const buttons = ({ portfolio, endpoint }: View): Html => ({
  html: [
    button({
      label: 'Halt: cancel all orders',
      question: `Halt ${portfolio}? The next cycle posts nothing and cancels all orders.`,
      endpoint,
      event: { portfolio, set: 'halt' },
    }),
    button({
      label: 'Reduce only',
      question: `Let ${portfolio} only lower its exposure? What adds to it is cancelled.`,
      endpoint,
      event: { portfolio, set: 'reduce-only' },
    }),
  ]
    .map(({ html }) => html)
    .join(' '),
});

const switchText = (reading: KillSwitchReading): string =>
  reading.kind === 'read' ? reading.position : `cannot be read: ${reading.detail}`;

const isRefused = ({ result }: CycleRecord['orders'][number]): boolean =>
  result.startsWith('refused');

const cycleRow = (record: CycleRecord): readonly string[] => [
  record.at,
  String(record.cycle),
  `${String(record.placed)} / ${String(record.wanted)}`,
  String(record.orders.filter(isRefused).length),
  record.equity,
  record.exposure,
  record.tradingState,
  record.killSwitch,
];

const CYCLE_HEADER = [
  'time (UTC)',
  'cycle',
  'placed / wanted',
  'refused',
  'equity ($)',
  'exposure ($)',
  'trading state',
  'kill switch',
];

const cyclesTable = ({ records }: View): readonly Html[] => [
  element('h4', text('Latest cycles')),
  table(CYCLE_HEADER, records.map(cycleRow), CYCLES_MAX),
];

const ordersOfCycle = ({ records: [latest] }: View): readonly Html[] => [
  element('h4', text('Orders of the latest cycle')),
  table(
    ['market', 'outcome', 'order', 'strategy', 'result'],
    (latest?.orders ?? []).map(({ market, outcome, side, size, price, strategy, result }) => [
      market,
      outcome,
      `${side} ${size} @ ${price}`,
      strategy,
      result,
    ]),
    ROWS_MAX,
  ),
];

const standingParts = ({ positions, orders }: Standing): readonly Html[] => [
  element('h4', text('Open positions')),
  table(
    ['market', 'outcome', 'shares', 'cost ($)'],
    positions.map(({ name, outcome, shares, cost }) => [name, outcome, shares, cost]),
    ROWS_MAX,
  ),
  element('h4', text('Resting orders, by our own books')),
  table(
    ['market', 'outcome', 'order', 'strategy', 'phase', 'expires (UTC)'],
    orders.map(({ name, outcome, side, open, price, strategy, phase, expires }) => [
      name,
      outcome,
      `${side} ${open} @ ${price}`,
      strategy,
      phase,
      expires,
    ]),
    ROWS_MAX,
  ),
];

const summary = (standing: Standing): readonly Html[] => [
  element(
    'p',
    text(
      `Cycle ${String(standing.cycle)}, saved ${standing.savedAt} ` +
        `(${String(standing.ageSeconds ?? 'unknown')} s ago). ` +
        `Trading state ${standing.tradingState}. Cash $${standing.cash}.`,
    ),
  ),
  ...standing.held.slice(0, ROWS_MAX).map((reason) => element('p', text(`Held by ${reason}`))),
];

/** Lays out what is shown. */
export const viewOf = (view: View): string =>
  page(
    ...view.notices.map((notice) => element('p', element('b', text(notice)))),
    element('p', text(`Kill switch of ${view.portfolio}: ${switchText(view.killSwitch)}`)),
    buttons(view),
    ...(view.standing === null ? [] : summary(view.standing)),
    ...cyclesTable(view),
    ...(view.standing === null ? [] : standingParts(view.standing)),
    ...ordersOfCycle(view),
  );
