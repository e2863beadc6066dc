// From the answer to a placing request to what became of each of its orders. A batch is not atomic
// and its answer may be shuffled, short or about somebody else; what it does not settle stays
// unknown.

import * as z from 'zod/mini';
import { oneLine } from '../http-error.ts';
import { errorOf, isSuccess, jsonOf } from '../json-answer.ts';
import { readWire } from '../wire.ts';
import { refusalText } from './answer-text.ts';
import { meaningOfAnswer } from './error-class.ts';
import { readElement, verdictOn } from './place-element.ts';
import type { SignedOrder } from '../../../domain/order.ts';
import type { PlaceOutcome, RejectClass, RetryAfter } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Element, Verdict } from './place-element.ts';
import type { Answered } from './write-call.ts';

/** A placing request that was answered. */
export type PlaceAnswer = Answered & {
  readonly endpoint: string;
  readonly orders: readonly SignedOrder[];
  readonly clock: Clock;
};

const UNSPECIFIED: RetryAfter = { kind: 'unspecified' };

const unclear = (words: string): Verdict => ({ meaning: { kind: 'unknown' }, words });

// The venue has one text for both sides. Shares that we just bought may not show yet, and dollars
// that are missing are missing.
const classFor = (rejection: RejectClass, { approved }: SignedOrder): RejectClass =>
  rejection === 'funds' && approved.order.side === 'SELL' ? 'balance-lag' : rejection;

const outcomeOf = (
  order: SignedOrder,
  { meaning, words }: Verdict,
  retryAfter: RetryAfter,
): PlaceOutcome => {
  const { id } = order;
  switch (meaning.kind) {
    case 'placed':
    case 'matched':
    case 'no-fill':
    case 'delayed':
      return { id, kind: meaning.kind };
    // It exists, and reads tell its fills.
    case 'landed':
      return { id, kind: 'placed' };
    case 'rejected': {
      const rejection = classFor(meaning.class, order);
      return { id, kind: 'rejected', class: rejection, message: words, retryAfter };
    }
    case 'not-sent':
      return { id, kind: 'not-sent', cause: meaning.cause, retryAfter };
    case 'refused':
      return { id, kind: 'unknown', detail: words, reply: 'refusal' };
    case 'unknown':
      return { id, kind: 'unknown', detail: words, reply: 'none' };
  }
};

const ID = /0x[0-9a-f]{64}/gi;

// The place in the request of an order that a text names, or -1.
const placeNamedIn = (text: string, orders: readonly SignedOrder[]): number => {
  const names = new Set((text.match(ID) ?? []).map((name) => name.toLowerCase()));
  return orders.findIndex(({ id }) => names.has(id.toLowerCase()));
};

const placeOf = ({ id, error }: Element, orders: readonly SignedOrder[]): number =>
  placeNamedIn(id === '' ? error : id, orders);

// An error names no order. Where everything that has a name stands at its place, so does the rest.
const elementsFor = (
  elements: readonly Element[],
  orders: readonly SignedOrder[],
): ((place: number) => Element | undefined) => {
  const places = elements.map((element) => placeOf(element, orders));
  const isInOrder =
    elements.length === orders.length &&
    places.every((place, index) => place === -1 || place === index);
  return (place) => {
    if (isInOrder) return elements[place];
    const own = elements.filter((_, index) => places[index] === place);
    return own.length === 1 ? own[0] : undefined;
  };
};

const settled = (
  { orders, hide }: PlaceAnswer,
  elements: readonly Element[],
): readonly PlaceOutcome[] => {
  const elementFor = elementsFor(elements, orders);
  return orders.map((order, place) => {
    const element = elementFor(place);
    const { meaning, words } =
      element === undefined
        ? unclear('the answer does not tell which part of it is about this order')
        : verdictOn(element, order.id);
    return outcomeOf(order, { meaning, words: oneLine(hide(words)) }, UNSPECIFIED);
  });
};

const allUnknown = ({ orders }: PlaceAnswer, words: string): readonly PlaceOutcome[] =>
  orders.map((order) => outcomeOf(order, unclear(oneLine(words)), UNSPECIFIED));

const listWire = z.array(z.unknown());

const succeeded = (answered: PlaceAnswer): readonly PlaceOutcome[] => {
  const { endpoint, orders, answer, hide } = answered;
  const json = jsonOf(endpoint, answer);
  if (!json.ok) return allUnknown(answered, `not understood: ${hide(answer.body)}`);
  if (orders.length === 1) return settled(answered, [readElement(json.value)]);
  const list = readWire(listWire, json.value);
  return list.ok
    ? settled(answered, list.value.map(readElement))
    : allUnknown(answered, 'one answer for many orders');
};

// What is said once for a whole request is said of each of its orders, but for what can be true of
// one alone.
const verdictAt = (
  place: number,
  said: { readonly verdict: Verdict; readonly named: number; readonly count: number },
): Verdict => {
  const { verdict, named, count } = said;
  const { kind } = verdict.meaning;
  if (count === 1 || kind === 'not-sent') return verdict;
  if (named === -1 && kind !== 'landed') return verdict;
  return named === place ? verdict : unclear('the answer is about another order of its request');
};

const refused = ({ endpoint, orders, answer, hide, clock }: PlaceAnswer) => {
  const shown = { ...answer, body: hide(answer.body) };
  const { detail, retryAfter } = errorOf(endpoint, shown, clock);
  const text = refusalText(answer.body);
  const meaning = meaningOfAnswer(answer.status, text);
  const isPlain = ['rejected', 'refused'].includes(meaning.kind) && answer.status === 400;
  const words = isPlain ? oneLine(hide(text)) : detail;
  const named = placeNamedIn(text, orders);
  const said = { verdict: { meaning, words }, named, count: orders.length };
  return orders.map((order, place) => outcomeOf(order, verdictAt(place, said), retryAfter));
};

/** What became of the orders of a request: one outcome each, in their sequence. */
export const outcomesOf = (answered: PlaceAnswer): readonly PlaceOutcome[] =>
  isSuccess(answered.answer) ? succeeded(answered) : refused(answered);
