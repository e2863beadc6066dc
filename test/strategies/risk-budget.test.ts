import { describe, expect, it } from 'vitest';
import { withinBudget } from '../../lib/strategies/risk-budget.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { usdc, usdcMicros } from '../../lib/units/usdc.ts';
import { aMarket, anEvent } from './books.ts';
import { viewOf } from './views.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { EventGroup, Market } from '../../lib/domain/market.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';

// $100 a market: a quote costs $50. Total $500, category and event $200.
const many = (count: number): readonly Market[] =>
  Array.from({ length: count }, (_, k) => aMarket(`m${String(k + 1)}`));

const inCategories = (markets: readonly Market[], categories: readonly string[]) =>
  markets.map((market, k) =>
    anEvent(market.event, [market], { category: categories[k % categories.length] ?? 'other' }),
  );

const fitting = (
  markets: readonly Market[],
  events: readonly EventGroup[],
  changes: Partial<StrategyView> = {},
): number => withinBudget(viewOf({ markets, events, changes }), markets, 100).length;

const exposures = (byMarket: readonly (readonly [string, UsdcMicros])[]) => ({
  exposures: {
    total: usdc('0'),
    byMarket: new Map(byMarket.map(([name, amount]) => [conditionId(name), amount])),
    byEvent: new Map(),
    byCategory: new Map(),
  },
});

const MANY = ['crypto', 'sports', 'politics', 'weather', 'tech'];

describe('the room of the limits', () => {
  it('is used from the best market on, up to the places there are', () => {
    const markets = many(4);
    const view = viewOf({ markets, events: inCategories(markets, MANY) });
    const chosen = withinBudget(view, markets, 3);
    expect(chosen.map(({ condition }) => condition)).toEqual(['m1', 'm2', 'm3']);
  });

  it('holds ten quotes in total', () => {
    const markets = many(20);
    expect(fitting(markets, inCategories(markets, MANY))).toBe(10);
  });

  it('holds four quotes in a category, other where none is known', () => {
    const markets = many(20);
    expect(fitting(markets, inCategories(markets, ['sports']))).toBe(4);
    expect(fitting(markets, [])).toBe(4);
  });

  it('passes over a full category to the next one', () => {
    const markets = many(6);
    const events = markets.map((market, k) =>
      anEvent(market.event, [market], { category: k < 5 ? 'sports' : 'crypto' }),
    );
    expect(fitting(markets, events)).toBe(5);
  });

  it.each([
    ['independent', 4],
    ['unknown', 4],
    ['exclusive', 12],
  ] as const)('holds in an event with %s outcomes %s quotes', (exclusivity, count) => {
    const markets = many(12).map((market) => ({ ...market, event: eventId('e') }));
    expect(fitting(markets, [anEvent('e', markets, { exclusivity })])).toBe(count);
  });

  it('holds four quotes in an exclusive event that is incomplete', () => {
    const markets = many(12).map((market) => ({ ...market, event: eventId('e') }));
    const event = { exclusivity: 'exclusive', completeness: 'partial' } as const;
    expect(fitting(markets, [anEvent('e', markets, event)])).toBe(4);
  });

  it('holds more quotes where drawdown makes them smaller', () => {
    const markets = many(40);
    const changes = { drawdownScale: ratio('0.5') };
    expect(fitting(markets, inCategories(markets, ['sports']), changes)).toBe(8);
  });

  it.each([
    [usdcMicros(149_999_999n), 1],
    [usdc('150'), 1],
    [usdcMicros(150_000_001n), 0],
  ])('is less by what stands in markets not up for choice', (amount, count) => {
    const [elsewhere, here] = many(2);
    if (elsewhere === undefined || here === undefined) throw new Error('there are two markets');
    const view = viewOf({
      markets: [elsewhere, here],
      events: inCategories([elsewhere, here], ['sports']),
      changes: exposures([
        ['m1', amount],
        ['m2', usdc('0')],
        ['gone', usdc('400')],
      ]),
    });
    expect(withinBudget(view, [here], 10)).toHaveLength(count);
  });

  it('is charged with what stands in a market where that is more than a quote', () => {
    const markets = many(4);
    const changes = exposures([['m1', usdc('90')]]);
    expect(fitting(markets, inCategories(markets, ['sports']), changes)).toBe(3);
  });
});
