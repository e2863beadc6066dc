import { describe, expect, it } from 'vitest';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { after, durationMs, formatTime, hours } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { DesiredOrder } from '../../lib/domain/order.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Scene } from './views.ts';

const market = aMarket('a');
const touch = { bid: '0.46', ask: '0.54' };
const scene: Scene = { markets: [market], books: bothBooks(market, touch) };

const text = ({ order }: DesiredOrder): string =>
  `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)}`;

const quotes = (view: StrategyView, params = PARAMETERS): readonly string[] =>
  decideMarketMaking(view, params).desired.map(text);

const quotesOf = (changes: Partial<Scene>, params = PARAMETERS): readonly string[] =>
  quotes(viewOf({ ...scene, ...changes }), params);

/** YES or NO shares of market making at an average cost of half a dollar. */
const held = (outcome: 'YES' | 'NO', count: string, of: Market = market) =>
  position(of, outcome, { shares: count, cost: (Number(count) / 2).toString() });

describe('market making', () => {
  // Qmax = $100 / 0.5 = 200, a quote is 100; bid and ask are S(-+0.0618127) on cents.
  it('quotes both sides of a market around its fair price', () => {
    expect(quotesOf({})).toEqual(['BUY YES 100 @ 0.48', 'BUY NO 100 @ 0.48']);
  });

  it('pitfall 7: every order is post-only and GTD, never fill-or-kill', () => {
    const view = viewOf({ ...scene, positions: [held('YES', '30')] });
    const { desired } = decideMarketMaking(view, PARAMETERS);
    expect(desired).toHaveLength(3);
    for (const { order } of desired) {
      expect([order.liquidity, order.timeInForce]).toEqual(['post-only', 'GTD']);
    }
  });

  it('gives each order its reason, reference and last moment', () => {
    const [bid, ask] = decideMarketMaking(viewOf(scene), PARAMETERS).desired;
    expect(bid?.reason).toBe(
      'bid 0.48: fair 0.5000, reservation 0.5000, half spread 0.0618 log-odds, ' +
        'inventory 0 of 200 YES, volatility 0.0200',
    );
    expect(ask?.reason).toMatch(/^ask 0\.52: fair 0\.5000/);
    expect(bid?.strategy).toBe('MM');
    expect(bid?.slippage).toEqual({ kind: 'preset' });
    expect(bid?.signal).toEqual({ kind: 'none' });
    const last = bid?.liveUntilMax;
    expect(last?.kind === 'at' ? formatTime(last.at) : '').toBe(formatTime(after(NOW, hours(70))));
  });

  it('measures the reference on the token of the order', () => {
    const books = bothBooks(market, { bid: '0.26', ask: '0.34' });
    const { desired } = decideMarketMaking(viewOf({ ...scene, books }), PARAMETERS);
    expect(desired.map(({ reference }) => formatPrice(reference))).toEqual(['0.3', '0.7']);
  });

  it('wants nothing where there is no valid fair price', () => {
    expect(quotesOf({ books: [] })).toEqual([]);
  });

  it('says the same about the same view', () => {
    const view = viewOf({ ...scene, positions: [held('NO', '30')] });
    expect(decideMarketMaking(view, PARAMETERS)).toEqual(decideMarketMaking(view, PARAMETERS));
  });

  it('wants what rests once its quotes rest', () => {
    const positions = [held('YES', '30')];
    const first = quotesOf({ positions });
    const orders = [
      resting('1', 'MM', { market, outcome: 'YES', side: 'SELL', at: '0.52', size: '30' }),
      resting('2', 'MM', { market, outcome: 'YES', side: 'BUY', at: '0.48', size: '100' }),
      resting('3', 'MM', { market, outcome: 'NO', side: 'BUY', at: '0.48', size: '70' }),
    ];
    expect(quotesOf({ positions, resting: orders })).toEqual(first);
  });

  it('scales what adds by drawdown, but not what takes inventory back', () => {
    const changes = { drawdownScale: ratio('0.15') };
    expect(quotesOf({ changes })).toEqual(['BUY YES 15 @ 0.48', 'BUY NO 15 @ 0.48']);
    expect(quotesOf({ changes, positions: [held('YES', '60')] })).toEqual([
      'SELL YES 60 @ 0.52',
      'BUY YES 15 @ 0.48',
      'BUY NO 6 @ 0.48',
    ]);
  });
});

