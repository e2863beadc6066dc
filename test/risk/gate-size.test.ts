import { describe, expect, it } from 'vitest';
import { known, mapObserved } from '../../lib/domain/observed.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { market, oneEvent, order } from './books.ts';
import {
  balancesOf,
  CALM,
  contextWith,
  judged,
  NOW,
  quotes,
  WIDE,
  wish,
  withOrders,
  yes,
} from './contexts.ts';
import type { Held } from './books.ts';

const taking = (text: string) => wish(order(text, { liquidity: 'may-take', timeInForce: 'FAK' }));

describe('EXPOSURE_LIMIT', () => {
  it.each([
    ['total', 'exposureMax'],
    ['market', 'exposurePerMarketMax'],
    ['category', 'exposurePerCategoryMax'],
    ['event', 'exposurePerEventMax'],
  ] as const)('lets the %s limit be reached but not passed', (scope, key) => {
    const context = contextWith([], { limits: { ...WIDE, [key]: usdc('50') } });
    expect(judged(context, 'A BUY YES 99.99 @ 0.5')).toEqual(['adding 99.99']);
    expect(judged(context, 'A BUY YES 100 @ 0.5')).toEqual(['adding 100']);
    expect(judged(context, 'A BUY YES 100.01 @ 0.5')).toEqual(['adding 100']);
    const full = withOrders(context, 'A BUY YES 96 @ 0.5');
    expect(judged(full, 'A BUY YES 10 @ 0.5')).toEqual([
      `EXPOSURE_LIMIT: scope=${scope} limit=50 exposure=48 with=50.5 size=5 allowed=4`,
    ]);
  });

  it('pitfall 9: looks at all limits together, $150 wanted where $10 is left', () => {
    const context = withOrders(contextWith(), 'A BUY YES 180 @ 0.5');
    expect(judged(context, 'A BUY YES 300 @ 0.5')).toEqual(['adding 20']);
  });

  it('names every scope that is in the way', () => {
    const tight = { ...WIDE, exposurePerMarketMax: usdc('1'), exposurePerEventMax: usdc('2') };
    expect(judged(contextWith([], { limits: tight }), 'A BUY YES 10 @ 0.5')).toEqual([
      'EXPOSURE_LIMIT: scope=market limit=1 exposure=0 with=2.5 size=5 allowed=2',
      'EXPOSURE_LIMIT: scope=event limit=2 exposure=0 with=2.5 size=5 allowed=2',
    ]);
  });

  it('counts each approved order for those after it', () => {
    expect(judged(contextWith(), 'A BUY YES 150 @ 0.5', 'A BUY YES 100 @ 0.5')).toEqual([
      'adding 150',
      'adding 50',
    ]);
  });

  it('counts a refused order for nothing', () => {
    expect(judged(contextWith(), 'A BUY YES 100 @ 0.505', 'A BUY YES 200 @ 0.5')).toEqual([
      'adding 200',
      'OFF_TICK: price=0.505 tick=0.01',
    ]);
  });

  it('lets reducing orders pass where a limit is breached already', () => {
    const context = contextWith([yes('1000', '500')]);
    expect(judged(context, 'A SELL YES 400 @ 0.5', 'A BUY NO 100 @ 0.4')).toEqual([
      'reducing 400',
      'reducing 100',
    ]);
  });

  it('lets of a hedge pass what lowers exposure, and adds to it up to the limit', () => {
    const context = contextWith([yes('1000', '500')], {
      limits: { ...WIDE, exposurePerMarketMax: usdc('501') },
    });
    expect(judged(context, 'A BUY NO 3000 @ 0.5')).toEqual(['adding 2002']);
    const tight = { ...context, limits: { ...WIDE, exposurePerMarketMax: usdc('400') } };
    expect(judged(tight, 'A BUY NO 3000 @ 0.5')).toEqual(['reducing 2000']);
  });
});

