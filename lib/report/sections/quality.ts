// How good the fills were, how orders fared in the queue, what was refused, and how good the fair
// prices were.

import { count, dollars, fixed, percent, plural, shown, signed, UNKNOWN } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { REFUSALS_PAGE, wordsFor } from '../refusal-words.ts';
import { HORIZONS } from '../report-data.ts';
import { number, table, text } from '../table.ts';
import { perBand } from './per-band.ts';
import type { Html, Part } from '../html.ts';
import type { Horizon, MarkoutRow, ReportBand, ReportData } from '../report-data.ts';

const cents = (value: number): string => `${fixed(value, 2)}\u202f\u00a2`;

const HORIZON_WORDS: Readonly<Record<Horizon, string>> = {
  '10s': '10\u202fs',
  '60s': '60\u202fs',
  '5min': '5\u202fmin',
};

const markoutCell = (row: MarkoutRow | undefined): Part => {
  if (row === undefined) return UNKNOWN;
  const { fills, unknown, meanCents } = row;
  const known = unknown === 0 ? '' : `${fixed(fills, 0)} of `;
  const told = `${known}${plural(fills + unknown, 'fill')}`;
  const inAll = html`<small>${shown(row.dollars, dollars)}</small><small>${told}</small>`;
  return html`${signed(meanCents, cents)}${inAll}`;
};

const markoutsOf = ({ markouts }: ReportBand): Html =>
  table({
    caption: 'Markouts: how far the mid moved our way, a share and in all',
    columns: [
      text('Strategy'),
      ...HORIZONS.map((horizon) => number(`${HORIZON_WORDS[horizon]} after the fill`)),
    ],
    rows: [...Map.groupBy(markouts, ({ strategy }) => strategy)].map(([strategy, rows]) => [
      strategy,
      ...HORIZONS.map((horizon) => markoutCell(rows.find((row) => row.horizon === horizon))),
    ]),
    empty: 'no fill to follow.',
    foot: [],
  });

const one = (value: number): string => fixed(value, 1);

const queueRows = ({ queue }: ReportBand): readonly (readonly Part[])[] => [
  ['Orders placed to rest', count(queue.placed)],
  ['Filled to the last share', count(queue.filled)],
  ['Filled in part', count(queue.partly)],
  ['Fill rate, orders with any fill', shown(queue.fillRate, (rate) => percent(rate, 1))],
  ['Median time to the first fill', shown(queue.medianSecondsToFill, (s) => `${one(s)}\u202fs`)],
  ['Median shares ahead when placed', shown(queue.medianAheadShares, one)],
];

// A backtest sees the queue; what a portfolio records has it not.
const withoutQueue = ({ name, queue }: ReportBand): Html =>
  name === 'as-played' && queue.medianAheadShares === null
    ? html`<p class="note">Records do not say what stood before an order when it was placed.</p>`
    : NOTHING;

const queueOf = (band: ReportBand): Html => html`${queueTable(band)}${withoutQueue(band)}`;

const queueTable = (band: ReportBand): Html =>
  table({
    caption: 'Fill rate and queue',
    columns: [text('Measure'), number('Value')],
    rows: queueRows(band),
    empty: 'nothing was counted.',
    foot: [],
  });

const NO_BRIER = html`<p class="empty"><b>Brier score:</b> none, since no market with a fair price
is known to be resolved.</p>`;

const brierOf = ({ brier }: ReportBand): Html => {
  if (brier === null) return NO_BRIER;
  const [fair, mid] = [fixed(Number(brier.score), 4), fixed(Number(brier.mid), 4)];
  const markets = plural(brier.markets, 'resolved market');
  return html`<p><b>Brier score</b> of the fair price ${fair}, of the mid ${mid}, over
${plural(brier.n, 'look')} at ${markets}. Lower is better: 0 is knowing, 0.25 is saying one half
each time. Looks at one market hang together, so that few markets say little.</p>`;
};

const refusalsOf = ({ refusals }: ReportBand): Html =>
  table({
    caption: 'Refused by the risk manager',
    columns: [text('Code'), number('Times'), text('What it means')],
    rows: refusals.map(({ code, times }) => [
      html`<code>${code}</code>`,
      count(times),
      wordsFor(code),
    ]),
    empty: 'nothing was refused.',
    foot: [],
  });

const executionOf = (
  band: ReportBand,
): Html => html`<div class="pair"><div>${markoutsOf(band)}</div>
<div>${queueOf(band)}</div></div>${brierOf(band)}`;

/** The section on execution. */
export const qualitySection = ({ bands }: ReportData): Html =>
  html`<section id="quality" aria-labelledby="quality-heading">
<h2 id="quality-heading">Quality of fills and prices</h2>
<p>A positive markout means that the mid moved our way after the fill; a negative one that we were
picked off.</p>
${perBand(bands, executionOf)}
</section>
<section id="refusals" aria-labelledby="refusals-heading">
<h2 id="refusals-heading">Refusals</h2>
<p class="note">What to do about each code: <code>${REFUSALS_PAGE}</code> in the repository.</p>
${perBand(bands, refusalsOf)}
</section>`;