describe('the parts of a quote', () => {
  it('sell what is held first and buy the other outcome for the rest', () => {
    expect(quotesOf({ positions: [held('YES', '30')] })).toEqual([
      'SELL YES 30 @ 0.52',
      'BUY YES 100 @ 0.48',
      'BUY NO 70 @ 0.48',
    ]);
    expect(quotesOf({ positions: [held('NO', '30')] })).toEqual([
      'SELL NO 30 @ 0.52',
      'BUY YES 70 @ 0.48',
      'BUY NO 100 @ 0.48',
    ]);
  });

  it('sell no shares that are still pending', () => {
    const pending = position(market, 'YES', { shares: '30', cost: '15', pendingIn: '20' });
    expect(quotesOf({ positions: [pending] })).toEqual([
      'SELL YES 10 @ 0.52',
      'BUY YES 100 @ 0.48',
      'BUY NO 90 @ 0.48',
    ]);
  });

  it('sell no shares of another strategy', () => {
    const mixed = position(market, 'YES', {
      shares: '50',
      cost: '25',
      lots: [
        { strategy: 'FF', shares: shares('40'), cost: usdc('20') },
        { strategy: 'MM', shares: shares('10'), cost: usdc('5') },
      ],
    });
    expect(quotesOf({ positions: [mixed] })[0]).toBe('SELL YES 10 @ 0.52');
  });

  it.each([
    ['4.99', ['BUY YES 100 @ 0.48', 'BUY NO 100 @ 0.48']],
    ['5', ['SELL YES 5 @ 0.52', 'BUY YES 100 @ 0.48', 'BUY NO 95 @ 0.48']],
    ['95', ['SELL YES 95 @ 0.52', 'BUY YES 100 @ 0.48', 'BUY NO 5 @ 0.48']],
    ['95.01', ['SELL YES 95.01 @ 0.52', 'BUY YES 100 @ 0.48']],
  ])('below the minimum are dropped: holding %s', (count, expected) => {
    expect(quotesOf({ positions: [held('YES', count)] })).toEqual(expected);
  });
});

describe('inventory', () => {
  // From 100 on the room up to Qmax is less than a quote, from 140 on the bid shrinks faster.
  it.each([
    ['100', 'BUY YES 100 @ 0.48'],
    ['110', 'BUY YES 90 @ 0.48'],
    ['140', 'BUY YES 60 @ 0.48'],
    ['141', 'BUY YES 58.01 @ 0.48'],
    ['170', 'BUY YES 15 @ 0.48'],
    ['182', 'BUY YES 5.4 @ 0.48'],
    ['183', undefined],
    ['200', undefined],
    ['201', undefined],
  ])('of %s of 200 leaves a bid of %s', (count, bid) => {
    const found = quotesOf({ positions: [held('YES', count)] }).filter((quote) =>
      quote.startsWith('BUY YES'),
    );
    expect(found).toEqual(bid === undefined ? [] : [bid]);
  });

  it('at Qmax is still quoted out of, half of it at a time', () => {
    expect(quotesOf({ positions: [held('YES', '200')] })).toEqual(['SELL YES 100 @ 0.52']);
  });

  // Bought at 0.5, selling at S(0.0618127) = 0.515448 earns the half spread. A mid of 0.505 is more
  // than a tick from there; at 0.51 the inventory alone is offered at 0.52, a tick below the model.
  it('leaves first where the market is back at entry plus spread', () => {
    const books = bothBooks(market, { bid: '0.46', ask: '0.55' });
    const near = bothBooks(market, { bid: '0.47', ask: '0.55' });
    const positions = [held('YES', '30')];
    expect(quotesOf({ books, positions })[0]).toBe('SELL YES 30 @ 0.53');
    const leaving = decideMarketMaking(viewOf({ ...scene, books: near, positions }), PARAMETERS);
    expect(leaving.desired.map(text)).toEqual(['SELL YES 30 @ 0.52', 'BUY YES 98.03 @ 0.49']);
    expect(leaving.desired[0]?.reason).toMatch(/^ask 0\.52 to leave with the half spread: fair/);
  });

  it('in a market that is not quoted any more goes out, and nothing is added', () => {
    const quiet = aMarket('a', { volume24h: usdc('4999.999999') });
    expect(quotesOf({ markets: [quiet], positions: [held('YES', '30')] })).toEqual([
      'SELL YES 30 @ 0.52',
    ]);
  });

  it('goes out when market making is switched off', () => {
    const off = { ...PARAMETERS, mm: { ...PARAMETERS.mm, mode: 'off' as const } };
    expect(quotesOf({ positions: [held('NO', '30')] }, off)).toEqual(['SELL NO 30 @ 0.52']);
    expect(quotesOf({}, off)).toEqual([]);
  });

  it('stays where the market takes no orders or is not known', () => {
    const positions = [held('YES', '30')];
    const paused = aMarket('a', { status: { kind: 'paused' } });
    expect(quotesOf({ markets: [paused], positions })).toEqual([]);
    expect(quotesOf({ markets: [], positions })).toEqual([]);
  });
});

