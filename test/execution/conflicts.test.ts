import { describe, expect, it } from 'vitest';
import { conflictsWith, wouldMatch } from '../../lib/execution/conflicts.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { order, resting } from './orders.ts';
import type { Order } from '../../lib/domain/order.ts';

const at = (side: Order['side'], outcome: Order['outcome'], text: string): Order =>
  order({ side, outcome, price: price(text) });

describe('own orders that would trade with each other', () => {
  it.each([
    { what: 'a bid one tick below an ask', bid: '0.49', expected: false },
    { what: 'a bid at an ask', bid: '0.5', expected: true },
    { what: 'a bid above an ask', bid: '0.51', expected: true },
  ])('$what match: $expected', ({ bid, expected }) => {
    const [a, b] = [at('BUY', 'YES', bid), at('SELL', 'YES', '0.5')];
    expect([wouldMatch(a, b), wouldMatch(b, a)]).toEqual([expected, expected]);
  });

  it.each([
    { side: 'BUY', no: '0.49', expected: false },
    { side: 'BUY', no: '0.5', expected: true },
    { side: 'SELL', no: '0.5', expected: true },
    { side: 'SELL', no: '0.51', expected: false },
  ] as const)('$side of YES at 0.5 and of NO at $no match: $expected', (row) => {
    const [a, b] = [at(row.side, 'YES', '0.5'), at(row.side, 'NO', row.no)];
    expect([wouldMatch(a, b), wouldMatch(b, a)]).toEqual([row.expected, row.expected]);
  });

  it('a buy of one outcome and a sale of the other are the same side', () => {
    expect(wouldMatch(at('BUY', 'YES', '0.9'), at('SELL', 'NO', '0.9'))).toBe(false);
  });

  it('orders of two markets never do', () => {
    const elsewhere = order({ side: 'SELL', condition: conditionId('0xother') });
    expect(wouldMatch(order(), elsewhere)).toBe(false);
  });
});

describe('what stands in the way of a sale', () => {
  const sale = order({ side: 'SELL', price: price('0.6') });

  it('is another sale of the same token, since it holds the shares', () => {
    expect(conflictsWith([sale], [resting('a', { side: 'SELL' })])).toHaveLength(1);
  });

  it('is not a sale of the other token at a price that does not match', () => {
    const other = resting('a', { side: 'SELL', outcome: 'NO', price: price('0.6') });
    expect(conflictsWith([sale], [other])).toEqual([]);
  });

  it('is what is in the way of one wish among others', () => {
    const elsewhere = order({ side: 'SELL', outcome: 'NO', price: price('0.9') });
    expect(conflictsWith([elsewhere, sale], [resting('a', { side: 'SELL' })])).toHaveLength(1);
  });

  it('is no purchase that does not match it, since that holds money', () => {
    expect(conflictsWith([sale], [resting('a', { price: price('0.59') })])).toEqual([]);
  });

  it('is nothing to a purchase that does not match', () => {
    const dearer = resting('a', { side: 'SELL', price: price('0.6') });
    expect(conflictsWith([order({ price: price('0.59') })], [dearer])).toEqual([]);
  });

  it('is not an order of unknown outcome, of which nothing may be said', () => {
    const lost = resting('a', { side: 'SELL' }, { certainty: 'unknown' });
    expect(conflictsWith([sale], [lost])).toEqual([]);
  });
});
