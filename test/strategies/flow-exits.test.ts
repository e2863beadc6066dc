import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { after, durationMs } from '../../lib/units/time.ts';
import { levels, NOW } from './books.ts';
import {
  decide,
  followed,
  market,
  orders,
  plan,
  quiet,
  signalled,
  withFlow,
} from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position } from './views.ts';
import type { StrategyParameters } from '../../lib/domain/parameters.ts';
import type { Scene } from './views.ts';

/** 100 YES of FF at 0.50, entered with fair at 0.50, and the book of now. */
const holding = (bid: string, ask: string, scene: Partial<Scene> = {}): Scene =>
  quiet({
    books: bothBooks(market, { bid, ask }),
    positions: [followed()],
    ...scene,
    memory: { flowExits: [plan()], ...scene.memory },
  });

describe('take-profit', () => {
  it.each([
    ['0.529', '0.531', []],
    ['0.53', '0.532', ['SELL YES 100 @ 0.53']],
    ['0.531', '0.533', ['SELL YES 100 @ 0.531']],
  ])('at a bid of %s, ask %s, over a cost of 0.50 sells %j', (bid, ask, wanted) => {
    const fine = { ...market, tick: 1_000n as never };
    const scene = holding(bid, ask, {
      markets: [fine],
      books: bothBooks(fine, { bid, ask }),
    });
    expect(orders(decide(scene))).toEqual(wanted);
  });

  it('is net of both fees', () => {
    const feeing = { ...market, fee: { kind: 'taker', rate: ratio('0.04'), exponent: 1 } } as const;
    const at = (bid: string, ask: string): readonly string[] =>
      orders(decide(holding(bid, ask, { markets: [feeing] })));
    // At 0.55 fees are 1.0 + 0.99 cents: 5 cents of rise net 3.01; at 0.54 they net 2.006.
    expect([at('0.54', '0.56'), at('0.55', '0.57')]).toEqual([[], ['SELL YES 100 @ 0.55']]);
  });

  it('is measured from what the lot really cost, not from the price of the signal', () => {
    const scene = holding('0.54', '0.56', { positions: [followed('52')] });
    expect(decide(scene).desired).toEqual([]);
  });

  it('sells only at the bid that makes the profit', () => {
    const deep = bothBooks(market, { bid: '0.53', ask: '0.55', size: '1000' })
      .filter(({ token }) => token === market.yes)
      .map((book) => ({ ...book, bids: levels('bids', '0.53 x 40', '0.52 x 1000') }));
    const scene = holding('0.53', '0.55', { books: deep });
    expect(orders(decide(scene))).toEqual(['SELL YES 40 @ 0.53']);
  });

  it('says what it nets', () => {
    expect(decide(holding('0.54', '0.56')).desired[0]?.reason).toBe(
      'take-profit: bid 0.54 nets 4 c a share after fees: SELL 100 YES at 0.54',
    );
  });
});

describe('the stop of FF', () => {
  it.each([
    ['0.4811', '0.4831', []],
    ['0.479', '0.481', ['SELL YES 100 @ 0.46']],
    ['0.4789', '0.4809', ['SELL YES 100 @ 0.4599']],
  ])('with a book of %s to %s, two cents under 0.50 at entry, sells %j', (bid, ask, wanted) => {
    const fine = { ...market, tick: 100n as never };
    const scene = holding(bid, ask, { markets: [fine], books: bothBooks(fine, { bid, ask }) });
    expect(orders(decide(scene))).toEqual(wanted);
  });

  it('is measured from fair at entry, not from the cost', () => {
    const dear = holding('0.49', '0.51', { positions: [followed('56')] });
    expect(decide(dear).desired).toEqual([]);
    const cheap = holding('0.47', '0.49', { positions: [followed('48')] });
    expect(decide(cheap).desired[0]?.reason).toBe(
      'stop: fair 0.48 from 0.5 at entry: SELL 100 YES at 0.46',
    );
  });

  it('watches NO by the price of NO', () => {
    const no = { ...followed(), ...position(market, 'NO', { shares: '100', cost: '50' }) };
    const lots = followed().byStrategy;
    const scene = holding('0.51', '0.53', {
      positions: [{ ...no, byStrategy: lots }],
      memory: { flowExits: [plan({ token: market.no })] },
    });
    expect(orders(decide(scene))).toEqual(['SELL NO 100 @ 0.46']);
  });
});

