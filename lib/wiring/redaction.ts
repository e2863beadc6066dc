// The last door before anything is printed. No line should hold a secret when it comes here; one
// that does, because somebody outside sent it back to us, loses it.

import { ALL_VARIABLES } from '../config/variables.ts';
import type { Environment } from '../config/variable.ts';

/** Takes secrets out of a text. */
export type Redaction = (text: string) => string;

const HIDDEN = '(secret)';

// Shorter than this it is no key, and taking it out would spoil words.
const LENGTH_MIN = 6;

// Ids and hashes have 64 digits; a signature has more, and so may its beginning where it was cut.
// The long numbers of tokens are decimal, which a signature never is.
const SIGNATURE = /(?:0x)?[0-9a-fA-F]{65,}|(?:0x)?[0-9a-fA-F]{6,}(?=\.\.\.)/g;
const signatureHidden = (digits: string): string => (/^\d{65,}$/.test(digits) ? digits : HIDDEN);

// What of an address is a secret: all of it but the host, which an operator has to recognise.
const partsOfUrl = (text: string): readonly string[] => {
  if (!URL.canParse(text)) return [];
  const { pathname, search, username, password } = new URL(text);
  return [`${pathname}${search}`, pathname.slice(1), search.slice(1), username, password];
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const partsOf = (secret: string): readonly string[] =>
  [secret, secret.replace(/^0x/, ''), ...partsOfUrl(secret)].filter(
    ({ length }) => length >= LENGTH_MIN,
  );

const endsInBeginning = (word: string, part: string): boolean =>
  Array.from({ length: part.length - LENGTH_MIN + 1 }, (_, more) => LENGTH_MIN + more).some(
    (length) => word.endsWith(part.slice(0, length)),
  );

// Foreign texts are shortened before they come here, maybe in the middle of a secret.
const withoutCut = (text: string, parts: readonly string[]): string =>
  text.replace(/(\S+)\.\.\./g, (whole, word: string) =>
    parts.some((part) => endsInBeginning(word.toLowerCase(), part.toLowerCase()))
      ? `${HIDDEN}...`
      : whole,
  );

/** The variables of an environment that are secrets, and no others. */
export const secretsIn = (env: Environment): Environment =>
  Object.fromEntries(
    ALL_VARIABLES.filter(({ value }) => value.secrecy === 'secret').flatMap(({ name }) => {
      const secret = env[name];
      return secret === undefined ? [] : [[name, secret]];
    }),
  );

/** Hides the secret variables of an environment, in any case of letters, and every signature. */
export const redactionFor = (env: Environment): Redaction => {
  const parts = ALL_VARIABLES.filter(({ value }) => value.secrecy === 'secret')
    .flatMap(({ name }) => partsOf(env[name]?.trim() ?? ''))
    .toSorted((a, b) => b.length - a.length);
  const patterns = parts.map((part) => new RegExp(literal(part), 'gi'));
  return (text) =>
    patterns
      .reduce((left, pattern) => left.replace(pattern, HIDDEN), withoutCut(text, parts))
      .replace(SIGNATURE, signatureHidden);
};
