import { describe, expect, it } from 'vitest';
import { mapObserved } from '../../lib/domain/observed.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { conditionId, tokenId } from '../../lib/units/ids.ts';
import { cents, price, tick } from '../../lib/units/price.ts';
import { market, oneEvent, order } from './books.ts';
import { contextWith, fairAt, judged, LIMITS, quotes, WIDE, wish } from './contexts.ts';
import type { DesiredOrder } from '../../lib/domain/order.ts';
import type { Held } from './books.ts';

const LONG: readonly Held[] = [{ market: 'A', outcome: 'YES', shares: '100', cost: '50' }];
const at = (text: string, reference: string, changes: Partial<DesiredOrder> = {}) =>
  judged(contextWith(LONG), wish(text, { reference: price(reference), ...changes }));

describe('SLIPPAGE_LIMIT', () => {
  it.each([
    ['0.51', 'adding 10'],
    ['0.52', 'adding 10'],
    ['0.53', 'SLIPPAGE_LIMIT: side=BUY price=0.53 reference=0.5 worse=0.03 limit=0.02'],
  ])('a BUY at %s over a reference of 0.5: %s', (limit, expected) => {
    expect(at(`A BUY YES 10 @ ${limit}`, '0.5')).toEqual([expected]);
  });

  it.each([
    ['0.49', 'reducing 100'],
    ['0.48', 'reducing 100'],
    ['0.47', 'SLIPPAGE_LIMIT: side=SELL price=0.47 reference=0.5 worse=0.03 limit=0.02'],
  ])('a SELL at %s under a reference of 0.5: %s', (limit, expected) => {
    expect(at(`A SELL YES 100 @ ${limit}`, '0.5')).toEqual([expected]);
  });

  it('pitfall 7: lets a quote pass however far on the safe side', () => {
    expect(at('A BUY YES 10 @ 0.01', '0.5')).toEqual(['adding 10']);
    expect(at('A SELL YES 100 @ 0.99', '0.5')).toEqual(['reducing 100']);
  });

  it.each([
    ['0.46', 4, 'reducing 100'],
    ['0.45', 5, 'reducing 100'],
    ['0.45', 4, 'SLIPPAGE_LIMIT: side=SELL price=0.45 reference=0.5 worse=0.05 limit=0.04'],
    ['0.44', 6, 'SLIPPAGE_LIMIT: side=SELL price=0.44 reference=0.5 worse=0.06 limit=0.05'],
  ])('a stop at %s widened to %i cents: %s', (limit, count, expected) => {
    const slippage = { kind: 'stop', cents: count } as const;
    expect(at(`A SELL YES 100 @ ${limit}`, '0.5', { slippage })).toEqual([expected]);
  });

  it('widens a stop that gives up the hedge of another market of its event', () => {
    const held: readonly Held[] = [
      { market: 'A', outcome: 'NO', shares: '100', cost: '30' },
      { market: 'B', outcome: 'NO', shares: '100', cost: '30' },
    ];
    const context = contextWith(held, {
      limits: WIDE,
      universe: oneEvent(
        ['A', 'B', 'C'].map((name) => market(name)),
        { exclusivity: 'exclusive' },
      ),
    });
    const sale = 'A SELL NO 100 @ 0.46';
    const stop = wish(sale, {
      reference: price('0.5'),
      slippage: { kind: 'stop', cents: 5 },
    });
    expect(judged(context, stop)).toEqual(['adding 100']);
    expect(judged(context, wish(sale, { reference: price('0.5') }))).toEqual([
      'SLIPPAGE_LIMIT: side=SELL price=0.46 reference=0.5 worse=0.04 limit=0.02',
    ]);
  });

  it('widens nothing for what adds exposure', () => {
    const slippage = { kind: 'stop', cents: 5 } as const;
    expect(at('A BUY YES 10 @ 0.54', '0.5', { slippage })).toEqual([
      'SLIPPAGE_LIMIT: side=BUY price=0.54 reference=0.5 worse=0.04 limit=0.02',
    ]);
  });

  it.each([
    ['0.51', 'adding 10'],
    ['0.52', 'adding 10'],
    ['0.53', 'SLIPPAGE_LIMIT: side=BUY price=0.53 reference=0.5 worse=0.03 limit=0.02'],
  ])('measures a BUY at %s from the fair price, whatever its reference', (limit, expected) => {
    expect(at(`A BUY YES 10 @ ${limit}`, limit)).toEqual([expected]);
  });

  it.each([
    ['0.31', 'adding 10'],
    ['0.32', 'adding 10'],
    ['0.33', 'SLIPPAGE_LIMIT: side=BUY price=0.33 reference=0.3 worse=0.03 limit=0.02'],
  ])('measures a BUY of NO at %s from the fair price of NO', (limit, expected) => {
    const fair = new Map([[conditionId('A'), fairAt('0.7')]]);
    expect(judged(contextWith([], { fair }), `A BUY NO 10 @ ${limit}`)).toEqual([expected]);
  });

  it('lets of a hedge beyond the fair price pass what closes', () => {
    const hedge = wish('A BUY NO 300 @ 0.54', { slippage: { kind: 'stop', cents: 4 } });
    expect(judged(contextWith(LONG, { limits: WIDE }), hedge)).toEqual(['reducing 185.18']);
  });

  it('measures what adds from its own reference too', () => {
    expect(at('A BUY YES 10 @ 0.5', '0.47')).toEqual([
      'SLIPPAGE_LIMIT: side=BUY price=0.5 reference=0.47 worse=0.03 limit=0.02',
    ]);
  });

  const unpriced = contextWith(LONG, {
    fair: new Map([[conditionId('A'), { kind: 'invalid', cause: 'thin' }]]),
  });

  it('refuses what adds where there is no valid fair price', () => {
    expect(judged(unpriced, 'A BUY YES 10 @ 0.01', 'B BUY YES 10 @ 0.01')).toEqual([
      'STALE_DATA: part=fair cause=thin',
      'STALE_DATA: part=fair cause=missing',
    ]);
  });

  it('measures what closes from its reference where there is no valid fair price', () => {
    const [reference, slippage] = [price('0.5'), { kind: 'stop', cents: 4 } as const];
    const sale = wish('A SELL YES 50 @ 0.46', { reference, slippage });
    const hedge = wish('A BUY NO 300 @ 0.54', { reference, slippage });
    expect(judged({ ...unpriced, limits: WIDE }, sale, hedge)).toEqual([
      'reducing 50',
      'reducing 92.59',
    ]);
  });

  it('lets a stop go as far as a preset that is wider than stops are', () => {
    const context = contextWith(LONG, { limits: { ...LIMITS, slippageMax: cents(8) } });
    const stop = wish('A SELL YES 100 @ 0.42', {
      reference: price('0.5'),
      slippage: { kind: 'stop', cents: 8 },
    });
    expect(judged(context, stop)).toEqual(['reducing 100']);
  });
});

