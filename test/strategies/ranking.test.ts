import { describe, expect, it } from 'vitest';
import { worthPerDollar } from '../../lib/strategies/ranking.ts';
import { quoteModel } from '../../lib/strategies/quoting.ts';
import { cents, probability } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aBook, aMarket, levels } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import type { FeeSchedule, Market } from '../../lib/domain/market.ts';

const worth = (
  changes: Partial<Market> = {},
  world: { readonly volatility?: number; readonly depth?: string } = {},
): number => {
  const market = aMarket('a', { fee: { kind: 'free' }, ...changes });
  const [volatility, depth] = [world.volatility ?? 0.02, world.depth ?? '900'];
  const input = { fair: probability(0.5), volatility, cycle: minutes(1) };
  return worthPerDollar({
    ...input,
    market,
    book: aBook(market.yes, {
      bids: levels('bids', `0.49 x ${depth}`),
      asks: levels('asks', `0.51 x ${depth}`),
    }),
    model: quoteModel({ ...input, inventory: 0 }, PARAMETERS.mm),
    size: shares('100'),
    depthLevels: 5,
    parameters: PARAMETERS.mm,
  });
};

describe('the worth of a market', () => {
  // By hand: our part 200 / 2000 of 100,000 shares a day is 10,000; a share earns the half spread
  // 0.0618127 less 0.0400053 for informed takers and 0.3989 x 0.0025820 for moves, 0.0207774 in
  // log-odds, a quarter of it in price; $50 are at risk.
  it('is spread capture less adverse selection, per dollar at risk', () => {
    expect(worth()).toBeCloseTo((10_000 * 0.0207774 * 0.25) / 50, 3);
  });

  it.each<[string, FeeSchedule, number]>([
    ['p(1 - p)', { kind: 'taker', rate: ratio('0.05'), exponent: 1 }, 0.25],
    ['its square', { kind: 'taker', rate: ratio('0.05'), exponent: 2 }, 0.0625],
  ])('adds the rebate: 15 %% of a taker fee by %s', (_curve, fee, curve) => {
    const rebate = (10_000 * 0.15 * 0.05 * curve) / 50;
    expect(worth({ fee }) - worth()).toBeCloseTo(rebate, 9);
  });

  it('adds rewards', () => {
    const dailyPool = usdc('90');
    const rewards = {
      kind: 'paid',
      sizeMin: shares('50'),
      spreadMax: cents(4),
      dailyPool,
    } as const;
    expect(worth({ rewards })).toBeGreaterThan(worth());
  });

  it('grows with volume and falls with the depth of others', () => {
    expect(worth({ volume24h: usdc('200000') })).toBeCloseTo(2 * worth(), 9);
    expect(worth({}, { depth: '9000' })).toBeLessThan(worth());
  });
});
