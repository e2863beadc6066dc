// The top of the page: what was run, what it came to, and what has to be known before a number
// below is believed.

import { count, dollars, moment, percent, plural, shown, signed, span } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { BY_LAST_BOOKS, endEquity, whyApart } from '../end-equity.ts';
import { countingBand, incomeApart, verdictOf } from '../verdict.ts';
import type { Html, Part } from '../html.ts';
import type { Amount, EquityRow, PnlRow, ReportBand, ReportData } from '../report-data.ts';

const KINDS: Readonly<Record<ReportData['kind'], string>> = {
  backtest: 'Backtest',
  paper: 'Paper session',
  live: 'Live portfolio',
};

/** The highest of the known values of a series; null where none is known. */
export const highest = (rows: readonly EquityRow[], part: 'drawdown' | 'exposure'): Amount =>
  rows.reduce<Amount>((most, row) => {
    const value = row[part];
    if (value === null) return most;
    return most === null || Number(value) > Number(most) ? value : most;
  }, null);

const over = (rows: readonly PnlRow[], part: 'fills' | 'volume'): number =>
  rows.reduce((sum, row) => sum + Number(row[part] ?? 0), 0);

/** Fills and volume of a band. */
export const activityOf = ({ byMarket }: ReportBand) => ({
  fills: over(byMarket, 'fills'),
  volume: over(byMarket, 'volume'),
});

const figure = (name: string, value: Part, beside: Part): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd><dd class="beside">${beside}</dd></div>`;

// Whoever takes the first equity from the last one would miss it in net.
const withoutIncome = (data: ReportData, band: ReportBand): Part => {
  const income = incomeApart(data, band);
  if (income === 0) return NOTHING;
  const amount = shown(income === null ? null : String(income), dollars);
  return html`<br>without income, which net has: ${amount}`;
};

const besideEquity = (data: ReportData, band: ReportBand): Html => {
  const how = endEquity(band).by === 'last-known-books' ? html`${BY_LAST_BOOKS}<br>` : NOTHING;
  const why = whyApart(data, band);
  const first = shown(band.equity[0]?.equity ?? null, dollars);
  const apart = why === null ? NOTHING : html`<br>${why}`;
  return html`${how}from ${first}${withoutIncome(data, band)}${apart}`;
};

const figures = (data: ReportData, band: ReportBand): Html => {
  const { money, equity, caps, byMarket, cycles } = band;
  const { fills, volume } = activityOf(band);
  const traded = byMarket.filter((row) => row.fills > 0).length;
  return html`<dl class="figures">
${figure('Net', signed(money.net, dollars), 'after fees, with income')}
${figure('Equity at the end', shown(endEquity(band).amount, dollars), besideEquity(data, band))}
${figure(
  'Deepest drawdown',
  shown(highest(equity, 'drawdown'), percent),
  `limit ${percent(Number(caps.drawdownMax))}`,
)}
${figure(
  'Highest exposure',
  shown(highest(equity, 'exposure'), dollars),
  `cap ${dollars(Number(caps.exposureMax))}`,
)}
${figure('Fills', count(fills), `${dollars(volume)} traded on ${plural(traded, 'market')}`)}
${figure('Cycles', count(cycles), 'one decision each')}
</dl>`;
};

const warnings = ({ warnings: told }: ReportData): Html =>
  told.length === 0
    ? NOTHING
    : html`<section id="warnings" class="warnings" aria-labelledby="warnings-title">
<h2 id="warnings-title">Before you believe it</h2>
<ul>${told.map((words) => html`<li>${words}</li>`)}</ul>
</section>`;

/** The headline of the page. */
export const headline = (data: ReportData): Html => {
  const { kind, title, madeBy, source } = data;
  const { tone, headline: said, words } = verdictOf(data);
  const band = countingBand(data);
  const period = `${moment(source.from)} to ${moment(source.to)} UTC`;
  return html`<section id="verdict" aria-labelledby="title">
<p class="kicker">${KINDS[kind]} \u00b7 made by ${madeBy}</p>
<h1 id="title">${title}</h1>
<p class="period">${source.name}<br>${period} (${span(source.from, source.to)})</p>
<p class="verdict ${tone}">${said}</p>
<p class="words">${words}${kind === 'backtest' || band === undefined ? '' : ` ${band.model}`}</p>
${band === undefined ? NOTHING : figures(data, band)}
</section>
${warnings(data)}`;
};
