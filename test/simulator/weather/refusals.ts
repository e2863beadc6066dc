// What the venue may say against an order: every row of its error catalogue. What proves that an
// order was not taken is only said of orders that were not, and what proves that it was of orders
// that were; what proves nothing is said either way. It is said of a request as a whole, or of each
// order in it.

import {
  BARE,
  provesNothing,
  REFUSALS as IN_JSON,
} from '../../adapters/polymarket/orders/catalogue.ts';
import type { FaultEffect, Sieve } from '../../../lib/simulation/wire/faults.ts';
import type { Row } from '../../adapters/polymarket/orders/catalogue.ts';
import type { Dice } from './dice.ts';
import type { Named } from './named.ts';

type Said = {
  readonly status: number;
  readonly text: string;
  readonly body: string;
  readonly means: string;
};

const saidBy =
  (write: (text: string) => string) =>
  ([status, text, means]: Row): Said => ({ status, text, means, body: write(text) });

const ALL: readonly Said[] = [
  ...IN_JSON.map(saidBy((error) => JSON.stringify({ error }))),
  ...BARE.map(saidBy((text) => text)),
];

const NAME_LENGTH = 32;

const nameOf = ({ status, text }: Said): string =>
  `${String(status)} ${text
    .replace(/0x[0-9a-f]+/gi, 'X')
    .replaceAll(/\s+/g, ' ')
    .slice(0, NAME_LENGTH)}`.trim();

const whole = (said: Said, when: 'before' | 'after'): Named => {
  const { status, body } = said;
  const effect: FaultEffect = { kind: 'instead', when, answer: { status, headers: {}, body } };
  return [`${nameOf(said)} ${when}`, effect];
};

// The venue's gateway speaks for a request, never for one order of it; nor does it say nothing.
const isSpoken = ({ status, text }: Said): boolean => status === 400 && text !== '';

const spoken = (said: Said): readonly Named[] =>
  isSpoken(said) ? [[`each ${nameOf(said)}`, { kind: 'sifted', words: () => said.text }]] : [];

const KEEPS_OUT = new Set(['rejected authentication', 'rejected region', 'rejected closed-only']);

const namedBy = (isMeant: (means: string) => boolean, named: (said: Said) => readonly Named[]) =>
  ALL.filter(({ means }) => isMeant(means)).flatMap(named);

const notTaken = (said: Said): readonly Named[] => [whole(said, 'before'), ...spoken(said)];
const either = (said: Said): readonly Named[] => [whole(said, 'before'), whole(said, 'after')];
const taken = (said: Said): readonly Named[] => [whole(said, 'after')];

/** Refusals after which nothing is sent for minutes or hours. */
export const SHUTTING: readonly Named[] = namedBy((means) => KEEPS_OUT.has(means), notTaken);

// Words that nobody has seen may be a refusal, and prove none.
const isStrange = (means: string): boolean => means === 'refused';

const isRefusal = (means: string): boolean =>
  /^(rejected|no-fill)/.test(means) && !KEEPS_OUT.has(means);

/** Other refusals of orders. */
export const REFUSALS: readonly Named[] = [
  ...namedBy(isRefusal, notTaken),
  ...namedBy(isStrange, spoken),
];

const WORDS = ALL.filter(
  (said) => (isRefusal(said.means) || isStrange(said.means)) && isSpoken(said),
).map(({ text }) => text);

// As many as a request may carry.
const PLACES = Array.from({ length: 15 }, (_, place) => place);

/** Lets some orders of a request through; the others hear these words, or some of their own. */
export const someOf = (dice: Dice, words: Sieve): Sieve => {
  const fates = PLACES.map((place) => dice.oneOf([null, null, words(place), dice.oneOf(WORDS)]));
  return (place) => fates[place] ?? null;
};

/** Requests that are not taken at all now. */
export const NOT_NOW: readonly Named[] = namedBy(
  (means) => means.startsWith('not-sent'),
  (said) => [whole(said, 'before')],
);

/** Answers that leave it open whether there are orders, or say that there are. */
export const UNCERTAIN: readonly Named[] = [
  ...namedBy(provesNothing, either),
  ...namedBy((means) => means === 'placed', taken),
];