describe('OFF_TICK', () => {
  it.each([
    ['0.49', 'adding 10'],
    ['0.495', 'OFF_TICK: price=0.495 tick=0.01'],
  ])('a price of %s: %s', (limit, expected) => {
    expect(at(`A BUY YES 10 @ ${limit}`, '0.5')).toEqual([expected]);
  });

  it('goes by the tick of the book, which changes before the metadata does', () => {
    const finer = mapObserved(quotes(tokenId('A-YES'), '0.49', '0.51'), (book) => ({
      ...book,
      tick: tick('0.005'),
    }));
    const context = contextWith(LONG, { books: new Map([[tokenId('A-YES'), finer]]) });
    expect(judged(context, 'A BUY YES 10 @ 0.495')).toEqual(['adding 10']);
  });

  it('goes by the market where no book is known', () => {
    expect(judged(contextWith(LONG, { books: new Map() }), 'A BUY YES 10 @ 0.495')).toEqual([
      'STALE_DATA: part=book token=A-YES cause=not read',
      'OFF_TICK: price=0.495 tick=0.01',
    ]);
  });
});

describe('an order that contradicts itself', () => {
  it("throws where its token is not its outcome's", () => {
    const wrong = order('A BUY YES 10 @ 0.5', { token: tokenId('A-NO') });
    expect(() => gate([wish(wrong)], contextWith())).toThrow("names its outcome's token");
  });

  it('throws where it is post-only and cannot rest', () => {
    const wrong = order('A BUY YES 10 @ 0.5', { timeInForce: 'FOK' });
    expect(() => gate([wish(wrong)], contextWith())).toThrow('a post-only order can rest');
  });

  it('may be post-only and good till cancelled', () => {
    const patient = order('A BUY YES 10 @ 0.5', { timeInForce: 'GTC' });
    expect(judged(contextWith(), wish(patient))).toEqual(['adding 10']);
  });
});
