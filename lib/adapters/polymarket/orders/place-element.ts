// What the venue says of one order inside an answer. It calls refused orders successes and shows
// ids of orders that it did not take, so one rule holds: an order was accepted where its very id
// stands without an error. What contradicts itself proves nothing.

import * as z from 'zod/mini';
import { maybe, readWire } from '../wire.ts';
import { errorFields, errorIn } from './answer-text.ts';
import { meaningOfRefusal, meaningOfText } from './error-class.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { ErrorMeaning } from './error-class.ts';

/** What was said of one order. Of one that is not understood all of it is empty. */
export type Element = {
  readonly claims: 'success' | 'failure' | 'nothing';
  /** In lower case. */
  readonly id: string;
  /** In lower case. */
  readonly status: string;
  readonly error: string;
};

/** What an answer means for its order, and the words that it was said in. */
export type Verdict = {
  readonly meaning: ErrorMeaning | { readonly kind: 'placed' } | { readonly kind: 'matched' };
  readonly words: string;
};

const elementWire = z.object({
  success: maybe(z.boolean()),
  orderID: maybe(z.string()),
  status: maybe(z.string()),
  ...errorFields,
});

const NOT_UNDERSTOOD: Element = { claims: 'nothing', id: '', status: '', error: '' };

const claimOf = (success: boolean | undefined): Element['claims'] => {
  if (success === undefined) return 'nothing';
  return success ? 'success' : 'failure';
};

/** Reads what was said of one order. */
export const readElement = (value: unknown): Element => {
  const read = readWire(elementWire, value);
  if (!read.ok) return NOT_UNDERSTOOD;
  const { success, orderID, status } = read.value;
  return {
    claims: claimOf(success),
    id: (orderID ?? '').toLowerCase(),
    status: (status ?? '').toLowerCase(),
    error: errorIn(read.value),
  };
};

const unclear = (words: string): Verdict => ({ meaning: { kind: 'unknown' }, words });

const accepted = ({ status }: Element): Verdict => {
  switch (status) {
    case 'live':
    // Marketable, but not matched: it rests now.
    case 'unmatched':
    // Where it came to rest or not is for the reads to say.
    case '':
      return { meaning: { kind: 'placed' }, words: status };
    case 'matched':
      return { meaning: { kind: 'matched' }, words: status };
    case 'delayed':
      return { meaning: { kind: 'delayed' }, words: status };
    default:
      return unclear(`accepted with the status ${status}`);
  }
};

const failed = (element: Element): Verdict => {
  const { claims, id, status, error } = element;
  // This is how a refusal of one order looks inside an answer that is none as a whole.
  const isRefusal = claims === 'failure' && id === '' && status === '';
  const meaning = isRefusal ? meaningOfRefusal(error) : meaningOfText(error);
  const provesAbsence = ['rejected', 'no-fill', 'not-sent'].includes(meaning.kind);
  const looksTaken = status !== '' || (id !== '' && claims !== 'failure');
  return provesAbsence && looksTaken
    ? unclear(`${status} and yet: ${error}`)
    : { meaning, words: error };
};

/** What was said of an order. */
export const verdictOn = (element: Element, order: OrderId): Verdict => {
  const { claims, id, error } = element;
  if (id !== '' && id !== order.toLowerCase()) return unclear(`answered with another id: ${id}`);
  if (error !== '') return failed(element);
  return id !== '' && claims !== 'failure'
    ? accepted(element)
    : unclear('neither accepted nor refused');
};
