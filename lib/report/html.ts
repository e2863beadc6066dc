// HTML as a value: every text is escaped where it enters, so that the name of a market, which is
// other people's words, can never become markup.

/** HTML that was made here. */
export type Html = { readonly html: string };

/** What may stand in a template. */
export type Part = Html | string | number | readonly Part[];

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const escaped = (text: string): string =>
  text
    .replace(CONTROL, ' ')
    .toWellFormed()
    .replace(/[&<>"']/g, (sign) => ESCAPES.get(sign) ?? '');

const isHtml = (part: Html | readonly Part[]): part is Html => 'html' in part;

const textOf = (part: Part): string => {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return isHtml(part) ? part.html : part.map(textOf).join('');
};

/** A template whose texts are escaped, in content and in quoted attributes alike. */
export const html = (markup: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: markup.map((text, index) => text + textOf(parts[index] ?? '')).join(''),
});

/** Nothing. */
export const NOTHING: Html = { html: '' };

/** HTML from a text that is markup already: only for what this program ships itself. */
export const trusted = (markup: string): Html => ({ html: markup });
