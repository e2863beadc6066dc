// The page of a report: one HTML document that asks nothing of anybody. Everything it needs is in
// it, and its content security policy lets nothing else run or load.

import { chartData } from './charts-of.ts';
import { html, NOTHING, trusted } from './html.ts';
import { bandName, bandsSection } from './sections/bands.ts';
import { course } from './sections/course.ts';
import { headline } from './sections/headline.ts';
import { marketsSection } from './sections/markets.ts';
import { originSections } from './sections/origin.ts';
import { pnlSection } from './sections/pnl.ts';
import { qualitySection } from './sections/quality.ts';
import type { ChartData } from './chart-spec.ts';
import type { Html } from './html.ts';
import type { ReportData } from './report-data.ts';

/** A text that the page carries, with the hash that its policy names it by. */
export type Asset = { readonly text: string; readonly sha256: string };

/** What the page carries besides the data. */
export type PageAssets = {
  /** In the order in which they run. */
  readonly scripts: readonly Asset[];
  readonly styles: readonly Asset[];
};

/** What the page's script is given to show: content made here, and what its charts draw. */
export type Shown = { readonly body: string; readonly charts: ChartData };

/** No page is larger. Unit: bytes. */
export const PAGE_BYTES_MAX = 2_000_000;

// Tried in this order until the page is small enough: less of every market, then fewer markets.
const DETAILS = [400, 200, 100, 50, 25, 10, 4].map((max) => ({ looksMax: max, fillsMax: max }));
const FEWER_MARKETS = [20, 5, 0];

const SECTIONS = [
  ['verdict', 'Result'],
  ['equity', 'Equity'],
  ['bands', 'Bands'],
  ['pnl', 'Profit and loss'],
  ['markets', 'Markets'],
  ['quality', 'Fills'],
  ['refusals', 'Refusals'],
  ['data', 'Data'],
  ['settings', 'Settings'],
] as const;

const bandChoice = ({ bands }: ReportData): Html =>
  bands.length < 2
    ? NOTHING
    : html`<fieldset class="choice" id="band-choice"><legend>Band shown</legend>${bands.map(
        (band, index) =>
          html`<label><input type="radio" name="band" value="${band.name}"${
            index === 0 ? html` checked` : NOTHING
          }>${bandName(band)}</label>`,
      )}</fieldset>`;

const content = (data: ReportData): Html => html`${headline(data)}
${course(data)}
${bandsSection(data)}
${bandChoice(data)}
${pnlSection(data)}
${marketsSection(data)}
${qualitySection(data)}
${originSections(data)}`;

/** What the page's script shows in place of what it shows now. */
export const shownOf = (data: ReportData, detail = DETAILS[0]): Shown => ({
  body: content(data).html,
  charts: chartData(data, detail ?? { looksMax: 0, fillsMax: 0 }),
});

/** What stands around a report where the page is more than the report. */
export type Frame = {
  /** Sections beside those of the report, before them: id and name. */
  readonly sections: readonly (readonly [id: string, name: string])[];
  /** Stands before the report, and is not replaced when a newer one is shown. */
  readonly before: Html;
  /** Whom the page may ask while it is shown. */
  readonly connects: 'to-nobody' | 'to-its-server';
};

const ALONE: Frame = { sections: [], before: NOTHING, connects: 'to-nobody' };

/** The content security policy of a page, as its document carries it. */
export const policyOf = ({ scripts, styles }: PageAssets, connects: Frame['connects']): string => {
  const hashes = (assets: readonly Asset[]): string =>
    assets.map(({ sha256 }) => `'sha256-${sha256}'`).join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashes(scripts)}`,
    `style-src ${hashes(styles)}`,
    'img-src data:',
    ...(connects === 'to-its-server' ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
};

// What a tab can show, and more.
const TITLE_MAX = 200;

// A square with the line of an equity curve.
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect " +
  "width='16' height='16' rx='3' fill='%230b5cad'/%3E%3Cpath d='M2 12l4-4 3 2 5-6' fill='none' " +
  "stroke='white' stroke-width='2'/%3E%3C/svg%3E";

const THEME = html`<fieldset class="choice" id="theme-choice"><legend>Colours</legend>
<label><input type="radio" name="theme" value="system" checked>System</label>
<label><input type="radio" name="theme" value="light">Light</label>
<label><input type="radio" name="theme" value="dark">Dark</label></fieldset>`;

// Inside a script element only its end could do harm.
const inScript = (value: unknown): Html =>
  trusted(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** A page with its assets and what stands around its report. */
export type PageParts = { readonly assets: PageAssets; readonly frame: Frame };

/** The document of a page, of whatever size. */
export const documentOf = (
  data: ReportData,
  { body, charts }: Shown,
  { assets, frame }: PageParts,
): string =>
  html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(assets, frame.connects)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${data.title.slice(0, TITLE_MAX)} \u00b7 Keel</title>
<link rel="icon" href="${ICON}">
${assets.styles.map((style) => html`<style>${trusted(style.text)}</style>`)}
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>
<nav aria-label="Sections"><ul>${[
    ...frame.sections,
    ...SECTIONS.filter(([id]) => id !== 'bands' || data.bands.length > 1),
  ].map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${THEME}
</header>
<noscript><p class="note">The charts need scripts; the tables do without.</p></noscript>
${frame.before}
<main id="main">
${trusted(body)}
</main>
<footer><p>Times are UTC, amounts US dollars. A past result promises nothing.</p>
<p>Charts by uPlot, MIT licence, copyright Leon Sorokin.</p></footer>
<script type="application/json" id="chart-data">${inScript(charts)}</script>
${assets.scripts.map((script) => html`<script>${trusted(script.text)}</script>`)}
</body>
</html>
`.html;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** A page that is small enough, and what it shows. */
export type Fitted = { readonly page: string; readonly shown: Shown };

const withMarkets = (data: ReportData, max: number): ReportData => ({
  ...data,
  bands: data.bands.map((band) => ({
    ...band,
    markets: band.markets.slice(0, max),
    marketsLeftOut: band.marketsLeftOut + Math.max(0, band.markets.length - max),
  })),
});

// What no market takes room in is bounded where this program makes it, not where others do.
const TOO_LARGE: Shown = {
  body: html`<section id="verdict" aria-labelledby="title">
<h1 id="title">This report is too large for a page</h1>
<p class="words">No page is larger than ${String(PAGE_BYTES_MAX / 1_000_000)} MB, and this one would
be without any of its markets. Its data is whole: <code>--json</code> prints it.</p>
</section>`.html,
  charts: { charts: {}, markets: {} },
};

function* smallerAndSmaller(data: ReportData): Generator<Shown, void, undefined> {
  for (const detail of DETAILS) yield shownOf(data, detail);
  for (const max of FEWER_MARKETS) yield shownOf(withMarkets(data, max), DETAILS.at(-1));
}

/** Makes a page that is small enough, by showing less, or by saying that it cannot be shown. */
export const fittedPage = (data: ReportData, pageOf: (shown: Shown) => string): Fitted => {
  for (const shown of smallerAndSmaller(data)) {
    const page = pageOf(shown);
    if (bytesOf(page) < PAGE_BYTES_MAX) return { shown, page };
  }
  return { shown: TOO_LARGE, page: pageOf(TOO_LARGE) };
};

/** The page of a report. */
export const reportPage = (data: ReportData, assets: PageAssets): string =>
  fittedPage(data, (shown) => documentOf(data, shown, { assets, frame: ALONE })).page;
