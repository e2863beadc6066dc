// Where everything came from: the data and what is wrong with it, every setting, and the command
// that makes the same report again.

import { count, plural } from '../format.ts';
import { html, NOTHING } from '../html.ts';
import { number, table, text } from '../table.ts';
import { recordingOf } from './recording.ts';
import type { Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';

// What a portfolio counts are its own reads and books: faults of a tape are another matter.
const uncounted = ({ kind }: ReportData): Html =>
  kind === 'paper'
    ? html`<p class="note">Faults of the tape itself are not counted here: a session on a recording
writes them to <code>problems-PORTFOLIO.txt</code> beside its state.</p>`
    : NOTHING;

const problems = ({ kind, source }: ReportData): Html =>
  table({
    caption:
      kind === 'backtest'
        ? 'Faults found in the data'
        : 'Reads that failed and books that differed',
    columns: [text('Kind'), number('Times'), number('Rows'), text('The first of them')],
    rows: source.problems.map(({ kind, times, rows, example }) => [
      kind,
      count(times),
      count(rows),
      example,
    ]),
    empty: 'none were found.',
    foot: [],
  });

const provenance = ({ source }: ReportData): Html =>
  table({
    caption: 'What is known of the markets, and from where',
    columns: [text('Field'), text('Value'), text('Origin')],
    rows: source.provenance.map(({ field, value, origin }) => [field, value, origin]),
    empty: 'nothing is noted.',
    foot: [],
  });

// A long name breaks where it has a dot, and nowhere else.
const breakable = (name: string): Html => {
  const [first = '', ...others] = name.split('.');
  return html`<code>${first}${others.map((part) => html`.<wbr>${part}`)}</code>`;
};

const settings = ({ settings: all }: ReportData): Html => {
  if (all.length === 0) return html`<p class="empty"><b>Settings:</b> none are noted.</p>`;
  const groups = [...Map.groupBy(all, ({ origin }) => origin)];
  return html`<details class="settings"><summary>All ${plural(all.length, 'setting')}</summary>
${groups.map(([origin, rows]) =>
  table({
    caption: `Settings: ${origin}`,
    columns: [text('Setting'), text('Value')],
    rows: rows.map(({ name, value }) => [breakable(name), value]),
    empty: '',
    foot: [],
  }),
)}</details>`;
};

/** The sections on data and settings. */
export const originSections = (data: ReportData): Html => {
  const { source, command } = data;
  return html`<section id="data" aria-labelledby="data-heading">
<h2 id="data-heading">Data quality</h2>
<dl class="facts">
<dt>Data</dt><dd>${source.name}</dd>
<dt>Identity</dt><dd><code>${source.identity}</code></dd>
<dt>Events played</dt><dd>${count(source.events)}</dd>
</dl>
${problems(data)}
${uncounted(data)}
${recordingOf(data)}
${provenance(data)}
</section>
<section id="settings" aria-labelledby="settings-heading">
<h2 id="settings-heading">Settings, and how to repeat it</h2>
<pre tabindex="0"><code>${command}</code></pre>
${settings(data)}
</section>`;
};
