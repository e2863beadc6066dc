import { describe, expect, it } from 'vitest';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { cents, formatPrice } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { after, durationMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { Scene } from './views.ts';

const market = aMarket('a');
const touch = { bid: '0.46', ask: '0.54' };

const decide = (changes: Partial<Scene> = {}, of: Market = market): Decision =>
  decideMarketMaking(
    viewOf({ markets: [of], books: bothBooks(of, touch), ...changes }),
    PARAMETERS,
  );

const texts = ({ desired }: Decision): readonly string[] =>
  desired.map(
    ({ order }) =>
      `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)}`,
  );

/** As many of either outcome, of which the given number is still pending. */
const sets = (count: string, pendingIn = '0'): readonly Position[] =>
  (['YES', 'NO'] as const).map((outcome) =>
    position(market, outcome, { shares: count, cost: String(Number(count) / 2), pendingIn }),
  );

describe('complete sets that are not merged', () => {
  it('are sold on both sides before anything is bought', () => {
    expect(texts(decide({ positions: sets('40') }))).toEqual([
      'SELL NO 40 @ 0.52',
      'SELL YES 40 @ 0.52',
      'BUY YES 60 @ 0.48',
      'BUY NO 60 @ 0.48',
    ]);
  });

  it.each([
    ['99.99', 2],
    ['100', 0],
    ['100.01', 0],
  ])('stop all buying where they lock the limit of the market: %s leave %s', (count, buys) => {
    expect(decide({ positions: sets(count, count) }).desired).toHaveLength(buys);
  });

  it('are still sold where buying has stopped', () => {
    expect(texts(decide({ positions: sets('120') }))).toEqual([
      'SELL NO 100 @ 0.52',
      'SELL YES 100 @ 0.52',
    ]);
  });

  it.each([
    ['24.99', 0],
    ['25', 1],
    ['25.01', 1],
  ])('are reported from a quarter of the limit on: %s', (count, reports) => {
    expect(decide({ positions: sets(count) }).reports).toHaveLength(reports);
  });

  it('are reported with what they lock and when that stops buying', () => {
    const [report] = decide({ positions: sets('30') }).reports;
    expect(report?.text).toBe(
      '$30.00 is locked in 30 complete sets that are not merged; ' +
        'market making buys no more here from $100.00 on',
    );
  });

  it('are reported once while they last, and again when they come back', () => {
    const first = decide({ positions: sets('30') });
    const again = decide({ positions: sets('31'), memory: first.memory });
    expect([first.reports.length, again.reports.length]).toEqual([1, 0]);
    const gone = decide({ memory: again.memory });
    expect(decide({ positions: sets('30'), memory: gone.memory }).reports).toHaveLength(1);
  });

  it('of a market that is not known are passed over', () => {
    const view = viewOf({ markets: [], positions: sets('30') });
    expect(decideMarketMaking(view, PARAMETERS).reports).toEqual([]);
  });

  it('change nothing else in memory, and ask for no merge', () => {
    const view = viewOf({ markets: [market], books: bothBooks(market, touch) });
    const decision = decideMarketMaking(view, PARAMETERS);
    expect(decision.memory).toEqual(view.memory);
    expect([decision.chain, decision.cancels]).toEqual([[], []]);
  });
});

describe('a token whose stop fired', () => {
  const stopped = (ms: bigint, positions: readonly Position[] = []): readonly string[] =>
    texts(
      decide({
        positions,
        memory: {
          stops: [
            {
              token: market.yes,
              breaches: 0,
              widenedCents: null,
              noEntryUntil: after(NOW, durationMs(ms)),
            },
          ],
        },
      }),
    );

  it.each([
    [1n, ['BUY NO 100 @ 0.48']],
    [0n, ['BUY YES 100 @ 0.48', 'BUY NO 100 @ 0.48']],
    [-1n, ['BUY YES 100 @ 0.48', 'BUY NO 100 @ 0.48']],
  ])('is not bid for until the ban ends in %s ms', (ms, expected) => {
    expect(stopped(ms)).toEqual(expected);
  });

  it('is bid for as far as that takes inventory back', () => {
    const held = position(market, 'NO', { shares: '30', cost: '15', pendingIn: '30' });
    expect(stopped(1n, [held])).toEqual(['BUY YES 30 @ 0.48', 'BUY NO 100 @ 0.48']);
  });
});

describe('rewards', () => {
  const rewarded = (sizeMin: string, changes: Partial<Scene> = {}): readonly string[] => {
    const dailyPool = usdc('50');
    const rewards = {
      kind: 'paid',
      sizeMin: shares(sizeMin),
      spreadMax: cents(3),
      dailyPool,
    } as const;
    return texts(decide(changes, aMarket('a', { rewards })));
  };
  const held = (count: string) =>
    position(market, 'YES', { shares: count, cost: (Number(count) / 2).toString() });
  const bid = (found: readonly string[]): string | undefined =>
    found.find((each) => each.startsWith('BUY YES'));

  // At 160 of 200 a bid of 40 is room enough, of which two thirds are usually used.
  it.each([
    ['20', 'BUY YES 26.66 @ 0.48'],
    ['30', 'BUY YES 30 @ 0.48'],
    ['40', 'BUY YES 40 @ 0.48'],
    ['40.01', 'BUY YES 26.66 @ 0.48'],
  ])('raise a tapered size to their minimum of %s, within Qmax', (sizeMin, expected) => {
    expect(bid(rewarded(sizeMin, { positions: [held('160')] }))).toBe(expected);
  });

  it('raise no size beyond what drawdown allows', () => {
    const changes = { drawdownScale: ratio('0.5') };
    expect(bid(rewarded('50', { changes }))).toBe('BUY YES 50 @ 0.48');
    expect(bid(rewarded('51', { changes }))).toBe('BUY YES 50 @ 0.48');
  });

  // Beliefs move by 2 an hour: the model alone bids 0.44, rewards within 3 cents pull it to 0.48,
  // the first price above 0.47.
  it('pull the quotes into their distance where the size is enough', () => {
    const wild = { samples: [], variancePerHour: 4, lastValid: null, invalidCycles: 0 };
    const memory = { markets: new Map([[market.condition, wild]]) };
    expect(texts(decide({ memory }))[0]).toBe('BUY YES 100 @ 0.44');
    expect(rewarded('100', { memory })[0]).toBe('BUY YES 100 @ 0.48');
    expect(rewarded('100.01', { memory })[0]).toBe('BUY YES 100 @ 0.44');
  });
});

describe('wild beliefs', () => {
  it('leave out a side whose price would leave the grid', () => {
    const wild = { samples: [], variancePerHour: 10_000, lastValid: null, invalidCycles: 0 };
    const memory = { markets: new Map([[market.condition, wild]]) };
    expect(texts(decide({ memory }))).toEqual([]);
  });
});

describe('a limit too small for the venue', () => {
  it.each([
    ['10', 2],
    ['9.99', 0],
  ])('of $%s in the market leaves %s quotes', (limit, count) => {
    const { limits } = viewOf({ markets: [] });
    const changes = { limits: { ...limits, exposurePerMarketMax: usdc(limit) } };
    const coarse = aMarket('a', { sizeMin: shares('10') });
    expect(decide({ changes }, coarse).desired).toHaveLength(count);
  });
});
