import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { negate } from '../../lib/units/quantity.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { after, durationMs, minutes, seconds } from '../../lib/units/time.ts';
import { aMarket, NOW } from './books.ts';
import { decide, market, orders, print, prints, quiet } from './flow-scenes.ts';
import { signalled, stoodAt, withFlow } from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { Scene } from './views.ts';

const ENTRY = ['BUY YES 15.69 @ 0.52'];
const whale = (...rows: readonly Print[]): Scene =>
  signalled({ snapshot: { prints: prints(...rows) } });
const entered = (scene: Scene): boolean => decide(scene).desired.length > 0;

describe('a whale', () => {
  it('that moved the price is followed', () => {
    expect(orders(decide(whale(print('w'))))).toEqual(ENTRY);
  });

  it.each([
    ['9999.99', false],
    ['10000', true],
    ['10000.01', true],
  ])('of %s shares at 0.50 against a threshold of 5,000 dollars counts: %s', (size, counts) => {
    expect(entered(whale(print('w', { size })))).toBe(counts);
  });

  it('is one taker order: its rows count together', () => {
    const rows = ['a', 'b'].map((key) => print(key, { transaction: 'tx', size: '5000' }));
    expect(entered(whale(...rows))).toBe(true);
    const strangers = ['a', 'b'].map((key) => print(key, { size: '5000' }));
    expect(entered(whale(...strangers))).toBe(false);
  });

  it('is not made larger by a row that is listed twice', () => {
    const row = print('a', { size: '5000' });
    expect(entered(whale(row, row))).toBe(false);
  });

  it('is not made of a transaction’s two sides together', () => {
    const rows = [
      print('a', { transaction: 'tx', size: '5000' }),
      print('b', { transaction: 'tx', size: '5000', takerSide: 'SELL' }),
    ];
    expect(entered(whale(...rows))).toBe(false);
  });
});

describe('a followed wallet', () => {
  it('is followed whatever the size of its trade', () => {
    const targets = prints(print('t', { size: '100' }));
    expect(orders(decide(quiet({ snapshot: { targets } })))).toEqual(ENTRY);
  });

  it('that is a whale too makes one signal', () => {
    const both = { targets: prints(print('w')), prints: prints(print('w')) };
    const decision = decide(signalled({ snapshot: both }));
    expect([decision.desired.length, decision.memory.usedSignals.size]).toEqual([1, 1]);
    expect(decision.desired[0]?.reason).toContain('target of $10000.00');
  });
});

describe('the direction of a signal', () => {
  it.each([
    { outcome: 'YES', takerSide: 'BUY', from: '0.40', order: 'BUY YES 15.69 @ 0.52' },
    { outcome: 'NO', takerSide: 'SELL', from: '0.40', order: 'BUY YES 15.69 @ 0.52' },
    { outcome: 'YES', takerSide: 'SELL', from: '0.60', order: 'BUY NO 15.69 @ 0.52' },
    { outcome: 'NO', takerSide: 'BUY', from: '0.60', order: 'BUY NO 15.69 @ 0.52' },
  ] as const)('of a taker’s $takerSide of $outcome is $order', (row) => {
    const { outcome, takerSide, from } = row;
    const scene = whale(print('w', { outcome, takerSide }));
    expect(orders(decide({ ...scene, memory: stoodAt(from) }))).toEqual([row.order]);
  });

  it('is not followed against the move', () => {
    expect(entered(whale(print('w', { takerSide: 'SELL' })))).toBe(false);
  });
});

describe('the freshness of a signal', () => {
  it.each([
    ['one millisecond under 90 s', 89_999n, true],
    ['exactly 90 s', 90_000n, false],
    ['one millisecond over 90 s', 90_001n, false],
    ['90 s ahead of our clock', -90_000n, false],
    ['a little ahead of our clock', -5_000n, true],
  ])('at an age of %s lets it count: %s ms', (_age, ms, counts) => {
    expect(entered(whale(print('w', { at: after(NOW, durationMs(-ms)) })))).toBe(counts);
  });
});

describe('the move of a signal', () => {
  const wide = withFlow({ moveContinuation: 10, expectedMoveMax: PARAMETERS.ff.expectedMoveMax });

  it.each([
    ['0.481', false],
    ['0.48', true],
    ['0.479', true],
  ])('from %s to 0.50 against a minimum of two cents counts: %s', (from, counts) => {
    const scene = signalled({ memory: stoodAt(from) });
    expect(decide(scene, wide).desired.length > 0).toBe(counts);
  });

  it.each([
    ['within', 300_000n, true],
    ['before', 300_001n, false],
  ])('is measured %s the window: %s ms', (_where, ms, counts) => {
    const [[condition, memory] = []] = stoodAt('0.40').markets;
    const samples = [{ at: after(NOW, durationMs(-ms)), yes: price('0.40') }];
    const markets = new Map(
      condition === undefined || memory === undefined ? [] : [[condition, { ...memory, samples }]],
    );
    expect(entered(signalled({ memory: { markets } }))).toBe(counts);
  });

  it('is the net one: a price that came back has not moved', () => {
    const [[condition, memory] = []] = stoodAt('0.50').markets;
    const dip = { at: after(NOW, negate(minutes(1))), yes: price('0.40') };
    const markets = new Map(
      condition === undefined || memory === undefined
        ? []
        : [[condition, { ...memory, samples: [...memory.samples, dip] }]],
    );
    expect(entered(signalled({ memory: { markets } }))).toBe(false);
  });

  it('is none where nothing is remembered', () => {
    expect(entered(signalled({ memory: { markets: new Map() } }))).toBe(false);
  });
});

