// Nothing is decided on data that is unknown or too old.

import { mirrorsBest } from '../../domain/book.ts';
import { otherOutcome, tokenOf } from '../../domain/market.ts';
import { ZERO_SHARES } from '../../units/shares.ts';
import { elapsed, msOfDuration, seconds } from '../../units/time.ts';
import { capAt } from './subject.ts';
import type { Book } from '../../domain/book.ts';
import type { Observed } from '../../domain/observed.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Cap, Check, Subject } from './subject.ts';

/**
 * How old balances, own orders and own fills may be. Why 60 s: no cycle lasts longer, so everything
 * read in this cycle passes and nothing kept from another one does. It does not catch a venue that
 * vouches for an old balance; the comparison of believed and venue state does.
 */
const ACCOUNT_AGE_MAX = seconds(60);

const stale = (part: string, why: readonly (readonly [string, string])[]): readonly Cap[] =>
  capAt(ZERO_SHARES, 'STALE_DATA', [['part', part], ...why]);

const ms = (duration: DurationMs): string => `${msOfDuration(duration).toString()}ms`;

const tooOld = (at: EpochMs, subject: Subject, limit: DurationMs) => {
  const age = elapsed(at, subject.context.now);
  return age > limit
    ? ([
        ['age', ms(age)],
        ['limit', ms(limit)],
      ] as const)
    : [];
};

const account = (subject: Subject, part: string, read: Observed<unknown>): readonly Cap[] => {
  if (read.kind === 'unknown') return stale(part, [['cause', read.error.kind]]);
  const age = tooOld(read.at, subject, ACCOUNT_AGE_MAX);
  return age.length === 0 ? [] : stale(part, age);
};

// The other token's book tells nothing new, but where it was read it must agree.
const mirror = ({ context, order, market }: Subject, own: Book): readonly Cap[] => {
  const other = context.books.get(tokenOf(market, otherOutcome(order.outcome)));
  return other?.kind !== 'known' || mirrorsBest(own, other.value)
    ? []
    : stale('mirror', [['token', order.token]]);
};

const book = (subject: Subject): readonly Cap[] => {
  const { quotes, context, order } = subject;
  if (quotes === undefined)
    return stale('book', [
      ['token', order.token],
      ['cause', 'not read'],
    ]);
  if (quotes.kind === 'unknown')
    return stale('book', [
      ['token', order.token],
      ['cause', quotes.error.kind],
    ]);
  const age = tooOld(quotes.value.at, subject, context.limits.bookAgeMax);
  if (age.length > 0) return stale('book', [['token', order.token], ...age]);
  return mirror(subject, quotes.value);
};

const shares = ({ context, order }: Subject): readonly Cap[] =>
  order.side === 'SELL' &&
  context.balances.kind === 'known' &&
  !context.balances.value.shares.has(order.token)
    ? stale('balance', [
        ['token', order.token],
        ['cause', 'not read'],
      ])
    : [];

const equity = ({ context, reducible }: Subject): readonly Cap[] =>
  context.equity.kind === 'known'
    ? []
    : capAt(reducible, 'STALE_DATA', [
        ['part', 'equity'],
        ['missing', context.equity.missing.join(',')],
      ]);

// What may fill in a market that was not read counts in a category and in an event that nobody
// knows: they may be those of this order.
const places = ({ context, reducible }: Subject): readonly Cap[] => {
  const { resting, pending } = context.portfolio;
  const waiting = [
    ...resting.map(({ order }) => order),
    ...[...pending.values()].flatMap(({ changes }) => changes),
  ];
  const unread = waiting.find(({ condition }) => !context.universe.markets.has(condition));
  return unread === undefined
    ? []
    : capAt(reducible, 'STALE_DATA', [
        ['part', 'market'],
        ['unread', unread.condition],
      ]);
};

/** Refuses where anything that the order depends on is unknown, too old or contradicts itself. */
export const freshData: Check = (subject) => [
  ...book(subject),
  ...account(subject, 'mode', subject.context.mode),
  ...account(subject, 'balance', subject.context.balances),
  ...account(subject, 'orders', subject.context.openOrders),
  ...account(subject, 'fills', subject.context.fills),
  ...shares(subject),
  ...equity(subject),
  ...places(subject),
];
