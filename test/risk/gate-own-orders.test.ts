import { describe, expect, it } from 'vitest';
import { orderId } from '../../lib/units/ids.ts';
import { contextWith, judged } from './contexts.ts';
import { order, resting } from './books.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

const SELL = 'A SELL YES 100 @ 0.5';
const MAY_MEET = 'INTENT_UNRESOLVED: order=0xabc';

// A context that holds 100 YES of market A, with one own order of this certainty.
const beside = (text: string, certainty: RestingOrder['certainty']): GateContext => {
  const held = { market: 'A', outcome: 'YES', shares: '100', cost: '50' } as const;
  const context = contextWith([held], {});
  const own = resting(order(text), { certainty, id: orderId('0xabc') });
  return { ...context, portfolio: { ...context.portfolio, resting: [own] } };
};

describe('an own order on the other side', () => {
  it.each([
    ['A BUY YES 10 @ 0.49', 'reducing 100'],
    ['A BUY YES 10 @ 0.5', MAY_MEET],
    ['A BUY YES 10 @ 0.51', MAY_MEET],
    ['A SELL NO 10 @ 0.51', 'reducing 100'],
    ['A SELL NO 10 @ 0.5', MAY_MEET],
    ['A SELL NO 10 @ 0.49', MAY_MEET],
  ])('%s of unknown outcome gives a sale at 0.5: %s', (text, expected) => {
    expect(judged(beside(text, 'unknown'), SELL)).toEqual([expected]);
  });

  it('that is known to rest is not traded with either', () => {
    expect(judged(beside('A BUY YES 10 @ 0.5', 'confirmed'), SELL)).toEqual([MAY_MEET]);
  });
});
