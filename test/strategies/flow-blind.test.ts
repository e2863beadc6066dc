import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, durationMs, minutes } from '../../lib/units/time.ts';
import { aBook, levels, NOW } from './books.ts';
import { decide, followed, market, orders, plan, quiet } from './flow-scenes.ts';
import { bothBooks, position } from './views.ts';
import type { MarketMemory } from '../../lib/domain/strategy-memory.ts';
import type { Scene } from './views.ts';

// A book of 12 cents is too wide to be valid.
const WIDE = bothBooks(market, { bid: '0.49', ask: '0.61' });

/** FF's lot, so many milliseconds past its time, in a market without a valid price. */
const blind = (
  past: bigint,
  remembered: Partial<MarketMemory> = {},
  scene: Partial<Scene> = {},
): Scene =>
  quiet({
    books: WIDE,
    positions: [followed()],
    ...scene,
    memory: {
      flowExits: [plan({ exitBy: after(NOW, durationMs(-past)) })],
      markets: new Map([
        [
          market.condition,
          {
            samples: [],
            variancePerHour: 0,
            lastValid: { at: NOW, yes: price('0.5') },
            invalidCycles: 2,
            ...remembered,
          },
        ],
      ]),
      ...scene.memory,
    },
  });

describe('a lot of FF without a valid price', () => {
  const SOLD = ['SELL YES 100 @ 0.48'];

  it.each([
    ['a millisecond before its time', -1n, []],
    ['at its time', 0n, SOLD],
    ['a millisecond after its time', 1n, SOLD],
  ])('%s leaves by the last valid one: %s ms, %j', (_when, past, wanted) => {
    expect(orders(decide(blind(past)))).toEqual(wanted);
  });

  it.each([
    [1, []],
    [2, SOLD],
    [3, SOLD],
  ])('for %d cycles sends %j', (invalidCycles, wanted) => {
    expect(orders(decide(blind(0n, { invalidCycles })))).toEqual(wanted);
  });

  it('says by what it goes', () => {
    const [exit] = decide(blind(0n)).desired;
    expect(exit?.reason).toBe('time: no valid book, last fair 0.5, bid 0.49: SELL 100 YES at 0.48');
    expect(exit?.reference).toBe(price('0.5'));
  });

  it.each([
    ['a cent below the last price', '0.5', ['SELL YES 100 @ 0.48']],
    ['at the last price', '0.49', ['SELL YES 100 @ 0.47']],
    ['a cent above the last price', '0.48', ['SELL YES 100 @ 0.47']],
    ['far above the last price', '0.2', ['SELL YES 100 @ 0.47']],
  ])('asks no less than the slippage below the bid where that is %s', (_where, last, wanted) => {
    const decision = decide(blind(0n, { lastValid: { at: NOW, yes: price(last) } }));
    expect(orders(decision)).toEqual(wanted);
    expect(decision.desired[0]?.reference).toBe(price(last === '0.5' ? '0.5' : '0.49'));
  });

  // Simulated section 118066143884630.
  it('leaves what is bid far below the best price in its book', () => {
    const gapped = aBook(market.yes, {
      bids: levels('bids', '0.6 x 20', '0.45 x 40', '0.28 x 100'),
      asks: levels('asks', '0.75 x 100'),
    });
    const scene = blind(0n, { lastValid: { at: NOW, yes: price('0.31') } }, { books: [gapped] });
    expect(orders(decide(scene))).toEqual(['SELL YES 20 @ 0.58']);
  });

  it.each<[string, Scene]>([
    [
      'nothing is bid within the slippage',
      blind(0n, { lastValid: { at: NOW, yes: price('0.6') } }),
    ],
    ['no price was ever valid', blind(0n, { lastValid: null })],
    ['no book is known', blind(0n, {}, { books: [] })],
  ])('is held and reported once where %s', (_why, scene) => {
    const first = decide(scene);
    const { notices } = first.memory;
    const second = decide({ ...scene, memory: { ...scene.memory, notices } });
    expect([orders(first), first.reports.length, second.reports.length]).toEqual([[], 1, 0]);
    expect(first.reports[0]?.text).toBe(
      '100 YES of slug-a are past their time, and no valid book shows a price to sell at; ' +
        'held, tried again each cycle',
    );
  });

  it.each<[string, Partial<Scene>]>([
    ['that is a rest below the minimum', { books: [], positions: [followed('2', '4.99')] }],
    ['in a market that is not known', { markets: [] }],
    [
      'of another strategy',
      { books: [], positions: [position(market, 'YES', { shares: '9', cost: '4' })] },
    ],
  ])('%s is not reported', (_which, scene) => {
    expect(decide(blind(0n, {}, scene)).reports).toEqual([]);
  });

  it('waits in a market that takes no orders', () => {
    const paused = { ...market, status: { kind: 'paused' } } as const;
    expect(orders(decide(blind(0n, {}, { markets: [paused] })))).toEqual([]);
  });
});

describe('a lot of FF that has to go and cannot', () => {
  const entered = (scene: Partial<Scene>, exitBy = after(NOW, durationMs(0n))): Scene =>
    quiet({
      books: bothBooks(market, { bid: '0.46', ask: '0.54' }),
      positions: [followed()],
      ...scene,
      memory: { flowExits: [plan({ exitBy })] },
    });
  const HELD = 'nothing is bid within the slippage or other orders offer them; ';

  it.each<[string, Scene, string]>([
    ['by time, nothing being bid near enough', entered({}), 'past their time'],
    [
      'by its stop, other orders offering all',
      entered(
        {
          books: bothBooks(market, { bid: '0.44', ask: '0.46' }),
          changes: { sellable: new Map([[market.yes, shares('0')]]) },
        },
        after(NOW, minutes(30)),
      ),
      'past their stop',
    ],
  ])('%s, is reported once', (_why, scene, cause) => {
    const first = decide(scene);
    const { notices } = first.memory;
    const second = decide({ ...scene, memory: { ...scene.memory, notices } });
    expect([orders(first), second.reports]).toEqual([[], []]);
    expect(first.reports.map(({ text }) => text)).toEqual([
      `100 YES of slug-a are ${cause}, and ${HELD}held, tried again each cycle`,
    ]);
  });

  it.each<[string, Scene]>([
    ['before its time', entered({}, after(NOW, durationMs(1n)))],
    ['while everything is halted', entered({ changes: { tradingState: 'HALTED' } })],
    ['that is a rest below the minimum', entered({ positions: [followed('2', '4.99')] })],
  ])('is not reported %s', (_when, scene) => {
    expect(decide(scene).reports).toEqual([]);
  });
});
