// HTML from texts that anybody may have chosen: the names of markets are other people's words.
// Every text is escaped and cut where it enters, so that nothing here takes HTML from elsewhere.

/** HTML that was made here. */
export type Html = { readonly html: string };

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const TEXT_MAX = 160;

const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const escaped = (text: string): string => {
  const short = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}...` : text;
  return short
    .replace(CONTROL, ' ')
    .toWellFormed()
    .replace(/[&<>"']/g, (sign) => ESCAPES.get(sign) ?? '');
};

/** A text as HTML that shows it, and as an attribute's value: escaped, and cut where it is long. */
export const text = (content: string): Html => ({ html: escaped(content) });

/** An element without attributes around its parts. */
export const element = (name: 'p' | 'h4' | 'b', ...parts: readonly Html[]): Html => ({
  html: `<${name}>${parts.map(({ html }) => html).join('')}</${name}>`,
});

const cells = (row: readonly string[], name: 'td' | 'th'): string =>
  row.map((cell) => `<${name}>${escaped(cell)}</${name}>`).join('');

/** Rows below a header, so many at most. What is left out is counted. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  rowsMax: number,
): Html => {
  if (rows.length === 0) return element('p', text('none'));
  const body = rows.slice(0, rowsMax).map((row) => `<tr>${cells(row, 'td')}</tr>`);
  const left = rows.length - body.length;
  const more = left > 0 ? element('p', text(`and ${String(left)} more`)).html : '';
  return { html: `<table><tr>${cells(header, 'th')}</tr>${body.join('')}</table>${more}` };
};

/** A button that asks first, and then calls a function; its answer takes the widget's place. */
export type Button = {
  readonly label: string;
  readonly question: string;
  readonly endpoint: string;
  readonly event: Readonly<Record<string, string>>;
};

/**
 * A button of a custom widget.
 * Source: docs.aws.amazon.com/AmazonCloudWatch, "Interactivity in the custom widget", read
 * 2026-11-28.
 */
export const button = ({ label, question, endpoint, event }: Button): Html => ({
  html:
    `<a class="btn">${escaped(label)}</a><cwdb-action action="call" display="widget" ` +
    `confirmation="${escaped(question)}" endpoint="${escaped(endpoint)}">` +
    `${JSON.stringify(event).replaceAll('<', '\\u003c')}</cwdb-action>`,
});

/** Parts one after the other. */
export const page = (...parts: readonly Html[]): string => parts.map(({ html }) => html).join('\n');
