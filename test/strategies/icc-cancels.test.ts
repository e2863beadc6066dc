import { describe, expect, it } from 'vitest';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, anEvent } from './books.ts';
import { LIMITS } from './parameters.ts';
import { position } from './views.ts';

import { canceled, decide, market, other, working } from './icc-scenes.ts';

describe('resting orders', () => {
  const held = position(market, 'YES', { shares: '100', cost: '50' });

  it.each([
    ['99.98', []],
    ['100', []],
    ['100.02', ['bid']],
  ])(
    'of %s more at 0.50 over 50 dollars held, against 100 dollars, are canceled as %j',
    (size, ids) => {
      const bid = working('bid', `BUY ${size} YES @ 0.5`);
      expect(canceled(decide({ positions: [held], resting: [bid] }))).toEqual(ids);
    },
  );

  it('are canceled the worst first, and only as many as it takes', () => {
    const bids = [
      working('small', 'BUY 40 YES @ 0.5'),
      working('large', 'BUY 90 YES @ 0.5'),
      working('middle', 'BUY 60 YES @ 0.5'),
    ];
    const decision = decide({ positions: [held], resting: bids });
    expect(canceled(decision)).toEqual(['large']);
    expect(decision.cancels[0]?.reason).toBe(
      'would breach: market slug-a exposure $145.00 over $100.00',
    );
  });

  it('that could not make the loss any worse stay', () => {
    const both = [working('bid', 'BUY 102 YES @ 0.5'), working('ask', 'SELL 100 YES @ 0.9')];
    expect(canceled(decide({ positions: [held], resting: both }))).toEqual(['bid']);
  });

  it('that breach the limit either way are both canceled', () => {
    const both = [working('bid', 'BUY 250 YES @ 0.5'), working('ask', 'BUY 240 NO @ 0.5')];
    expect(canceled(decide({ resting: both }))).toEqual(['bid', 'ask']);
  });

  it('of ICC itself and of unknown outcome are not canceled', () => {
    const both = [
      working('own', 'BUY 150 YES @ 0.5', { strategy: 'ICC' }),
      working('lost', 'BUY 150 YES @ 0.5', { unknown: true }),
      working('bid', 'BUY 150 YES @ 0.5', { strategy: 'FF' }),
    ];
    expect(canceled(decide({ resting: both }))).toEqual(['bid']);
  });

  it('are not canceled in vain: what is held stays over the limit without them', () => {
    const over = position(market, 'YES', { shares: '300', cost: '150' });
    const ask = working('ask', 'SELL 100 YES @ 0.6');
    expect(canceled(decide({ positions: [over], resting: [ask] }))).toEqual([]);
  });

  it.each([
    ['event', { e: 'e', f: 'e' }, { e: 'sports', f: 'sports' }],
    ['category', { e: 'e', f: 'f' }, { e: 'sports', f: 'sports' }],
  ] as const)('over two markets of one %s are canceled to its limit', (scope, events, category) => {
    const one = aMarket('a', { fee: { kind: 'free' }, event: events.e as never });
    const two = aMarket('b', { fee: { kind: 'free' }, event: events.f as never });
    const groups =
      scope === 'event'
        ? [anEvent('e', [one, two], { category: category.e })]
        : [anEvent('e', [one]), anEvent('f', [two])];
    const bids = [
      working('a', 'BUY 190 YES @ 0.5', { of: one }),
      working('b', 'BUY 198 YES @ 0.5', { of: two }),
    ];
    const limits = {
      ...LIMITS,
      exposurePerEventMax: usdc('150'),
      exposurePerCategoryMax: usdc('150'),
    };
    const decision = decide({
      markets: [one, two],
      events: groups,
      resting: bids,
      changes: {
        limits: scope === 'event' ? limits : { ...limits, exposurePerEventMax: usdc('999') },
      },
    });
    expect(canceled(decision)).toEqual(['b']);
    expect(decision.cancels[0]?.reason).toContain(`would breach: ${scope}`);
  });

  it('over the total limit are canceled until it holds', () => {
    const bids = [
      working('a', 'BUY 100 YES @ 0.5'),
      working('b', 'BUY 120 YES @ 0.5', { of: other }),
    ];
    const changes = { limits: { ...LIMITS, exposureMax: usdc('59.99') } };
    const decision = decide({ resting: bids, changes });
    expect(canceled(decision)).toEqual(['b']);
    expect(decision.cancels[0]?.reason).toBe('would breach: total exposure $110.00 over $59.99');
  });
});
