import { describe, expect, it } from 'vitest';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { after, durationMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { NOW } from './books.ts';
import { followed, market, plan } from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { StrategyParameters } from '../../lib/domain/parameters.ts';
import type { Scene } from './views.ts';

/** 100 YES of FF, due to leave by time so many milliseconds ago, in a market that MM quotes. */
const dueSince = (ms: bigint, changes: Partial<Scene> = {}): Scene => ({
  markets: [market],
  books: bothBooks(market, { bid: '0.48', ask: '0.52' }),
  positions: [followed()],
  memory: { flowExits: [plan({ exitBy: after(NOW, durationMs(-ms)) })] },
  ...changes,
});

const quotes = (scene: Scene, params: StrategyParameters = PARAMETERS): readonly string[] =>
  decideMarketMaking(viewOf(scene), params).desired.map(
    ({ order }) =>
      `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)}`,
  );

const BID = 'BUY YES 100 @ 0.48';
const ASK = 'BUY NO 100 @ 0.48';

describe('the side on which FF has to leave', () => {
  it.each([
    ['a millisecond before its time', -1n, [BID, ASK]],
    ['at its time', 0n, [BID]],
    ['a millisecond after its time', 1n, [BID]],
  ])('is left to it by market making: %s', (_when, ms, wanted) => {
    expect(quotes(dueSince(ms))).toEqual(wanted);
  });

  it('is the bid where it holds NO', () => {
    const no = position(market, 'NO', {
      shares: '100',
      cost: '50',
      lots: [{ strategy: 'FF', shares: shares('100'), cost: usdc('50') }],
    });
    const memory = { flowExits: [plan({ token: market.no, exitBy: NOW })] };
    expect(quotes(dueSince(0n, { positions: [no], memory }))).toEqual([ASK]);
  });

  it('is left with both legs, also where market making only gets out', () => {
    const lots = [
      { strategy: 'FF', shares: shares('100'), cost: usdc('50') },
      { strategy: 'MM', shares: shares('30'), cost: usdc('15') },
    ] as const;
    const mixed = position(market, 'YES', { shares: '130', cost: '65', lots });
    const off = { ...PARAMETERS, mm: { ...PARAMETERS.mm, mode: 'off' as const } };
    expect(quotes(dueSince(-1n, { positions: [mixed] }))).toEqual([
      'SELL YES 30 @ 0.52',
      BID,
      'BUY NO 70 @ 0.48',
    ]);
    expect(quotes(dueSince(0n, { positions: [mixed] }))).toEqual([BID]);
    expect(quotes(dueSince(0n, { positions: [mixed] }), off)).toEqual([]);
  });

  it.each<[string, Partial<Scene>]>([
    ['while it can sell nothing', { changes: { sellable: new Map() } }],
    ['while trading is halted', { changes: { tradingState: 'HALTED' } }],
    [
      'while nobody bids within the slippage',
      { books: bothBooks(market, { bid: '0.47', ask: '0.53' }) },
    ],
    ['for less than the minimum', { positions: [followed('2.49', '4.99')] }],
  ])('stays quoted %s', (_when, changes) => {
    expect(quotes(dueSince(0n, changes))).toEqual([BID, ASK]);
  });
});
