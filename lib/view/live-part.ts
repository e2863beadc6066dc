// The live part of the page as HTML: what the latest saved cycle saw, decided and left.

import { dollars, moment, percent, plural, shown, signed } from '../report/format.ts';
import { html, NOTHING } from '../report/html.ts';
import { number, table, text } from '../report/table.ts';
import { decisions } from './decisions.ts';
import type { Html, Part } from '../report/html.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { CycleNote, CycleRow, LiveData, ShownBreaker } from './cycle-note.ts';

const UNKNOWN = 'unknown';
const amount = (told: string): string | null => (told.startsWith(UNKNOWN) ? null : told);

const figure = (name: string, value: Part, beside: Part): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd><dd class="beside">${beside}</dd></div>`;

/** What the switch says, in one word or two. */
export const switchWord = (reading: KillSwitchReading | null): string => {
  if (reading === null) return 'not read yet';
  return reading.kind === 'read' ? reading.position : 'unreadable';
};

const switchPlace = (reading: KillSwitchReading | null): string => {
  if (reading === null) return '';
  return reading.kind === 'read' ? reading.source : `${reading.source}: ${reading.detail}`;
};

const alarming = (word: string, isCalm: boolean): Html =>
  isCalm ? html`${word}` : html`<span class="loss">${word}</span>`;

const peakOf = ({ peak }: CycleNote['record']): Html =>
  peak === 'none' ? html`no peak yet` : html`peak ${dollars(Number(peak))}`;

const figures = ({ killSwitch }: LiveData, { record, standing }: CycleNote): Html => {
  const says = switchWord(killSwitch);
  const { tradingState } = standing;
  return html`<dl class="figures">
${figure('Trading state', alarming(tradingState, tradingState === 'ACTIVE'), record.clearance)}
${figure('Kill switch', alarming(says, says === 'off'), switchPlace(killSwitch))}
${figure('Equity', shown(amount(record.equity), dollars), peakOf(record))}
${figure('Drawdown', shown(amount(record.drawdown), percent), 'below the peak')}
${figure('Exposure', shown(amount(record.exposure), dollars), 'the worst that may be lost')}
${figure('Cash', shown(standing.cash, dollars), plural(standing.orders.length, 'resting order'))}
</dl>`;
};

const unread = ({ record }: CycleNote): readonly string[] =>
  Object.entries(record.observed)
    .filter(([, read]) => read.startsWith(UNKNOWN))
    .map(([part, read]) => `${part}: ${read}`);

const holding = (note: CycleNote): Html => {
  const told = [...note.standing.held, ...unread(note)];
  return told.length === 0
    ? NOTHING
    : html`<div class="warnings" id="live-held"><h3>What holds trading back</h3>
<ul>${told.map((words) => html`<li>${words}</li>`)}</ul></div>`;
};

const average = (cost: string, shares: string): string =>
  Number(shares) === 0 ? '-' : (Number(cost) / Number(shares)).toFixed(4);

const positions = ({ standing }: CycleNote): Html =>
  table({
    caption: 'Positions',
    columns: [
      text('Market'),
      text('Outcome'),
      number('Shares'),
      number('Average price'),
      number('Cost'),
    ],
    rows: standing.positions.map(({ name, outcome, shares, cost }) => [
      name,
      outcome,
      shares,
      average(cost, shares),
      signed(cost, dollars),
    ]),
    empty: 'none.',
    foot: [],
  });

const orders = ({ standing }: CycleNote): Html =>
  table({
    caption: 'Resting orders, by our own books',
    columns: [
      text('Market'),
      text('Order'),
      number('Open'),
      number('Price'),
      text('Strategy'),
      text('Phase'),
      text('Expires'),
    ],
    rows: standing.orders.map((order) => [
      order.name,
      `${order.side} ${order.outcome}`,
      order.open,
      order.price,
      order.strategy,
      order.phase,
      order.expires === 'never' ? 'never' : moment(order.expires),
    ]),
    empty: 'none.',
    foot: [],
  });

const breakers = (all: readonly ShownBreaker[]): Html =>
  table({
    caption: 'Circuit breakers',
    columns: [text('Breaker'), text('State'), text('Why')],
    rows: all.map(({ name, state, detail }) => [name, alarming(state, state === 'closed'), detail]),
    empty: 'none.',
    foot: [],
  });

const cycles = (rows: readonly CycleRow[]): Html =>
  table({
    caption: 'Latest cycles',
    columns: [
      text('Time'),
      number('Cycle'),
      number('Wanted'),
      number('Placed'),
      number('Refused'),
      number('Canceled'),
      number('Fills'),
      number('Equity'),
      number('Exposure'),
      text('Trading state'),
      text('Kill switch'),
    ],
    rows: rows.map((row) => [
      moment(row.at),
      row.cycle,
      row.wanted,
      row.placed,
      row.refused,
      row.canceled,
      row.fills,
      shown(amount(row.equity), dollars),
      shown(amount(row.exposure), dollars),
      row.tradingState,
      row.killSwitch,
    ]),
    empty: 'none was saved yet.',
    foot: [],
  });

const folded = (id: string, summary: string, content: Html): Html =>
  html`<details id="${id}"><summary>${summary}</summary>${content}</details>`;

const WAITING = html`<p class="empty">No cycle has been saved yet.</p>`;

const told = (data: LiveData, note: CycleNote): Html => html`${figures(data, note)}
${holding(note)}
${decisions(note.record, data.lastWanting)}
${positions(note)}
${orders(note)}
${breakers(note.breakers)}
${folded('live-cycles', 'Latest cycles', cycles(data.cycles))}`;

const momentOf = ({ title, latest }: LiveData): Html =>
  latest === null
    ? WAITING
    : html`<p class="period">${title} \u00b7 cycle ${latest.record.cycle}, market time
<span class="moment">${moment(latest.record.at)} UTC</span></p>`;

/** The live part, for the place of the one that is shown. */
export const livePart = (data: LiveData): string => {
  const { session, latest } = data;
  const heading = session.kind === 'ended' ? 'At the end of the session' : 'Right now';
  return html`<h2 id="live-heading">${heading}</h2>
${momentOf(data)}
${latest === null ? NOTHING : told(data, latest)}`.html;
};
