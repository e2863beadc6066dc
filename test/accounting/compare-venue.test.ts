// Where the books and the venue contradict each other.

import { describe, expect, it } from 'vitest';
import { unknown } from '../../lib/domain/observed.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { after, fill, MARKETS, opened } from './scenario.ts';
import { orderId } from '../../lib/units/ids.ts';
import { balances, compared, kinds, listed, lookedUp, resting, TIMEOUT } from './venue-view.ts';
import type { VenueComparison } from '../../lib/accounting/compare-venue.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { OpenOrder, RestingOrder } from '../../lib/domain/order.ts';

const [rain, snow] = MARKETS;

describe('orders', () => {
  it.each<[string, readonly RestingOrder[], readonly string[], string]>([
    ['ours and listed', [resting('a')], ['a'], 'matches'],
    ['of unknown outcome and listed', [resting('a', 'unknown')], ['a'], 'matches'],
    ['of unknown outcome and not listed', [resting('a', 'unknown')], [], 'matches'],
    ['ours and not listed', [resting('a')], [], 'differs'],
    ['strangers', [resting('a')], ['a', 'b'], 'differs'],
  ])('%s', (...[, ours, ids, kind]) => {
    const lookups = lookedUp('a');
    const verdicts = compared({ resting: ours, openOrders: listed(...ids), lookups });
    expect(kinds(verdicts)).toEqual({ cash: 'matches', rain: kind });
  });

  it('that match need no words', () => {
    const view = { resting: [resting('a')], openOrders: listed('a') };
    expect(compared(view).map(({ detail }) => detail)).toEqual(['', '']);
  });

  it('that differ are all named', () => {
    const lookups = lookedUp('a');
    const verdicts = compared({ resting: [resting('a')], openOrders: listed('b'), lookups });
    expect(verdicts.at(-1)?.detail).toBe('order a is not listed; order b is not ours');
  });
});

describe('a market', () => {
  const ledger = after(opened(), fill(), fill({ trade: 'b', market: 'snow' }));
  const view = { ledger, balances: balances('990', { 'rain-YES': '10', 'snow-YES': '10' }) };
  const inSnow = (one: RestingOrder): RestingOrder => ({
    ...one,
    order: { ...one.order, condition: snow.condition, token: snow.yes },
  });

  it.each<[string, Partial<VenueComparison>]>([
    ['shares', { balances: balances('990', { 'rain-YES': '10', 'snow-YES': '9' }) }],
    ['a missing order', { resting: [inSnow(resting('a'))], lookups: lookedUp('a') }],
  ])('answers for its own %s', (_what, changes) => {
    const expected = { cash: 'matches', rain: 'matches', snow: 'differs' };
    expect(kinds(compared({ ...view, ...changes }))).toEqual(expected);
  });

  it('answers for its own strangers', () => {
    const expected = { cash: 'matches', rain: 'differs', snow: 'matches' };
    expect(kinds(compared({ ...view, openOrders: listed('b') }))).toEqual(expected);
  });

  it('that nobody knows is not there, whatever is held of it', () => {
    expect(kinds(compared({ balances: balances('1000', { 'hail-YES': '1' }) }))).toEqual({
      cash: 'matches',
    });
  });
});

describe('a read that failed', () => {
  const ledger = after(opened(), fill());
  const blind = { balances: unknown<Balances>(TIMEOUT) };
  const mute = { openOrders: unknown<readonly OpenOrder[]>(TIMEOUT) };
  const seen = { ledger, balances: balances('995', { 'rain-YES': '10' }) };

  it.each<[string, Partial<VenueComparison>, Record<string, string>]>([
    ['of balances says nothing of cash and shares', { ...seen, ...blind }, {}],
    ['of orders says nothing of markets', { ...seen, ...mute }, { cash: 'matches' }],
    ['of orders brings no market', mute, { cash: 'matches' }],
    [
      'of orders proves no order missing',
      { ...mute, resting: [resting('a')], lookups: lookedUp('a') },
      { cash: 'matches' },
    ],
    ['of neither', seen, { cash: 'matches', rain: 'matches' }],
    [
      'of one token says nothing of its market',
      { ledger, balances: balances('995') },
      { cash: 'matches' },
    ],
    [
      'of balances hides no stranger among the orders',
      { ...seen, ...blind, openOrders: listed('b') },
      { rain: 'differs' },
    ],
    [
      'of orders hides no shares that differ',
      { ledger, ...mute, balances: balances('995', { 'rain-YES': '9' }) },
      { cash: 'matches', rain: 'differs' },
    ],
  ])('%s', (_what, view, expected) => {
    expect(kinds(compared(view))).toEqual(expected);
  });
});

describe('books that are known to be old', () => {
  const books = 'old';
  const ledger = after(opened(), fill());
  const wrong = { ledger, books, balances: balances('1', { 'rain-YES': '1' }) } as const;

  it('say nothing of cash and shares, neither for nor against', () => {
    expect(kinds(compared(wrong))).toEqual({});
    const right = { ...wrong, balances: balances('995', { 'rain-YES': '10' }) };
    expect(kinds(compared(right))).toEqual({});
  });

  it('say nothing of an order that is not listed', () => {
    const view = { books, resting: [resting('a')], lookups: lookedUp('a') } as const;
    expect(kinds(compared(view))).toEqual({});
  });

  it('hide no stranger', () => {
    expect(kinds(compared({ books, openOrders: listed('b') }))).toEqual({ rain: 'differs' });
  });
});

describe('an order that is not listed', () => {
  const both = [resting('a'), resting('b')];

  it('and whose look-up failed says nothing', () => {
    const view = { resting: [resting('a')], lookups: lookedUp('a', 'failed') };
    expect(kinds(compared(view))).toEqual({ cash: 'matches' });
  });

  it('and was not looked up says nothing', () => {
    expect(kinds(compared({ resting: [resting('a')] }))).toEqual({ cash: 'matches' });
  });

  it('differs beside one whose look-up failed', () => {
    const lookups = new Map([...lookedUp('a', 'failed'), ...lookedUp('b')]);
    expect(compared({ resting: both, lookups }).at(-1)?.detail).toBe('order b is not listed');
  });
});

describe('an order that ended in the same reads', () => {
  it('is no stranger, though it is listed still', () => {
    const view = { openOrders: listed('a'), ended: new Set([orderId('a')]) };
    expect(kinds(compared(view))).toEqual({ cash: 'matches', rain: 'matches' });
  });
});

describe('a watched market', () => {
  const watched = [rain.condition];
  const both = { 'rain-YES': '0', 'rain-NO': '0' };

  it('matches when both its balances are read and nothing is there', () => {
    const view = { watched, balances: balances('1000', both) };
    expect(kinds(compared(view))).toEqual({ cash: 'matches', rain: 'matches' });
  });

  it('is not judged while one of its balances is not read', () => {
    const view = { watched, balances: balances('1000', { 'rain-YES': '0' }) };
    expect(kinds(compared(view))).toEqual({ cash: 'matches' });
  });

  it('is not judged while its tokens are not known', () => {
    const view = { watched, universe: universeOf([], []) };
    expect(kinds(compared(view))).toEqual({ cash: 'matches' });
  });

  it('comes once, though both sides know of it', () => {
    const verdicts = compared({ watched, balances: balances('1000', both) });
    expect(verdicts.map(({ scope }) => scope)).toEqual([
      { kind: 'cash' },
      { kind: 'market', condition: conditionId('rain') },
    ]);
  });
});
