// How the text of a variable becomes a value, and the words that say which texts are allowed. Both
// stand together, so that the generated reference cannot promise what the parser refuses.

import { parseDecimal } from '../units/fixed-point.ts';
import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';
import type { Fault } from './config-error.ts';

/**
 * A kind of value: what is allowed, in words and as a parser. A secret one is never shown, and a
 * withheld one not while it is wrong: a secret may stand where its name belongs.
 */
export type ValueKind<T> = {
  readonly secrecy: 'public' | 'withheld' | 'secret';
  readonly allowed: string;
  readonly parse: (text: string) => Result<T, Fault>;
};

type Failure = { readonly ok: false; readonly error: Fault };

/** Reports a text of the wrong form. */
export const malformed = (part: string, problem: string): Failure =>
  err({ kind: 'MALFORMED', problem, part });

const outOfRange = (part: string, problem: string): Failure =>
  err({ kind: 'OUT_OF_RANGE', problem, part });

const OUTER_BLANK = /^\s|\s$/;
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Makes a kind of value that is never empty and never hides a blank or a control character. */
export const valueKind = <T>(
  allowed: string,
  parse: (text: string) => Result<T, Fault>,
): ValueKind<T> => ({
  secrecy: 'public',
  allowed,
  parse: (text) => {
    if (text === '') return malformed(text, 'is empty; remove the variable to leave it unset');
    if (OUTER_BLANK.test(text)) return malformed(text, 'begins or ends with a blank');
    if (CONTROL.test(text)) return malformed(text, 'holds a control character');
    return parse(text);
  },
});

/** Makes a kind of value that no error shows. */
export const secretKind = <T>(
  allowed: string,
  parse: (text: string) => Result<T, Fault>,
): ValueKind<T> => ({ ...valueKind(allowed, parse), secrecy: 'secret' });

const withoutSeparators = (text: string): string => text.replaceAll(/[,_' ]/g, '');

// Numbers as people write them, and what to write instead. The first that fits is said.
const HINTS: readonly (readonly [form: RegExp, hint: (text: string) => string])[] = [
  [
    /^\d{1,3}(?:[,_' ]\d{3})+(?:\.\d+)?$/,
    (text) => `has thousands separators; write ${withoutSeparators(text)}`,
  ],
  [/^\d+,\d+$/, (text) => `has a decimal comma; write ${text.replace(',', '.')}`],
  [/^[\d.]+e[+-]?\d+$/i, () => 'is in scientific notation; write it out'],
  [/^(?:[$€£]\s*[\d.]+|[\d.]+\s*[a-z%$¢€]+)$/i, () => 'carries a unit; write the number alone'],
  [/^\+[\d.]+$/, () => 'has a plus sign; write the number alone'],
  [/^-[\d.]+$/, () => 'is negative'],
];

const numberHint = (text: string): string =>
  HINTS.find(([form]) => form.test(text))?.[1](text) ?? 'is not a plain number';

/** The bounds of a decimal, in units of its last decimal, and what the count becomes. */
export type DecimalBounds<T> = {
  readonly decimals: number;
  readonly min: bigint;
  readonly max: bigint;
  readonly make: (count: bigint) => T;
};

/** A decimal within bounds. */
export const decimalKind = <T>(allowed: string, bounds: DecimalBounds<T>): ValueKind<T> =>
  valueKind(allowed, (text) => {
    if (!/^\d+(?:\.\d+)?$/.test(text)) return malformed(text, numberHint(text));
    const parsed = parseDecimal(text, bounds.decimals);
    if (!parsed.ok)
      return malformed(text, `has more than ${bounds.decimals} decimals or 30 digits`);
    if (parsed.value < bounds.min) return outOfRange(text, 'is too low');
    if (parsed.value > bounds.max) return outOfRange(text, 'is too high');
    return ok(bounds.make(parsed.value));
  });

/** A whole number within bounds. */
export const wholeKind = (unit: string, min: number, max: number): ValueKind<number> =>
  valueKind(`whole ${unit} from ${min} to ${max}`, (text) => {
    if (/^\d+\.\d+$/.test(text)) return malformed(text, 'is not a whole number');
    if (!/^\d{1,15}$/.test(text)) return malformed(text, numberHint(text));
    if (Number(text) < min) return outOfRange(text, 'is too low');
    if (Number(text) > max) return outOfRange(text, 'is too high');
    return ok(Number(text));
  });

/** One of a few words, spelled exactly. */
export const wordKind = <const W extends string>(words: readonly W[]): ValueKind<W> =>
  valueKind(
    words.length === 1 ? `exactly ${words.join('')}` : `one of ${words.join(', ')}`,
    (text) => {
      const word = words.find((each) => each === text);
      if (word !== undefined) return ok(word);
      const meant = words.find((each) => each.toLowerCase() === text.toLowerCase());
      return malformed(text, meant === undefined ? 'is none of them' : `is not spelled ${meant}`);
    },
  );

const ENTRIES_MAX = 200;

/** A comma list of values. Blanks around entries do not matter; one given twice counts once. */
export const listKind = <T>(entry: ValueKind<T>): ValueKind<readonly T[]> =>
  valueKind(`comma list of at most ${ENTRIES_MAX}; each ${entry.allowed}`, (text) => {
    const parts = text.split(',').map((part) => part.trim());
    if (parts.length > ENTRIES_MAX) return malformed(text, `has ${parts.length} entries`);
    const values = new Set<T>();
    for (const [index, part] of parts.entries()) {
      const parsed = entry.parse(part);
      if (!parsed.ok) return malformed(part, `as entry ${index + 1} ${parsed.error.problem}`);
      values.add(parsed.value);
    }
    return ok([...values]);
  });
