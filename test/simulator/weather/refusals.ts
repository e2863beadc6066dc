// What the venue may say against an order: every row of its error catalogue. What proves that an
// order was not taken is only said of orders that were not, and what proves that it was of orders
// that were; what proves nothing is said either way. It is said of a request as a whole, or of each
// order in it.

import { BARE, REFUSALS as IN_JSON } from '../../adapters/polymarket/orders/catalogue.ts';
import type { FaultEffect, Instead } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { Row } from '../../adapters/polymarket/orders/catalogue.ts';
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

const ofEach =
  (errorMsg: string) =>
  ({ body }: WireCall): Instead => {
    const orders: unknown = JSON.parse(body);
    const refused = { success: false, errorMsg, orderID: '', status: '' };
    const said = Array.isArray(orders) ? orders.map(() => refused) : refused;
    return { status: 200, headers: {}, body: JSON.stringify(said) };
  };

// The venue's gateway speaks for a request, never for one order of it; nor does it say nothing.
const spoken = (said: Said): readonly Named[] =>
  said.status === 400 && said.text !== ''
    ? [[`each ${nameOf(said)}`, { kind: 'quoted', answer: ofEach(said.text) }]]
    : [];

const KEEPS_OUT = new Set(['rejected authentication', 'rejected region', 'rejected closed-only']);

const namedBy = (isMeant: (means: string) => boolean, named: (said: Said) => readonly Named[]) =>
  ALL.filter(({ means }) => isMeant(means)).flatMap(named);

const notTaken = (said: Said): readonly Named[] => [whole(said, 'before'), ...spoken(said)];
const either = (said: Said): readonly Named[] => [whole(said, 'before'), whole(said, 'after')];
const taken = (said: Said): readonly Named[] => [whole(said, 'after')];

/** Refusals after which nothing is sent for minutes or hours. */
export const SHUTTING: readonly Named[] = namedBy((means) => KEEPS_OUT.has(means), notTaken);

/** Other refusals of orders. */
export const REFUSALS: readonly Named[] = namedBy(
  (means) => /^(rejected|no-fill|refused)/.test(means) && !KEEPS_OUT.has(means),
  notTaken,
);

/** Requests that are not taken at all now. */
export const NOT_NOW: readonly Named[] = namedBy(
  (means) => means.startsWith('not-sent'),
  (said) => [whole(said, 'before')],
);

/** Answers that leave it open whether there are orders, or say that there are. */
export const UNCERTAIN: readonly Named[] = [
  ...namedBy((means) => means === 'unknown' || means === 'delayed', either),
  ...namedBy((means) => means === 'placed', taken),
];