describe('the time of FF', () => {
  it.each([
    ['a millisecond before its end', 1n, 0],
    ['at its end', 0n, 1],
    ['a millisecond after its end', -1n, 1],
  ])('%s sends %s exits', (_when, ms, count) => {
    const memory = { flowExits: [plan({ exitBy: after(NOW, durationMs(ms)) })] };
    expect(decide(holding('0.49', '0.51', { memory })).desired.length).toBe(count);
  });

  it('sells at fair less the slippage, for its reason', () => {
    const memory = { flowExits: [plan({ exitBy: NOW })] };
    expect(decide(holding('0.49', '0.51', { memory })).desired[0]?.reason).toBe(
      'time: fair 0.5 from 0.5 at entry: SELL 100 YES at 0.48',
    );
  });
});

describe('an exit of FF', () => {
  const stopped = (scene: Partial<Scene> = {}): Scene => holding('0.47', '0.49', scene);
  const sizes = (scene: Scene, params: StrategyParameters = PARAMETERS): readonly string[] =>
    decide(scene, params).desired.map(({ order }) => formatShares(order.size));

  it('comes also while FF is off', () => {
    expect(sizes(stopped(), withFlow({ mode: 'off' }))).toEqual(['100']);
  });

  it.each([
    ['REDUCE_ONLY', 1],
    ['HALTED', 0],
  ] as const)('in state %s comes %d times', (tradingState, count) => {
    expect(sizes(stopped({ changes: { tradingState } })).length).toBe(count);
  });

  it('pitfall 11: sells FF’s own lot only, and no more of it than is free', () => {
    const shared = position(market, 'YES', {
      shares: '300',
      cost: '150',
      lots: [
        ...followed().byStrategy,
        ...position(market, 'YES', { shares: '200', cost: '100' }).byStrategy,
      ],
    });
    const free = (count: string): readonly string[] =>
      sizes(
        stopped({
          positions: [shared],
          changes: { sellable: new Map([[market.yes, shares(count)]]) },
        }),
      );
    expect([free('300'), free('100'), free('50'), free('0')]).toEqual([
      ['100'],
      ['100'],
      ['50'],
      [],
    ]);
  });

  it('sells nothing that is not known to be free', () => {
    expect(sizes(stopped({ changes: { sellable: new Map() } }))).toEqual([]);
  });

  it('leaves the minimum or nothing of the lot', () => {
    const free = (count: string): readonly string[] =>
      sizes(stopped({ changes: { sellable: new Map([[market.yes, shares(count)]]) } }));
    expect([free('95'), free('95.01'), free('99.99'), free('100')]).toEqual([
      ['95'],
      ['95'],
      ['95'],
      ['100'],
    ]);
  });

  it('takes no more than the book has within the slippage', () => {
    const books = bothBooks(market, { bid: '0.47', ask: '0.49', size: '300' });
    const scene = stopped({ books, positions: [followed('500', '1000')] });
    expect(sizes(scene)).toEqual(['300']);
  });

  it.each<[string, Partial<Scene>]>([
    ['without a valid price', { books: [] }],
    ['in a paused market', { markets: [{ ...market, status: { kind: 'paused' } }] }],
    ['in a market that is not known', { markets: [] }],
  ])('waits %s, and its plan stays', (_where, scene) => {
    const decision = decide(stopped(scene));
    expect([decision.desired, decision.memory.flowExits]).toEqual([[], [plan()]]);
  });

  it('waits where the grid has no price within the slippage', () => {
    const coarse = { ...market, tick: 100_000n as never };
    const books = bothBooks(coarse, { bid: '0.93', ask: '0.95' });
    const memory = { flowExits: [plan({ entryFair: price('0.99') })] };
    expect(sizes(holding('0.93', '0.95', { markets: [coarse], books, memory }))).toEqual([]);
  });

  it('comes before any entry, and never beside one in its market', () => {
    const scene = signalled({
      books: bothBooks(market, { bid: '0.49', ask: '0.51' }),
      positions: [followed()],
      memory: { flowExits: [plan({ exitBy: NOW })] },
    });
    expect(orders(decide(scene))).toEqual(['SELL YES 100 @ 0.48']);
  });
});
