// Inputs made by cutting and joining texts: characters flipped, parts left out, doubled, repeated
// very often, or taken from another input.

import type { Chance } from '../chance.ts';

const WORDS = [
  '0',
  '-1',
  '1e309',
  '1e21',
  '0.0000001',
  '99999999999999999999999999',
  'NaN',
  'Infinity',
  'null',
  'true',
  '__proto__',
  'constructor',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '٣',
  'é',
  '\n',
  '\r\n',
  '"',
  "'",
  ',',
  '=',
  '#',
  ' ',
  '{',
  '}',
  '[',
  ']',
  '0x',
  '--',
  '.',
] as const;

/** The longest input that is made. Unit: characters. */
export const LENGTH_MAX = 200_000;

const REPEATS_MAX = 20_000;

type Edit = (text: string, chance: Chance, other: string) => string;

const cut = (text: string, chance: Chance): readonly [number, number] => {
  const from = chance.below(text.length + 1);
  const length = 1 + chance.below(chance.oneIn(4) ? text.length - from + 1 : 12);
  return [from, Math.min(text.length, from + length)];
};

const EDITS: readonly [Edit, ...Edit[]] = [
  (text, chance) => {
    const at = chance.below(text.length);
    const code = text.charCodeAt(at) ^ (1 << chance.below(chance.oneIn(8) ? 16 : 7));
    return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
  },
  (text, chance) => {
    const [from, to] = cut(text, chance);
    return text.slice(0, from) + text.slice(to);
  },
  (text, chance) => {
    const at = chance.below(text.length + 1);
    return text.slice(0, at) + chance.pick(WORDS) + text.slice(at);
  },
  (text, chance) => {
    const [from, to] = cut(text, chance);
    return text.slice(0, from) + chance.pick(WORDS) + text.slice(to);
  },
  (text, chance) => text.slice(0, chance.below(text.length)),
  (text, chance) => {
    const [from, to] = cut(text, chance);
    const times = chance.oneIn(40) ? chance.below(REPEATS_MAX) : 1 + chance.below(4);
    const part = text.slice(from, to);
    const room = Math.max(0, LENGTH_MAX - text.length);
    return (
      text.slice(0, from) +
      part.repeat(Math.min(times, room / (part.length + 1))) +
      text.slice(from)
    );
  },
  (text, chance, other) => {
    const [from, to] = cut(other, chance);
    const at = chance.below(text.length + 1);
    return text.slice(0, at) + other.slice(from, to) + text.slice(at);
  },
  (text, chance, other) =>
    text.slice(0, chance.below(text.length + 1)) + other.slice(chance.below(other.length + 1)),
];

/** Changes a text in one to four places; parts may come from another one. */
export const mutateText = (text: string, other: string, chance: Chance): string => {
  let changed = text;
  for (let count = 1 + chance.below(4); count > 0; count -= 1)
    changed = chance.pick(EDITS)(changed, chance, other);
  return changed.slice(0, LENGTH_MAX);
};