describe('the last hours of a market', () => {
  const endingIn = (end: typeof NOW): Market => aMarket('a', { end: { kind: 'at', at: end } });
  const quotesAt = (ms: bigint, positions: Scene['positions'] = []): readonly string[] =>
    quotesOf({ markets: [endingIn(after(NOW, durationMs(ms)))], positions });

  it.each([
    [86_400_001n, 2],
    [86_400_000n, 0],
    [86_399_999n, 0],
  ])('see no adding quote from 24 h before the end on: %s ms', (ms, count) => {
    expect(quotesAt(ms)).toHaveLength(count);
  });

  it.each([
    [7_200_001n, ['SELL YES 30 @ 0.52']],
    [7_200_000n, []],
    [7_199_999n, []],
  ])('see no quote at all from 2 h before the end on: %s ms', (ms, expected) => {
    expect(quotesAt(ms, [held('YES', '30')])).toEqual(expected);
  });

  it('count from the game start where it is earlier', () => {
    const game = aMarket('a', { gameStart: { kind: 'at', at: after(NOW, hours(24)) } });
    expect(quotesOf({ markets: [game] })).toEqual([]);
  });

  it('may be now where the end is unknown: nothing is added, and a known game start counts', () => {
    const endless = aMarket('a', { end: { kind: 'unknown' } });
    expect(quotesOf({ markets: [endless] })).toEqual([]);
    const view = viewOf({ ...scene, markets: [endless], positions: [held('YES', '30')] });
    const { desired } = decideMarketMaking(view, PARAMETERS);
    expect(desired.map(text)).toEqual(['SELL YES 30 @ 0.52']);
    expect(desired[0]?.liveUntilMax).toEqual({ kind: 'unknown' });
    const game = aMarket('a', { ...endless, gameStart: { kind: 'at', at: after(NOW, hours(2)) } });
    expect(quotesOf({ markets: [game], positions: [held('YES', '30')] })).toEqual([]);
  });
});

describe('the filters', () => {
  const filtered = (
    markets: Partial<typeof PARAMETERS.markets>,
    positions: Scene['positions'] = [],
  ) => quotesOf({ positions }, { ...PARAMETERS, markets: { ...PARAMETERS.markets, ...markets } });

  it('keep new risk out, not the way out', () => {
    expect(filtered({ exclude: ['slug-a'] })).toEqual([]);
    expect(filtered({ exclude: ['slug-a'] }, [held('YES', '30')])).toEqual(['SELL YES 30 @ 0.52']);
  });
});
