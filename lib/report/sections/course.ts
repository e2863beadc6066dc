// The course of the portfolio: equity, drawdown with its limit, exposure with its cap.

import { dollars, moment, percent, shown } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { BY_LAST_BOOKS, endEquity } from '../end-equity.ts';
import { countingBand, incomeApart } from '../verdict.ts';
import { number, table, text } from '../table.ts';
import { highest } from './headline.ts';
import type { Html, Part } from '../html.ts';
import type { HighestExposure } from '../highest-exposures.ts';
import type { Amount, ReportBand, ReportData } from '../report-data.ts';

const chart = (id: string, title: string, words: Part): Html =>
  html`<figure>
<figcaption id="${id}-title"><b>${title}</b> ${words}</figcaption>
<div class="chart" data-chart="${id}" role="img" aria-labelledby="${id}-title"></div>
</figure>`;

const charts = (data: ReportData, band: ReportBand): Html => {
  const { equity, caps } = band;
  const income = incomeApart(data, band) === 0 ? '' : ', without income';
  const first = equity[0]?.equity ?? null;
  const { amount: last, by } = endEquity(band);
  const how = by === 'last-known-books' ? ` ${BY_LAST_BOOKS}` : '';
  const besides = `${how}, at what could be sold${income}`;
  const drawdown = shown(highest(equity, 'drawdown'), percent);
  const exposure = shown(highest(equity, 'exposure'), dollars);
  return html`${chart(
    'equity',
    'Equity',
    html`from ${shown(first, dollars)} to ${shown(last, dollars)}${besides}`,
  )}
${chart(
  'drawdown',
  'Drawdown',
  html`below the peak, ${drawdown} at the deepest; trading stops at ${percent(
    Number(caps.drawdownMax),
  )}`,
)}
${chart(
  'exposure',
  'Exposure',
  html`the worst that can be lost, ${exposure} at the most; cap ${dollars(
    Number(caps.exposureMax),
  )}, ${dollars(Number(caps.perMarketMax))} a market`,
)}`;
};

// Whether something was ever at stake of which no record says whose.
const isUntoldIn = ({ equity, highestExposures: { since } }: ReportBand): boolean =>
  equity.some(({ at, exposure }) => Number(exposure ?? 0) > 0 && (since === null || at < since));

const notTold = (since: string | null): Html =>
  html`<p class="note">Records ${since === null ? 'here' : html`before ${moment(since)} UTC`} keep
the exposure of all together alone. The risk manager lets no order add to what is above one of the
caps.</p>`;

const exposures = (band: ReportBand): Html => {
  const { equity, caps, highestExposures: highestOf } = band;
  const { category, event, market, since } = highestOf;
  const all = highest(equity, 'exposure');
  const isUntold = isUntoldIn(band);
  const scopes: readonly (readonly [string, most: HighestExposure | null, cap: Amount])[] = [
    ['Category', category, caps.perCategoryMax],
    ['Event', event, caps.perEventMax],
    ['Market', market, caps.perMarketMax],
  ];
  return html`${table({
    caption: 'Highest exposure against its cap',
    columns: [text('Of'), number('Highest'), number('Cap'), text('Which'), text('When, UTC')],
    rows: [
      ['All together', shown(all, dollars), shown(caps.exposureMax, dollars), '', ''],
      ...scopes.map(([scope, most, cap]) => [
        scope,
        shown(most?.exposure ?? (isUntold ? null : '0'), dollars),
        shown(cap, dollars),
        most?.name ?? '',
        most === null ? '' : moment(most.at),
      ]),
    ],
    empty: 'nothing.',
    foot: [],
  })}
${isUntold ? notTold(since) : NOTHING}`;
};

const EMPTY = html`<p class="empty">No cycle was saved, so that there is no course to draw.</p>`;

/** The section with the charts of the whole portfolio. */
export const course = (data: ReportData): Html => {
  const band = countingBand(data);
  const isEmpty = band === undefined || band.equity.length === 0;
  return html`<section id="equity" aria-labelledby="equity-heading">
<h2 id="equity-heading">Equity, drawdown and exposure</h2>
<p class="note">Lines are broken where no cycle ran or equity was not known.</p>
${isEmpty ? EMPTY : html`${charts(data, band)}${exposures(band)}`}
</section>`;
};
