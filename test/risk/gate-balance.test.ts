import { describe, expect, it } from 'vitest';
import { known, mapObserved } from '../../lib/domain/observed.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { market, oneEvent, order, positionsOf } from './books.ts';
import { balancesOf, contextWith, judged, NOW, WIDE, withOrders, yes } from './contexts.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

describe('INSUFFICIENT_BALANCE', () => {
  const cash = (amount: string): GateContext =>
    contextWith([], { limits: WIDE, balances: known(balancesOf([], amount), NOW) });

  it.each([
    ['4.999999', 'INSUFFICIENT_BALANCE: needed=5 free=4.999999 cash=4.999999 reserved=0'],
    ['5', 'adding 10'],
    ['5.000001', 'adding 10'],
  ])('with $%s for a BUY of $5 of the minimum size: %s', (amount, expected) => {
    const context = cash(amount);
    const books = new Map(
      [...context.books].map(([token, book]) => [
        token,
        mapObserved(book, (one) => ({ ...one, sizeMin: shares('10') })),
      ]),
    );
    expect(judged({ ...context, books }, 'A BUY YES 10 @ 0.5')).toEqual([expected]);
  });

  it('takes the lesser of believed and venue cash', () => {
    const context = contextWith([], { limits: WIDE });
    const poor = { ...context, portfolio: { ...context.portfolio, cash: usdc('5') } };
    expect(judged(poor, 'A BUY YES 20 @ 0.5')).toEqual(['adding 10']);
    expect(judged(cash('5'), 'A BUY YES 20 @ 0.5')).toEqual(['adding 10']);
  });

  it('takes off the resting BUYs of all markets with their fees', () => {
    const fee = { kind: 'taker', rate: ratio('0.04'), exponent: 1 } as const;
    const universe = oneEvent([market('A'), market('B', { fee }), market('C')]);
    const context = { ...cash('50'), universe };
    const busy = withOrders(
      context,
      order('B BUY NO 50 @ 0.5', { liquidity: 'may-take' }),
      'C BUY YES 10 @ 0.5',
    );
    expect(judged(busy, 'A BUY YES 100 @ 0.5')).toEqual(['adding 38']);
  });

  it('takes off the face value of a BUY whose market is not known', () => {
    const held = [{ market: 'A', outcome: 'YES', shares: '100', cost: '50' }] as const;
    const balances = known(balancesOf(held, '50'), NOW);
    const context = contextWith(held, { limits: WIDE, balances });
    const busy = withOrders(context, order('X BUY YES 40 @ 0.5', { liquidity: 'may-take' }));
    expect(judged(busy, 'A BUY NO 100 @ 0.5')).toEqual(['reducing 20']);
  });

  it('refuses where reservations exceed the cash', () => {
    const busy = withOrders(cash('5'), 'C BUY YES 20 @ 0.5');
    expect(judged(busy, 'A BUY YES 5 @ 0.5')).toEqual([
      'INSUFFICIENT_BALANCE: needed=2.5 free=-5 cash=5 reserved=10',
    ]);
  });

  it('pitfall 6: a BUY needs no shares', () => {
    const balances = known({ cash: usdc('10000'), shares: new Map() }, NOW);
    expect(judged(contextWith([], { balances }), 'A BUY YES 10 @ 0.5')).toEqual(['adding 10']);
  });

  it('pitfall 6: a SELL needs no cash', () => {
    const context = contextWith([yes('100', '50')], {
      balances: known(balancesOf([yes('100', '50')], '0'), NOW),
    });
    const broke = { ...context, portfolio: { ...context.portfolio, cash: usdc('0') } };
    expect(judged(broke, 'A SELL YES 100 @ 0.5')).toEqual(['reducing 100']);
  });

  it('bounds a SELL by the lesser of settled and venue shares less what is offered', () => {
    const held = [yes('100', '50')];
    const less = contextWith(held, { balances: known(balancesOf([yes('70', '0')]), NOW) });
    expect(judged(less, 'A SELL YES 100 @ 0.5')).toEqual(['reducing 70']);
    const busy = withOrders(contextWith(held), 'A SELL YES 60 @ 0.6');
    expect(judged(busy, 'A SELL YES 100 @ 0.5')).toEqual(['reducing 40']);
    expect(judged(busy, 'A SELL YES 40 @ 0.5', 'A SELL YES 5 @ 0.5')).toEqual([
      'reducing 40',
      'INSUFFICIENT_BALANCE: needed=5 sellable=0 venue=100 offered=100',
    ]);
  });

  it('sells whole lots of what is held, and no part of one more', () => {
    const held = (size: string) => contextWith([yes(size, '5')]);
    expect(judged(held('10.009999'), 'A SELL YES 10.01 @ 0.5')).toEqual(['reducing 10']);
    expect(judged(held('4.995'), 'A SELL YES 5.01 @ 0.5')).toEqual([
      'INSUFFICIENT_BALANCE: needed=5.01 sellable=4.995 venue=4.995 offered=0',
    ]);
  });

  it('sells no shares whose purchase is on its way', () => {
    const context = contextWith([yes('100', '50')]);
    const positions = new Map(
      [...positionsOf([yes('100', '50')])].map(([token, position]) => [
        token,
        { ...position, pendingIn: shares('30') },
      ]),
    );
    const pending = { ...context, portfolio: { ...context.portfolio, positions } };
    expect(judged(pending, 'A SELL YES 100 @ 0.5')).toEqual(['reducing 70']);
  });

  it('sells nothing that is not held', () => {
    expect(judged(contextWith(), 'A SELL YES 10 @ 0.5')).toEqual([
      'INSUFFICIENT_BALANCE: needed=10 sellable=0 venue=0 offered=0',
    ]);
  });
});
