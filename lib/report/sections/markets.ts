// One market at a time: its price with our quotes and fills, and what we held.

import { plural } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { perBand } from './per-band.ts';
import type { Html } from '../html.ts';
import type { MarketDetail, ReportBand, ReportData } from '../report-data.ts';

const labelOf = ({ name, category, result, fills, fillsLeftOut }: MarketDetail): string => {
  const filled = plural(fills.length + fillsLeftOut, 'fill');
  return `${name} \u00b7 ${category} \u00b7 ${filled}${result === null ? '' : ` \u00b7 ${result}`}`;
};

const leftOut = ({ markets, marketsLeftOut }: ReportBand): Html => {
  if (marketsLeftOut === 0) return NOTHING;
  return markets.length === 0
    ? html`<p class="note">${plural(marketsLeftOut, 'market')} not drawn: the page would be too
large.</p>`
    : html`<p class="note">${plural(marketsLeftOut, 'more market')} not drawn: those with the most
fills are.</p>`;
};

const selector = (band: ReportBand): Html => {
  const id = `market-${band.name}`;
  return html`<p class="control"><label for="${id}">Market</label>
<select id="${id}" data-markets="${band.name}">${band.markets.map(
    (detail, index) => html`<option value="${index}">${labelOf(detail)}</option>`,
  )}</select></p>`;
};

const charts = (band: ReportBand): Html => html`<figure>
<figcaption><b>Price on the YES book</b> with our quotes; triangles are our fills, upwards where we
bought YES or sold NO</figcaption>
<div class="chart" role="img" data-market-chart="price" data-of="${band.name}"></div>
<p class="mark-words" data-mark-words="${band.name}">Point at a fill, or touch it, to read it.</p>
</figure>
<figure>
<figcaption><b>Inventory</b> YES less NO shares</figcaption>
<div class="chart" role="img" data-market-chart="inventory" data-of="${band.name}"></div>
</figure>
<details><summary>Fills of this market as a list</summary>
<ol class="fills" data-fills="${band.name}"></ol></details>`;

const NONE = html`<p class="empty">No market was looked at, or the records are of a version that did
not keep what it saw.</p>`;

const ofBand = (band: ReportBand): Html => {
  if (band.markets.length > 0) return html`${selector(band)}${charts(band)}${leftOut(band)}`;
  return band.marketsLeftOut === 0 ? NONE : leftOut(band);
};

/** The section on single markets. */
export const marketsSection = ({ bands }: ReportData): Html =>
  html`<section id="markets" aria-labelledby="markets-heading">
<h2 id="markets-heading">Market by market</h2>
${perBand(bands, ofBand)}
</section>`;
