import { describe, expect, it } from 'vitest';
import { rankedMarkets, selectQuoted } from '../../lib/strategies/quote-selection.ts';
import { tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket } from './books.ts';
import { LIMITS, PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { Scene } from './views.ts';

const ROOMY: Limits = {
  ...LIMITS,
  exposureMax: usdc('10000'),
  exposurePerCategoryMax: usdc('10000'),
  exposurePerEventMax: usdc('10000'),
};

const touch = { bid: '0.47', ask: '0.53' };
const three = { ...PARAMETERS, mm: { ...PARAMETERS.mm, marketsMax: 3 } };

/** Markets m1, m2, ... of which each is worth less than the one before. */
const falling = (count: number): readonly Market[] =>
  Array.from({ length: count }, (_, k) =>
    aMarket(`m${String(k + 1)}`, { volume24h: usdc(String(90_000 - 1_000 * k)) }),
  );

const sceneOf = (markets: readonly Market[]): Scene => ({
  markets,
  books: markets.flatMap((market) => bothBooks(market, touch)),
  changes: { limits: ROOMY },
});

const selected = (markets: readonly Market[], changes: Partial<Scene> = {}): readonly string[] =>
  selectQuoted(viewOf({ ...sceneOf(markets), ...changes }), three).map(
    ({ market }) => market.condition,
  );

describe('the selection of markets', () => {
  it('takes the best, as many as there are places, best first', () => {
    const markets = falling(8);
    expect(selected(markets)).toEqual(['m1', 'm2', 'm3']);
    expect(selected(markets.toReversed())).toEqual(['m1', 'm2', 'm3']);
    expect(selected(markets.slice(6))).toEqual(['m7', 'm8']);
  });

  it('breaks ties by name, so that it does not flicker', () => {
    const twins = ['b', 'a', 'd', 'c'].map((name) => aMarket(name));
    expect(selected(twins)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [4, ['m1', 'm2', 'm4']],
    [5, ['m1', 'm2', 'm5']],
    [6, ['m1', 'm2', 'm3']],
  ])('keeps a quoted market down to one and a half times the places: rank %s', (rank, expected) => {
    const markets = falling(8);
    const quoted = markets[rank - 1];
    if (quoted === undefined) throw new Error('the rank is among the markets');
    const order = { market: quoted, outcome: 'YES', side: 'BUY', at: '0.4', size: '10' } as const;
    expect(selected(markets, { resting: [resting('1', 'MM', order)] })).toEqual(expected);
    const held = position(quoted, 'YES', { shares: '10', cost: '5' });
    expect(selected(markets, { positions: [held] })).toEqual(expected);
  });

  it('keeps no market for what other strategies do there', () => {
    const markets = falling(8);
    const [, , , fourth] = markets;
    if (fourth === undefined) throw new Error('there are eight markets');
    const order = { market: fourth, outcome: 'YES', side: 'BUY', at: '0.4', size: '10' } as const;
    const lots = [{ strategy: 'FF' as const, shares: shares('10'), cost: usdc('5') }];
    const held = position(fourth, 'YES', { shares: '10', cost: '5', lots });
    const changes = { resting: [resting('1', 'FF', order)], positions: [held] };
    expect(selected(markets, changes)).toEqual(['m1', 'm2', 'm3']);
  });
});

describe('a market worth quoting', () => {
  const ranks = (market: Market, shown: typeof touch, limits = ROOMY): number =>
    rankedMarkets(
      viewOf({ markets: [market], books: bothBooks(market, shown), changes: { limits } }),
      PARAMETERS,
    ).length;

  it.each([
    ['0.01', '0.49', '0.50', 0],
    ['0.01', '0.49', '0.51', 1],
    ['0.01', '0.48', '0.51', 1],
    ['0.0025', '0.4975', '0.5', 0],
    ['0.0025', '0.495', '0.5', 1],
  ] as const)('has a spread of two ticks of %s at least: %s to %s', (...row) => {
    const [step, bid, ask, count] = row;
    expect(ranks(aMarket('a', { tick: tick(step) }), { bid, ask })).toBe(count);
  });

  // Qmax is 200 shares at a fair price of one half.
  it.each([
    ['99.99', 1],
    ['100', 1],
    ['100.01', 0],
  ])('has room for two quotes of the minimum size: %s', (sizeMin, count) => {
    expect(ranks(aMarket('a', { sizeMin: shares(sizeMin) }), touch)).toBe(count);
  });

  it('has a fair price that is not near 0 or 1', () => {
    expect(ranks(aMarket('a'), { bid: '0.02', ask: '0.04' })).toBe(1);
    expect(ranks(aMarket('a'), { bid: '0.01', ask: '0.04' })).toBe(0);
    expect(ranks(aMarket('a'), { bid: '0.96', ask: '0.99' })).toBe(0);
  });

  it('is known and has a book', () => {
    const market = aMarket('a');
    const view = viewOf({ markets: [market], books: bothBooks(market, touch) });
    const unlisted = { ...view, universe: { ...view.universe, markets: new Map() } };
    expect(rankedMarkets(unlisted, PARAMETERS)).toEqual([]);
    const bookless = { ...view, snapshot: { ...view.snapshot, books: new Map() } };
    expect(rankedMarkets(bookless, PARAMETERS)).toEqual([]);
  });
});