describe('the entry test', () => {
  // Expected is half of the move; the cost is a spread of two cents and a tick of one.
  it.each([
    ['0.442', false],
    ['0.44', false],
    ['0.438', true],
  ])('of a move from %s to 0.50 against a cost of three cents passes: %s', (from, passes) => {
    expect(entered(signalled({ memory: stoodAt(from) }))).toBe(passes);
  });

  it('counts the fee at the ask and at the target', () => {
    const rated = (rate: string): Market =>
      aMarket('a', { fee: { kind: 'taker', rate: ratio(rate), exponent: 1 } });
    // Two cents are left for fees: rate x (0.51 x 0.49 + 0.55 x 0.45) = 0.4974 x rate.
    const passes = (rate: string): boolean => entered(signalled({ markets: [rated(rate)] }));
    expect([passes('0.040'), passes('0.041')]).toEqual([true, false]);
  });

  it('says what it expected of a signal that it passes over, once', () => {
    const first = decide(signalled({ memory: stoodAt('0.45') }));
    expect(first.reports).toEqual([
      {
        condition: 'a',
        text:
          'FF passes over whale of $10000.00 for YES, moved 5 c: not worth it, ' +
          'expected 2.5 c against 3 c (spread 2, fees 0, one tick)',
      },
    ]);
    const again = decide(signalled({ memory: { ...first.memory, ...stoodAt('0.40') } }));
    expect([again.desired, again.reports]).toEqual([[], []]);
  });

  it('gives its numbers as the reason of an order', () => {
    expect(decide(signalled()).desired[0]?.reason).toBe(
      'whale of $10000.00 for YES, moved 10 c, expected 5 c against 3 c ' +
        '(spread 2, fees 0, one tick): BUY 15.69 YES at 0.52',
    );
  });
});

describe('a signal', () => {
  it('is tested once: the next cycle does not try again', () => {
    const first = decide(signalled());
    const second = decide(signalled({ memory: { ...first.memory, flowExits: [] } }));
    expect([first.desired.length, second.desired.length]).toEqual([1, 0]);
  });

  it('is used up by a test without enough of a move, so that no price is chased', () => {
    const first = decide(signalled({ memory: stoodAt('0.50') }));
    const second = decide(signalled({ memory: { ...first.memory, ...stoodAt('0.40') } }));
    expect(second.desired).toEqual([]);
  });

  it('waits for a valid price as long as it is fresh', () => {
    const first = decide(signalled({ books: [] }));
    expect(first.memory.usedSignals.size).toBe(0);
    expect(
      decide(signalled({ memory: { ...first.memory, ...stoodAt('0.40') } })).desired.length,
    ).toBe(1);
  });

  it.each([
    ['twice the lag limit', 180_000n, 1],
    ['a millisecond more', 180_001n, 0],
  ])('is remembered for %s: %s ms', (_time, ms, count) => {
    const used = new Map([['s' as never, after(NOW, durationMs(-ms))]]);
    expect(decide(quiet({ memory: { usedSignals: used } })).memory.usedSignals.size).toBe(count);
  });

  it('of the same size as another comes in the order of its key', () => {
    const rows = [print('z'), print('a'), print('m')];
    const { memory } = decide(whale(...rows));
    expect([...memory.usedSignals.keys()]).toEqual(
      ['a', 'm', 'z'].map((key) => `tx-${key}|a-yes|BUY`),
    );
  });

  it('beyond the twentieth of a cycle is not tested', () => {
    const rows = Array.from({ length: 25 }, (_, n) => print(`w${n}`, { size: `${20_000 + n}` }));
    const { memory } = decide(whale(...rows));
    expect(memory.usedSignals.size).toBe(20);
    expect([...memory.usedSignals.keys()][0]).toBe('tx-w24|a-yes|BUY');
  });

  it.each([19, 20, 21])('is tested beside %d larger ones that cannot be priced', (count) => {
    const others = Array.from({ length: count }, (_, n) => aMarket(`x${n}`));
    const rows = others.map((of, n) => print(`big${n}`, { of, size: '30000' }));
    const scene = signalled({
      markets: [market, ...others],
      snapshot: { prints: prints(print('w'), ...rows) },
    });
    expect(orders(decide(scene))).toEqual(['BUY YES 15.69 @ 0.52']);
  });

  it('is not tested while two hundred are remembered', () => {
    const many = (count: number): Scene['memory'] => ({
      usedSignals: new Map(
        Array.from({ length: count }, (_, n) => [`s${n}` as never, after(NOW, negate(seconds(1)))]),
      ),
    });
    const tested = (count: number): number =>
      decide(signalled({ memory: { ...stoodAt('0.40'), ...many(count) } })).desired.length;
    expect([tested(199), tested(200), tested(201)]).toEqual([1, 0, 0]);
  });
});