describe('MIN_SIZE', () => {
  it.each([
    ['4.99', 'MIN_SIZE: size=4.99 minimum=5 wanted=4.99'],
    ['5', 'adding 5'],
    ['5.01', 'adding 5.01'],
    ['5.019', 'adding 5.01'],
    ['0', 'MIN_SIZE: size=0 minimum=5 wanted=0'],
  ])('a post-only BUY of %s: %s', (size, expected) => {
    expect(judged(contextWith(), `A BUY YES ${size} @ 0.5`)).toEqual([expected]);
  });

  it.each([
    ['33.33', 'MIN_SIZE: size=33.33 minimum=33.34 wanted=33.33'],
    ['33.34', 'adding 33.34'],
  ])('a BUY of %s that may take at 0.03 is worth a dollar or refused', (size, expected) => {
    expect(judged(contextWith(), taking(`A BUY YES ${size} @ 0.03`))).toEqual([expected]);
  });

  it.each([
    ['1.49', 'CIRCUIT_BREAKER: DRAWDOWN: until=2026-11-22T12:00:00.000Z cause=lost'],
    ['1.5', 'MIN_SIZE: size=3 minimum=5 wanted=3'],
    ['1.51', 'MIN_SIZE: size=3 minimum=5 wanted=3'],
  ])('is the reason where no rule is in the way: a hedge of %s YES by 3 NO', (held, expected) => {
    const DRAWDOWN = { kind: 'open', since: NOW, until: NOW, detail: 'lost' } as const;
    const risk = { ...CALM, breakers: { ...CALM.breakers, DRAWDOWN } };
    const context = contextWith([yes(held, '1')], { risk });
    expect(judged(context, 'A BUY NO 3 @ 0.5')).toEqual([expected]);
  });

  it("goes by the larger of the market's and the book's minimum", () => {
    const books = new Map([
      [
        tokenId('A-YES'),
        mapObserved(quotes(tokenId('A-YES'), '0.49', '0.51'), (book) => ({
          ...book,
          sizeMin: shares('15'),
        })),
      ],
    ]);
    const context = contextWith([], { books });
    expect(judged(context, 'A BUY YES 14.99 @ 0.5')).toEqual([
      'MIN_SIZE: size=14.99 minimum=15 wanted=14.99',
    ]);
  });

  it('rounds a minimum between two lots up', () => {
    const universe = oneEvent([market('A', { sizeMin: shares('5.001') })]);
    expect(judged(contextWith([], { universe }), 'A BUY YES 5 @ 0.5')).toEqual([
      'MIN_SIZE: size=5 minimum=5.01 wanted=5',
    ]);
  });

  it.each([
    ['95', 'reducing 95'],
    ['95.01', 'reducing 95'],
    ['99.99', 'reducing 95'],
    ['100', 'reducing 100'],
  ])('of 100 held, a SELL of %s leaves nothing or the minimum: %s', (size, expected) => {
    expect(judged(contextWith([yes('100', '50')]), `A SELL YES ${size} @ 0.5`)).toEqual([expected]);
  });

  it('sells all whole lots where a part of a lot is left', () => {
    const context = contextWith([yes('10.009999', '5')]);
    expect(judged(context, 'A SELL YES 10 @ 0.5')).toEqual(['reducing 10']);
  });

  it('refuses a SELL that would strand a rest', () => {
    expect(judged(contextWith([yes('8', '4')]), 'A SELL YES 6 @ 0.5')).toEqual([
      'MIN_SIZE: size=3 minimum=5 wanted=6',
    ]);
    expect(judged(contextWith([yes('4', '2')]), 'A SELL YES 3 @ 0.5')).toEqual([
      'MIN_SIZE: size=0 minimum=5 wanted=3',
    ]);
  });

  it.each([
    ['9', '4', '5', 'reducing 5'],
    ['13', '3', '10', 'reducing 10'],
    ['104', '4', '100', 'reducing 100'],
    ['20', '4', '10.99', 'reducing 10.99'],
    ['20', '4', '11', 'reducing 11'],
    ['20', '4', '11.01', 'reducing 11'],
    ['20', '4', '15.99', 'reducing 11'],
    ['20', '4', '16', 'reducing 16'],
  ])('of %s YES beside %s NO, leaves by a SELL of %s no bet below the minimum: %s', (...row) => {
    const [own, other, size, expected] = row;
    const no: Held = { market: 'A', outcome: 'NO', shares: other, cost: '1' };
    expect(judged(contextWith([yes(own, '5'), no]), `A SELL YES ${size} @ 0.5`)).toEqual([
      expected,
    ]);
  });

  it('counts no shares of the other outcome as paired that rest to be sold', () => {
    const no: Held = { market: 'A', outcome: 'NO', shares: '5', cost: '2' };
    const context = contextWith([yes('14', '7'), no]);
    expect(judged(context, 'A SELL YES 9 @ 0.5')).toEqual(['reducing 9']);
    const busy = withOrders(context, 'A SELL NO 5 @ 0.6');
    expect(judged(busy, 'A SELL YES 10 @ 0.5')).toEqual(['reducing 9']);
  });

  it('counts what rests to be sold as gone', () => {
    const busy = withOrders(contextWith([yes('20', '10')]), 'A SELL YES 10 @ 0.6');
    expect(judged(busy, 'A SELL YES 8 @ 0.5')).toEqual(['reducing 5']);
  });
});

describe('a reason', () => {
  it('is no rule that lets the minimum through', () => {
    const limits = { ...WIDE, exposurePerMarketMax: usdc('2.5') };
    const context = contextWith([], { limits, balances: known(balancesOf([], '2'), NOW) });
    expect(judged(context, 'A BUY YES 10 @ 0.5')).toEqual([
      'INSUFFICIENT_BALANCE: needed=5 free=2 cash=2 reserved=0',
    ]);
  });
});

describe('a BUY', () => {
  it('leaves no rest to think of, whatever is held', () => {
    expect(judged(contextWith([yes('8', '4')]), 'A BUY YES 5 @ 0.5')).toEqual(['adding 5']);
  });
});

describe('the smallest size', () => {
  it('wins over all rules together', () => {
    const context = contextWith([], {
      balances: known(balancesOf([], '20'), NOW),
      risk: {
        ...CALM,
        breakers: {
          ...CALM.breakers,
          API_HEALTH: { kind: 'half-open', since: NOW, probe: { kind: 'available' } },
        },
      },
    });
    expect(judged(context, 'A BUY YES 300 @ 0.5')).toEqual(['adding 5']);
    expect(judged({ ...context, risk: CALM }, 'A BUY YES 300 @ 0.5')).toEqual(['adding 40']);
  });
});
