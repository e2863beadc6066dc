// What differs between bands stands once for each; the page's script shows the chosen one only.

import { html } from '../html.ts';
import { bandName } from './bands.ts';
import type { Html } from '../html.ts';
import type { ReportBand } from '../report-data.ts';

/** A part of the page for each band, with its name where there are several. */
export const perBand = (bands: readonly ReportBand[], ofBand: (band: ReportBand) => Html): Html => {
  if (bands.length === 0) return html`<p class="empty">Nothing was run.</p>`;
  return html`${bands.map(
    (band) => html`<div class="band" data-band="${band.name}">
${bands.length > 1 ? html`<p class="band-name">${bandName(band)}</p>` : ''}
${ofBand(band)}
</div>`,
  )}`;
};
