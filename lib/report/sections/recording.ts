// How well the data was recorded, market by market, out of what `keel tape check` finds: heard
// while the tape was played.

import { count, lasting, moment, percent, UNKNOWN } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { number, table, text } from '../table.ts';
import type { DataQuality, MarketData } from '../recording-quality.ts';
import type { Html, Part } from '../html.ts';
import type { ReportData } from '../report-data.ts';

// Rounded down, so that what is not all of it never reads as 100.
const knownFor = ({ known }: MarketData): Part =>
  known === null ? UNKNOWN : percent(Math.floor(Number(known) * 1_000) / 1_000, 1);

const NO_BOOK = html`<span class="unknown">no book recorded</span>`;
const NONE = '\u2013';

// What was never there has no gaps.
const ofBook = (market: MarketData): readonly Part[] =>
  market.books === 0
    ? [NO_BOOK, NONE, NONE, NONE, NONE]
    : [
        knownFor(market),
        count(market.gaps),
        lasting(market.longestGapMs),
        lasting(market.longestSilenceMs),
        count(market.crossed),
      ];

const cells = (market: MarketData): readonly Part[] => [
  market.name,
  ...ofBook(market),
  count(market.levels),
  count(market.trades),
];

const worstFirst = (markets: readonly MarketData[]): readonly MarketData[] =>
  markets.toSorted((a, b) => Number(a.known ?? -1) - Number(b.known ?? -1));

const ofAll = ({ silence, disorder, outside, strangers, repeatedTrades }: DataQuality): Html => {
  const events = disorder + outside + strangers;
  return html`<p>Longest silence of all: ${lasting(silence.ms)} from ${moment(silence.from)}.
Events out of order, outside of the span or of no listed market: ${count(events)}. Trades that stand
twice: ${count(repeatedTrades)}.</p>`;
};

/** How well the data was recorded; nothing where nobody read it to its end. */
export const recordingOf = ({ source: { quality } }: ReportData): Html =>
  quality === null
    ? NOTHING
    : html`${ofAll(quality)}
${table({
  caption: 'How each market was recorded, the least known first',
  columns: [
    text('Market'),
    ...['Book known', 'Gaps', 'Longest gap', 'Longest silence'].map(number),
    ...['Sides met', 'Changes', 'Trades'].map(number),
  ],
  rows: worstFirst(quality.markets).map(cells),
  empty: 'it has none.',
  foot: [],
})}`;
