import { describe, expect, it } from 'vitest';
import { unknown } from '../../lib/domain/observed.ts';
import { cents, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, durationMs, hours } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, anEvent, NOW } from './books.ts';
import { decide, followed, market, orders, print, prints } from './flow-scenes.ts';
import { signalled, stoodAt, withFlow } from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { Scene } from './views.ts';

const entered = (scene: Scene): boolean => decide(scene).desired.length > 0;
const whale = (...rows: readonly Print[]): Scene =>
  signalled({ snapshot: { prints: prints(...rows) } });

describe('new risk of FF', () => {
  const ending = (inHours: number, ms = 0n): Scene => {
    const at = after(after(NOW, hours(inHours)), durationMs(ms));
    return signalled({ markets: [{ ...market, end: { kind: 'at', at } }] });
  };

  it.each([
    ['24 hours and a millisecond', 1n, true],
    ['24 hours', 0n, true],
    ['less', -1n, false],
  ])('is taken %s before the end: %s', (_when, ms, taken) => {
    expect(entered(ending(24, ms))).toBe(taken);
  });

  it.each([
    ['one micro below the minimum size', '4.999999', true],
    ['exactly the minimum size', '5', false],
  ])('a lot of FF that is %s lets it enter: %s', (_how, size, enters) => {
    expect(entered(signalled({ positions: [followed('2.5', size)] }))).toBe(enters);
  });

  it.each<[string, Partial<Scene>]>([
    ['where nobody knows the end', { markets: [{ ...market, end: { kind: 'unknown' } }] }],
    ['in a paused market', { markets: [{ ...market, status: { kind: 'paused' } }] }],
    ['in a market that is not known', { markets: [] }],
    ['without a valid price', { books: [] }],
    ['while trading may only reduce', { changes: { tradingState: 'REDUCE_ONLY' } }],
    ['while trading is halted', { changes: { tradingState: 'HALTED' } }],
    ['where FF holds YES already', { positions: [followed()] }],
    [
      'where FF holds NO already',
      {
        positions: [
          position(market, 'NO', {
            shares: '10',
            cost: '5',
            lots: [{ strategy: 'FF', shares: shares('10'), cost: usdc('5') }],
          }),
        ],
      },
    ],
    [
      'where an order of FF is of unknown outcome',
      {
        resting: [
          resting('u', 'FF', {
            market,
            outcome: 'NO',
            side: 'SELL',
            at: '0.9',
            size: '9',
            certainty: 'unknown',
          }),
        ],
      },
    ],
    [
      'where a higher strategy quotes the side',
      {
        resting: [
          resting('b', 'MM', { market, outcome: 'NO', side: 'SELL', at: '0.52', size: '9' }),
        ],
      },
    ],
    [
      'where it would trade with an own order',
      {
        resting: [
          resting('a', 'MM', { market, outcome: 'YES', side: 'SELL', at: '0.52', size: '9' }),
        ],
      },
    ],
  ])('is not taken %s', (_where, scene) => {
    expect(entered(signalled(scene))).toBe(false);
  });

  it('is taken beside an own order that it cannot meet', () => {
    const far = resting('a', 'MM', { market, outcome: 'YES', side: 'SELL', at: '0.53', size: '9' });
    expect(entered(signalled({ resting: [far] }))).toBe(true);
  });

  it('is taken beside the shares of other strategies', () => {
    const mm = position(market, 'YES', { shares: '10', cost: '5' });
    expect(entered(signalled({ positions: [mm] }))).toBe(true);
  });

  it('is not taken while re-entry is banned', () => {
    const stops = [
      {
        token: market.yes,
        breaches: 0,
        widenedCents: null,
        noEntryUntil: after(NOW, durationMs(1n)),
      },
    ];
    expect(entered(signalled({ memory: { stops } }))).toBe(false);
  });

  it('is not taken in a market that the filters exclude', () => {
    const filtered = {
      ...PARAMETERS,
      markets: { only: [], exclude: ['slug-a'], excludeCategories: [] },
    };
    expect(decide(signalled(), filtered).desired).toEqual([]);
  });

  it('is not taken while the mode is off, and no signal is used up', () => {
    const decision = decide(signalled(), withFlow({ mode: 'off' }));
    expect([decision.desired.length, decision.memory.usedSignals.size]).toEqual([0, 0]);
  });

  it('is taken once in a market, by the larger of two signals', () => {
    const rows = [print('small', { size: '11000' }), print('large', { size: '30000' })];
    const decision = decide(whale(...rows));
    expect(decision.desired.map(({ signal }) => signal)).toEqual([
      { kind: 'signal', key: 'tx-large|a-yes|BUY' },
    ]);
    expect(decision.reports[0]?.text).toContain('its market is entered already');
  });

  it('is taken in two markets at once within the limits of both together', () => {
    const other = aMarket('b', { fee: { kind: 'free' } });
    const scene = signalled({
      markets: [market, other],
      events: [anEvent('e', [market]), anEvent('f', [other])],
      books: [market, other].flatMap((each) => bothBooks(each, { bid: '0.49', ask: '0.51' })),
      memory: { markets: new Map([...stoodAt('0.40').markets, ...stoodAt('0.40', other).markets]) },
      snapshot: { prints: prints(print('a'), print('b', { of: other })) },
      changes: { freeCash: usdc('1000') },
    });
    expect(orders(decide(scene))).toEqual(['BUY YES 15.69 @ 0.52', 'BUY YES 15.57 @ 0.52']);
  });

  it.each([
    { where: 'one tick under 0.97', bid: '0.959', ask: '0.979', from: '0.86', count: 1 },
    { where: 'at 0.97', bid: '0.96', ask: '0.98', from: '0.86', count: 1 },
    { where: 'one tick over 0.97', bid: '0.961', ask: '0.981', from: '0.86', count: 0 },
  ])('is taken $where: $count', ({ bid, ask, from, count }) => {
    const fine = aMarket('a', { fee: { kind: 'free' }, tick: tick('0.001') });
    const books = bothBooks(fine, { bid, ask, size: '1000000' });
    const scene = signalled({ markets: [fine], books, memory: stoodAt(from) });
    expect(decide(scene).desired.length).toBe(count);
  });

  it('is not taken where the tick leaves no price within the slippage', () => {
    const coarse = aMarket('a', { fee: { kind: 'free' }, tick: tick('0.1') });
    const books = bothBooks(coarse, { bid: '0.51', ask: '0.52' });
    const decision = decide(
      signalled({ markets: [coarse], books, memory: stoodAt('0.2') }),
      withFlow({ expectedMoveMax: cents(20) }),
    );
    // Buying at 0.5 is below the ask: nothing is offered there.
    expect(decision.reports[0]?.text).toContain('no room for the minimum size');
  });

  it('is not taken into a book that cannot be read', () => {
    const { fair } = viewOf(signalled());
    const decision = decide(signalled({ books: [], changes: { fair } }));
    expect(decision.reports[0]?.text).toContain('no price to trade at');
  });

  it('is not taken from prints that could not be read', () => {
    const failed = unknown<readonly Print[]>({
      kind: 'TIMEOUT',
      endpoint: 'trades',
      detail: '',
      retryAfter: { kind: 'unspecified' },
    });
    expect(entered(signalled({ snapshot: { prints: failed } }))).toBe(false);
  });
});
