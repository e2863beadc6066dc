// What may become of a placing request.

import { handleWire } from '../../../lib/simulation/wire/handle.ts';
import { seconds } from '../../../lib/units/time.ts';
import { BARE, provesNothing, REFUSALS } from '../../adapters/polymarket/orders/catalogue.ts';
import { deed, instead, saying, undone, word } from './outcome.ts';
import type { Row } from '../../adapters/polymarket/orders/catalogue.ts';
import type { Outcome } from './outcome.ts';

const NO_RUN = saying('could not run the execution');
const HALF = '[{"success":true,"errorMsg":"","orderID":"0x12';

const DUPLICATED = 'order 0x9f is invalid. Duplicated.';

const receivedTwice: Outcome = {
  name: 'received twice',
  kind: 'undone',
  of: 'one',
  fate: ({ world }) => ({
    at: 'venue',
    before: (call) => void handleWire(world.server, call),
    after: () => undefined,
  }),
};

/** What the venue may do about orders, and what it may say of it. */
export const PLACING: readonly Outcome[] = [
  deed('taken and matched', { after: ({ eat }) => eat('all') }),
  deed('taken and partly matched', { after: ({ eat }) => eat('some') }),
  receivedTwice,
  deed('the book moves across', { before: ({ book }) => book(0, { bid: 30, ask: 34 }) }),
  deed('the market closes', { before: ({ close }) => close(0) }),
  undone('not received', { kind: 'drop', when: 'before' }),
  undone('never received', { kind: 'drop', when: 'before' }, 'all'),
  undone('425', instead('before', 425, 'service not ready')),
  undone('rejected for funds', instead('before', 400, saying('not enough balance / allowance'))),
  word('delayed', { kind: 'delayed' }),
  word('500 after accept', instead('after', 500, NO_RUN)),
  word('taken, silence twice', { kind: 'silence', when: 'after' }, 'all'),
];

/** The same in other ways. */
export const MORE_PLACING: readonly Outcome[] = [
  deed('the book moves away', { before: ({ book }) => book(0, { bid: 70, ask: 74 }) }),
  deed('the book is thin', {
    before: ({ book }) => book(0, { bid: 48, ask: 52, bids: '2', asks: '2' }),
  }),
  deed('the book is empty', {
    before: ({ book }) => book(0, { bid: 48, ask: 52, bids: '0', asks: '0' }),
  }),
  undone('not received, silence', { kind: 'silence', when: 'before' }),
  undone('500 before', instead('before', 500, NO_RUN)),
  undone('425 for a while', instead('before', 425, 'service not ready'), 'all'),
  undone('429', instead('before', 429, saying('Too Many Requests'))),
  undone('503', instead('before', 503, saying('Trading is currently disabled.'))),
  undone('rejected in strange words', instead('before', 400, saying('nobody has seen this'))),
  word('500 after every accept', instead('after', 500, NO_RUN), 'all'),
  word('taken, connection lost', { kind: 'drop', when: 'after' }),
  word('taken, silence', { kind: 'silence', when: 'after' }),
  word('taken, half an answer', { kind: 'malformed', body: HALF }),
  word('taken, cut off', { kind: 'cut', characters: 20 }),
  word('taken, answered too late', { kind: 'late', by: seconds(31) }),
  word('taken, called duplicated', instead('after', 400, saying(DUPLICATED))),
];

const element = (text: string): string =>
  JSON.stringify([{ success: false, errorMsg: text, orderID: '', status: '' }]);

const named = (status: number, text: string): string => `${String(status)} ${text.slice(0, 40)}`;

const isOpen = ([, , means]: Row): boolean => provesNothing(means);

/** Every error of the venue's catalogue, said of orders that it did not take. */
export const CATALOGUE: readonly Outcome[] = [
  ...REFUSALS.map(([status, text]) =>
    undone(named(status, text), instead('before', status, saying(text))),
  ),
  ...REFUSALS.filter(([status]) => status === 400).map(([, text]) =>
    undone(`in a batch ${text.slice(0, 40)}`, instead('before', 200, element(text))),
  ),
  ...BARE.map(([status, text]) => undone(named(status, text), instead('before', status, text))),
  // What proves nothing may be said of orders that were taken as well.
  ...REFUSALS.filter(isOpen).map(([status, text]) =>
    word(`taken, yet ${named(status, text)}`, instead('after', status, saying(text))),
  ),
  ...BARE.filter(isOpen).map(([status, text]) =>
    word(`taken, yet bare ${named(status, text)}`, instead('after', status, text)),
  ),
];
