// Tables of the page: a caption, a header, numbers to the right, and a way to scroll them on a
// narrow screen with the keyboard as well.

import { html, NOTHING } from './html.ts';
import { plural } from './format.ts';
import type { Html, Part } from './html.ts';

/** A column: texts stand to the left, numbers to the right. */
export type Column = { readonly title: string; readonly holds: 'text' | 'number' };

/** A table. The first cell of a row names it. */
export type Table = {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Part[])[];
  /** What is said instead where there is no row. */
  readonly empty: string;
  /** Rows below the line at the foot: totals. */
  readonly foot: readonly (readonly Part[])[];
};

/** The most rows of a table that are shown. */
export const TABLE_ROWS_MAX = 100;

// With more columns a table is scrolled on a phone anyway, and its names may have some room.
const COLUMNS_NARROW = 5;

/** A column of text. */
export const text = (title: string): Column => ({ title, holds: 'text' });

/** A column of numbers. */
export const number = (title: string): Column => ({ title, holds: 'number' });

const classOf = (column: Column | undefined): string => (column?.holds === 'number' ? 'n' : 't');

const rowOf = (columns: readonly Column[], row: readonly Part[]): Html =>
  html`<tr>${row.map((cell, index) =>
    index === 0
      ? html`<th scope="row" class="${classOf(columns[0])}">${cell}</th>`
      : html`<td class="${classOf(columns[index])}">${cell}</td>`,
  )}</tr>`;

const body = ({ columns, rows, foot }: Table): Html =>
  html`<tbody>${rows.slice(0, TABLE_ROWS_MAX).map((row) => rowOf(columns, row))}</tbody>${
    foot.length === 0 ? NOTHING : html`<tfoot>${foot.map((row) => rowOf(columns, row))}</tfoot>`
  }`;

/** A table with what it says in its caption. */
export const table = (made: Table): Html => {
  const { caption, columns, rows, empty } = made;
  if (rows.length === 0) return html`<p class="empty"><b>${caption}:</b> ${empty}</p>`;
  const left = rows.length - TABLE_ROWS_MAX;
  const place = columns.length > COLUMNS_NARROW ? 'scroll wide' : 'scroll';
  return html`<div class="${place}" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(
    (column) => html`<th scope="col" class="${classOf(column)}">${column.title}</th>`,
  )}</tr></thead>
${body(made)}</table></div>${
    left > 0 ? html`<p class="note">${plural(left, 'more row')} not shown here.</p>` : NOTHING
  }`;
};
