// Numbers as the page prints them: a true minus sign, thousands apart, and a word for what is not
// known.

import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Amount } from './report-data.ts';

const MINUS = '\u2212';
const THIN_SPACE = '\u202f';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

type Decimal = { readonly sign: string; readonly text: string };

const decimal = (value: number, digits: number): Decimal => {
  const [whole = '0', rest] = Math.abs(value).toFixed(digits).split('.');
  const text = rest === undefined ? grouped(whole) : `${grouped(whole)}.${rest}`;
  return { sign: value < 0 && /[1-9]/.test(text) ? MINUS : '', text };
};

/** A number with so many decimals. */
export const fixed = (value: number, digits: number): string => {
  const { sign, text } = decimal(value, digits);
  return `${sign}${text}`;
};

/** Dollars and cents. */
export const dollars = (value: number): string => {
  const { sign, text } = decimal(value, 2);
  return `${sign}$${text}`;
};

/** A ratio in percent. */
export const percent = (ratio: number, digits = 2): string =>
  `${fixed(100 * ratio, digits)}${THIN_SPACE}%`;

/** What is said where a number is not known. */
export const UNKNOWN: Html = html`<span class="unknown">unknown</span>`;

/** An amount as it is printed, or the word for an unknown one. */
export const shown = (amount: Amount, format: (value: number) => string): Html =>
  amount === null ? UNKNOWN : html`${format(Number(amount))}`;

/** The same, with losses set apart by colour besides their sign. */
export const signed = (amount: Amount, format: (value: number) => string): Html => {
  if (amount === null) return UNKNOWN;
  const text = format(Number(amount));
  if (text.startsWith(MINUS)) return html`<span class="loss">${text}</span>`;
  return /[1-9]/.test(text) ? html`${text}` : html`<span class="zero">${text}</span>`;
};

/** A count, or the word for an unknown one. */
export const count = (times: number | null): Html =>
  times === null ? UNKNOWN : html`${fixed(times, 0)}`;

/** One thing or several of them. */
export const plural = (times: number, one: string, many = `${one}s`): string =>
  `${fixed(times, 0)} ${times === 1 ? one : many}`;

/** A moment to the second, in UTC. */
export const moment = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

const inUnits = (seconds: number): string => {
  let left = seconds;
  const parts: string[] = [];
  for (const [length, name] of UNITS) {
    const whole = Math.floor(left / length);
    left -= whole * length;
    if (whole > 0 && parts.length < 2) parts.push(`${String(whole)} ${name}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
};

/** A time span in its two largest units. */
export const span = (from: string, to: string): string =>
  inUnits(Math.round((Date.parse(to) - Date.parse(from)) / 1_000));

/** A length of time in its two largest units, or in milliseconds. Unit: ms. */
export const lasting = (ms: number): string =>
  ms > 0 && ms < 1_000 ? `${fixed(ms, 0)} ms` : inUnits(Math.floor(ms / 1_000));
