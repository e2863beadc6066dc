// Arguments of the command as an input: words with a sign between them that nobody types.

import { verdictOf } from '../target.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Target, Verdict } from '../target.ts';

// What somebody may type. Node's own parser takes a second for a hundred thousand words.
const TYPED_MAX = 4_000;
const BETWEEN = '\u0001';

const wordsOf = (input: string): readonly string[] =>
  input === '' ? [] : input.slice(0, TYPED_MAX).split(BETWEEN);

/** Arguments as an input. */
export const args = (...words: readonly string[]): string => words.join(BETWEEN);

/** A target of text. */
export const text = (
  name: string,
  seeds: readonly [string, ...string[]],
  run: (input: string) => Verdict,
): Target => ({ name, form: 'text', seeds, required: [], run });

/** The target of the arguments after a verb. What was promised of them is looked at, too. */
export const verbTarget = <T>(
  verb: string,
  seeds: readonly [string, ...string[]],
  parts: {
    readonly parse: (words: readonly string[]) => Result<T, readonly string[]>;
    readonly promise?: (read: Result<T, readonly string[]>, words: readonly string[]) => void;
  },
): Target =>
  text(`arguments of ${verb}`, seeds, (input) => {
    const words = wordsOf(input);
    const read = parts.parse(words);
    parts.promise?.(read, words);
    return verdictOf(read);
  });
