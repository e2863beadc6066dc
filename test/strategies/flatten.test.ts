import { describe, expect, it } from 'vitest';
import { decideFlatten, decideNothing, exitsOf } from '../../lib/strategies/flatten.ts';
import { shares } from '../../lib/units/shares.ts';
import { minutes, after } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { canceled, market, orders, other, working } from './icc-scenes.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { Scene } from './views.ts';

const TOUCH = { bid: '0.49', ask: '0.51' };

const seen = (scene: Partial<Scene>): StrategyView =>
  viewOf({
    markets: [market, other],
    books: [market, other].flatMap((each) => bothBooks(each, TOUCH)),
    ...scene,
  });

const holding = (size: string, changes: Partial<Scene> = {}): StrategyView =>
  seen({ positions: [position(market, 'YES', { shares: size, cost: '50' })], ...changes });

const whyKept = (view: StrategyView): readonly string[] =>
  exitsOf(view).flatMap((exit) => (exit.kind === 'kept' ? [exit.why] : []));

describe('flattening', () => {
  it('sells every position at once, no lower than the slippage allows', () => {
    const view = seen({
      positions: [
        position(market, 'YES', { shares: '100', cost: '50' }),
        position(other, 'NO', { shares: '30', cost: '15' }),
      ],
    });
    expect(orders(decideFlatten(view))).toEqual([
      'FAK SELL 100 a-yes @ 0.48',
      'FAK SELL 30 b-no @ 0.48',
    ]);
  });

  it('says why with its numbers', () => {
    expect(decideFlatten(holding('100')).desired[0]?.reason).toBe(
      'flatten: SELL 100 YES at 0.48, fair 0.5',
    );
  });

  it('cancels whatever rests, whoever placed it, but what it cannot name', () => {
    const resting = [
      working('a', 'BUY 40 YES @ 0.4'),
      working('b', 'SELL 40 NO @ 0.6', { of: other, strategy: 'Protect' }),
      working('c', 'BUY 40 YES @ 0.4', { unknown: true }),
    ];
    expect(canceled(decideFlatten(holding('100', { resting })))).toEqual(['a', 'b']);
  });

  it('sells shares that resting sells hold, since they make way', () => {
    const resting = [working('ask', 'SELL 90 YES @ 0.6')];
    expect(orders(decideFlatten(holding('100', { resting })))).toEqual([
      'FAK SELL 100 a-yes @ 0.48',
    ]);
  });

  it('sells no more than the book takes, and leaves nothing or the minimum', () => {
    const books = bothBooks(market, { ...TOUCH, size: '998' });
    const view = holding('1000', { books });
    expect(orders(decideFlatten(view))).toEqual(['FAK SELL 995 a-yes @ 0.48']);
  });

  it('merges complete sets and sells the rest', () => {
    const positions = [
      position(market, 'YES', { shares: '100', cost: '50' }),
      position(market, 'NO', { shares: '40', cost: '20' }),
    ];
    const decision = decideFlatten(seen({ positions }));
    expect(orders(decision)).toEqual(['FAK SELL 60 a-yes @ 0.48']);
    expect(decision.chain).toEqual([
      { kind: 'merge', condition: market.condition, size: shares('40') },
    ]);
  });

  it.each([
    ['4.99', ['it is below the minimum order of 5 shares']],
    ['5', []],
    ['5.01', []],
  ])('keeps %s shares where the minimum is 5: %j', (size, why) => {
    expect(whyKept(holding(size))).toEqual(why);
  });

  it('keeps what nobody can price, what is closed, and what is not free', () => {
    const closed = { ...market, status: { kind: 'paused' } } as const;
    expect([
      whyKept(holding('100', { books: [] })),
      whyKept(holding('100', { markets: [closed, other] })),
      whyKept(holding('100', { changes: { sellable: new Map() } })),
    ]).toEqual([
      ['no book of it was asked for'],
      ['the market is paused'],
      ['only 0 of its shares are free to be sold yet'],
    ]);
  });

  it.each([
    [
      { bid: '0.43', ask: '0.44', size: '1' },
      'too little money stands in its book for a fair price',
    ],
    [{ bid: '0.1', ask: '0.9' }, 'bid and ask are too far apart for a fair price'],
    [{ bid: '0.6', ask: '0.5' }, 'its book is crossed'],
  ])('says what is wrong with a book that is there: %j', (touch, why) => {
    expect(whyKept(holding('100', { books: bothBooks(market, touch) }))).toEqual([why]);
  });

  it('says how much is bid or free, whichever alone is too little', () => {
    const books = bothBooks(market, { bid: '0.45', ask: '0.55' });
    const free = (amount: string) => ({ sellable: new Map([[market.yes, shares(amount)]]) });
    const [unbid, unfree] = [
      '0 shares are bid within the slippage of 0.5',
      '4.99 of its shares are free to be sold yet',
    ];
    expect([
      whyKept(holding('100', { books })),
      whyKept(holding('100', { changes: free('4.99') })),
      whyKept(holding('100', { books, changes: free('4.99') })),
      whyKept(holding('100', { changes: free('5') })),
    ]).toEqual([[`only ${unbid}`], [`only ${unfree}`], [`only ${unfree}, and ${unbid}`], []]);
  });

  it.each([
    ['0.009999', ['it is finer than any order'], []],
    ['0.01', ['it is below the minimum order of 5 shares'], ['a']],
    ['0.010001', ['it is below the minimum order of 5 shares'], ['a']],
  ])('tells %s shares as what they are', (size, why, reported) => {
    const view = holding(size);
    expect(whyKept(view)).toEqual(why);
    expect(decideFlatten(view).reports.map(({ condition }) => condition)).toEqual(reported);
  });

  it('does not go by a book that is too old', () => {
    const snapshot = { now: after(NOW, minutes(5)) };
    const view = holding('100', { snapshot });
    expect([orders(decideFlatten(view)), whyKept(view)]).toEqual([[], ['its book is too old']]);
  });

  it('names what stays', () => {
    expect(decideFlatten(holding('3')).reports).toEqual([
      {
        condition: 'a',
        text: 'flatten: 3 YES of slug-a stay, it is below the minimum order of 5 shares',
      },
    ]);
  });

  it('remembers nothing and wants nothing where nothing is held', () => {
    const view = seen({});
    expect(decideFlatten(view)).toEqual(decideNothing(view));
  });
});
