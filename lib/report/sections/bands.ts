// The bands of a backtest side by side: how much of the result hangs on how fills are modelled.

import { count, dollars, fixed, percent, shown, signed } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { number, table, text } from '../table.ts';
import { activityOf, highest } from './headline.ts';
import type { Html, Part } from '../html.ts';
import type { Amount, ReportBand, ReportData } from '../report-data.ts';

type Measure = {
  readonly name: string;
  readonly of: (band: ReportBand) => Part;
};

// Fees are paid: they stand as what they take away.
const paid = (amount: Amount): Amount => (amount === null ? null : String(-Number(amount)));

const MEASURES: readonly Measure[] = [
  { name: 'Net', of: ({ money }) => html`<b>${signed(money.net, dollars)}</b>` },
  { name: 'Realized', of: ({ money }) => signed(money.realized, dollars) },
  { name: 'Unrealized', of: ({ money }) => signed(money.unrealized, dollars) },
  { name: 'Fees', of: ({ money }) => signed(paid(money.fees), dollars) },
  { name: 'Rebates', of: ({ money }) => signed(money.rebates, dollars) },
  { name: 'Rewards', of: ({ money }) => signed(money.rewards, dollars) },
  { name: 'Yield', of: ({ money }) => signed(money.yield, dollars) },
  { name: 'Deepest drawdown', of: ({ equity }) => shown(highest(equity, 'drawdown'), percent) },
  { name: 'Highest exposure', of: ({ equity }) => shown(highest(equity, 'exposure'), dollars) },
  { name: 'Fills', of: (band) => count(activityOf(band).fills) },
  { name: 'Volume', of: (band) => dollars(activityOf(band).volume) },
  { name: 'Fill rate', of: ({ queue }) => shown(queue.fillRate, (rate) => percent(rate, 1)) },
  {
    name: 'Brier score',
    of: ({ brier }) => (brier === null ? 'none' : fixed(Number(brier.score), 4)),
  },
];

const NAMES: Readonly<Record<ReportBand['name'], string>> = {
  pessimistic: 'Pessimistic (counts)',
  base: 'Base',
  optimistic: 'Optimistic',
  'as-played': 'As played',
};

/** The name of a band as people read it. */
export const bandName = ({ name }: Pick<ReportBand, 'name'>): string => NAMES[name];

const models = (bands: readonly ReportBand[]): Html =>
  html`<dl class="models">${bands.map(
    (band) => html`<dt>${bandName(band)}</dt><dd>${band.model}</dd>`,
  )}</dl>`;

/** The section that compares the bands; nothing where there is one only. */
export const bandsSection = ({ bands }: ReportData): Html =>
  bands.length < 2
    ? NOTHING
    : html`<section id="bands" aria-labelledby="bands-heading">
<h2 id="bands-heading">The bands side by side</h2>
<p>The same data, limits and rules of decision; only what is assumed about fills differs. Fills are
ordered, money is not: a better place in the queue fills an order at least as far, also the one that
the price is about to leave behind, and every fill changes the quotes after it. A kinder band may
therefore earn less.</p>
${table({
  caption: 'Results in each band',
  columns: [text('Measure'), ...bands.map((band) => number(bandName(band)))],
  rows: MEASURES.map(({ name, of }) => [name, ...bands.map(of)]),
  empty: 'nothing was run.',
  foot: [],
})}
${models(bands)}
</section>`;
