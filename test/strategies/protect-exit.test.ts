import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takerFee } from '../../lib/domain/fees.ts';
import { decideProtect } from '../../lib/strategies/protect.ts';
import { complement, priceMicros, tick } from '../../lib/units/price.ts';
import { ratio, ratioPpm } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { breached, decide, falling, held, market } from './protect-scenes.ts';
import { NO_HEDGE, orders, sceneAt } from './protect-scenes.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';

describe('an exit', () => {
  it('pitfall 10: hedging a loser buys the other outcome, never the same token', () => {
    const scene = falling({ changes: { sellable: new Map() } });
    const [hedge] = decide(scene).desired;
    expect([hedge?.order.token, hedge?.order.side]).toEqual([market.no, 'BUY']);
  });

  it('pitfall 10: a winner is no loser, however far from entry', () => {
    const scene = sceneAt('0.749', '0.751', { memory: { stops: [breached] } });
    const decision = decide({ ...scene, changes: { sellable: new Map() } });
    expect([decision.desired, decision.cancels]).toEqual([[], []]);
  });

  it('pitfall 11: sells no more than is held and free', () => {
    const scene = falling({ changes: { sellable: new Map([[market.yes, shares('40')]]) } });
    expect(orders(decide(scene, NO_HEDGE))).toEqual(['SELL YES 40 @ 0.48 ref 0.5 preset']);
  });

  it('sells what it can and hedges the rest while shares are pending', () => {
    const pending = position(market, 'YES', { shares: '100', cost: '60', pendingIn: '70' });
    expect(orders(decide(falling({ positions: [pending] })))).toEqual([
      'SELL YES 30 @ 0.48 ref 0.5 preset',
      'BUY NO 70 @ 0.501 ref 0.5 preset',
    ]);
  });

  it('does not hedge where the preset says so', () => {
    const scene = falling({ changes: { sellable: new Map() } });
    expect(decide(scene, NO_HEDGE).desired).toEqual([]);
  });

  it('hedges no more than the free cash pays for, fee included', () => {
    const feeing = { ...market, fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 } } as const;
    const scene = falling({
      markets: [feeing],
      changes: { sellable: new Map(), freeCash: usdc('26.303') },
    });
    // 0.501 x 1.05 = 0.52605 a share, since a fee is paid on the money: exactly 50 shares.
    expect(orders(decide(scene))).toEqual(['BUY NO 50 @ 0.501 ref 0.5 preset']);
  });

  it('spends the same cash once, over several positions', () => {
    const second = aMarket('b', { tick: tick('0.001'), fee: { kind: 'free' } });
    const scene = falling({
      markets: [market, second],
      books: [market, second].flatMap((each) => bothBooks(each, { bid: '0.499', ask: '0.501' })),
      positions: [held, position(second, 'YES', { shares: '100', cost: '60' })],
      memory: { stops: [breached, { ...breached, token: second.yes }] },
      changes: { sellable: new Map(), freeCash: usdc('60.121') },
    });
    expect(decide(scene).desired.map(({ order }) => formatShares(order.size))).toEqual([
      '100',
      '20',
    ]);
  });

  it('nets the same per share by selling as by hedging, at every price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.integer({ min: 0, max: 1_000 }),
        (p, r) => {
          const fee = { kind: 'taker', rate: ratioPpm(BigInt(r) * 100n), exponent: 1 } as const;
          const bid = priceMicros(BigInt(p) * 100n);
          expect(takerFee(fee, shares('1'), bid)).toBe(takerFee(fee, shares('1'), complement(bid)));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['leaves the minimum where the book has not enough for all', '97', ['95']],
    ['sells all where the book has just enough', '100', ['100']],
    ['sells what the book has where the rest is sellable', '60', ['60']],
    ['sends the minimum where the book has just that', '5', ['5']],
    ['sends nothing below the minimum', '4.99', []],
  ])('%s', (_law, size, sizes) => {
    const thin = viewOf(
      falling({ books: bothBooks(market, { bid: '0.499', ask: '0.501', size }) }),
    );
    const view = { ...thin, fair: viewOf(falling()).fair };
    const decision = decideProtect(view, PARAMETERS);
    expect(decision.desired.map(({ order }) => formatShares(order.size))).toEqual(sizes);
  });

  it('is not sent into a book that cannot be read', () => {
    const view = { ...viewOf(falling({ books: [] })), fair: viewOf(falling()).fair };
    expect(decideProtect(view, PARAMETERS).desired).toEqual([]);
  });

  it('is not sent where the grid has no price within the slippage', () => {
    const coarse = { ...market, tick: tick('0.1') };
    const scene = sceneAt('0.899', '0.999', {
      markets: [coarse],
      books: bothBooks(coarse, { bid: '0.899', ask: '0.999', size: '200000' }),
      positions: [position(coarse, 'YES', { shares: '100', cost: '99.9999' })],
      memory: { stops: [breached] },
    });
    expect(decide(scene).desired).toEqual([]);
    expect(decide(scene).reports.length).toBe(1);
  });

  it('reports once that the book has nothing within the slippage', () => {
    const far = viewOf(falling({ books: bothBooks(market, { bid: '0.40', ask: '0.41' }) }));
    const blocked = { ...far, fair: viewOf(falling()).fair };
    const first = decideProtect(blocked, PARAMETERS);
    const second = decideProtect({ ...blocked, memory: first.memory }, PARAMETERS);
    expect([first.reports.length, second.reports.length]).toEqual([1, 0]);
    expect(first.reports[0]?.text).toBe(
      'stop: nothing to trade with within the slippage of 0.5 for 100 YES of slug-a; ' +
        'held, tried again each cycle',
    );
  });

  it('cancels every order of the market but those of ICC', () => {
    const working = [
      resting('mm-bid', 'MM', { market, outcome: 'YES', side: 'BUY', at: '0.49', size: '10' }),
      resting('mm-ask', 'MM', { market, outcome: 'YES', side: 'SELL', at: '0.52', size: '10' }),
      resting('icc', 'ICC', { market, outcome: 'YES', side: 'SELL', at: '0.52', size: '10' }),
      resting('lost', 'MM', {
        market,
        outcome: 'YES',
        side: 'BUY',
        at: '0.49',
        size: '10',
        certainty: 'unknown',
      }),
    ];
    const decision = decide(falling({ resting: working }));
    expect(decision.cancels.map(({ order }) => order)).toEqual(['mm-bid', 'mm-ask']);
    expect(orders(decision)[0]).toBe('SELL YES 90 @ 0.48 ref 0.5 preset');
  });
});
