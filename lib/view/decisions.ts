// What a cycle decided: every order that a strategy wanted, why, and what became of it on its way
// through the gate to the venue.

import { plural } from '../report/format.ts';
import { html, NOTHING } from '../report/html.ts';
import { number, table, text } from '../report/table.ts';
import type { CycleRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { Html, Part } from '../report/html.ts';

const REFUSED = 'refused';

// What matched at once was taken by the venue as what came to rest was.
const isPlaced = ({ result }: OrderRecord): boolean => result === 'placed' || result === 'matched';

const resultOf = (order: OrderRecord): Part => {
  const { result } = order;
  return isPlaced(order) ? result : html`<span class="loss">${result}</span>`;
};

const summaryOf = (orders: readonly OrderRecord[]): string => {
  const placed = orders.filter(isPlaced).length;
  const refused = orders.filter(({ result }) => result.startsWith(REFUSED)).length;
  const others = orders.length - placed - refused;
  return [
    `${plural(orders.length, 'order')} wanted`,
    `${String(placed)} placed`,
    ...(refused > 0 ? [`${String(refused)} refused by the gate`] : []),
    ...(others > 0 ? [`${String(others)} otherwise`] : []),
  ].join(', ');
};

const ofStrategy = (strategy: string, orders: readonly OrderRecord[]): Html =>
  table({
    caption: `${strategy}: ${summaryOf(orders)}`,
    columns: [
      text('Market'),
      text('Order'),
      number('Size'),
      number('Price'),
      text('Why'),
      text('Result'),
    ],
    rows: orders.map((order) => [
      order.market,
      `${order.side} ${order.outcome}`,
      order.size,
      order.price,
      order.reason,
      resultOf(order),
    ]),
    empty: 'nothing.',
    foot: [],
  });

const list = (id: string, summary: string, lines: readonly string[]): Html =>
  lines.length === 0
    ? NOTHING
    : html`<details id="${id}"><summary>${summary}</summary>
<ul class="lines">${lines.map((line) => html`<li>${line}</li>`)}</ul></details>`;

const fillLine = (fill: CycleRecord['fills'][number]): string =>
  `${fill.strategy} ${fill.side} ${fill.outcome} ${fill.size} at ${fill.price} ` +
  `on ${fill.market}, ${fill.role}, ${fill.status}`;

const beside = (record: CycleRecord): Html => {
  const { fills, canceled, reports, chain, mismatches } = record;
  const notQuoted = Object.entries(record.notQuoted);
  return html`${list('live-fills', plural(fills.length, 'fill'), fills.map(fillLine))}
${list(
  'live-canceled',
  plural(canceled.length, 'order canceled', 'orders canceled'),
  canceled.map(({ order, reason }) => `${reason}: ${order}`),
)}
${list(
  'live-not-quoted',
  'What kept market making from quoting',
  notQuoted.map(([cause, markets]) => `${cause}: ${plural(markets, 'market')}`),
)}
${list('live-mismatches', 'Where our books and the venue differ', mismatches)}
${list('live-reports', 'What was reported', [...reports, ...chain])}`;
};

const heading = ({ cycle }: CycleRecord, isLatest: boolean): string =>
  isLatest ? 'Decisions' : `Decisions of cycle ${String(cycle)}: the latest wanted nothing`;

/** The decisions of the latest cycle, or of the last one before it that wanted anything. */
export const decisions = (latest: CycleRecord, lastWanting: CycleRecord | null): Html => {
  const record = latest.orders.length === 0 ? (lastWanting ?? latest) : latest;
  const groups = [...Map.groupBy(record.orders, ({ strategy }) => strategy)];
  return html`<h3>${heading(record, record === latest)}</h3>
<p class="note">${plural(record.kept, 'order')} kept as they rest.</p>
${groups.length === 0 ? html`<p class="empty">Nothing was wanted.</p>` : NOTHING}
<div class="decisions">${groups.map(([strategy, orders]) => ofStrategy(strategy, orders))}</div>
${beside(record)}`;
};
