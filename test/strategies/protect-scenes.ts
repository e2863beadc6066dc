// Positions that lose, for the tests of Protect. Entry 0.60 and a stop of 5 cents: the stop level
// is 0.55, since the belief volatility at its floor is less.

import { decideProtect } from '../../lib/strategies/protect.ts';
import { formatPrice, price, tick } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { ProtectParameters, StrategyParameters } from '../../lib/domain/parameters.ts';
import type { MarketMemory, StopMemory, StrategyMemory } from '../../lib/domain/strategy-memory.ts';
import type { Scene } from './views.ts';

export const market = aMarket('a', { tick: tick('0.001'), fee: { kind: 'free' } });

/** 100 YES bought at 0.60. */
export const held = position(market, 'YES', { shares: '100', cost: '60' });

/** The stop after its first breached book. */
export const breached: StopMemory = {
  token: market.yes,
  breaches: 1,
  widenedCents: null,
  noEntryUntil: null,
};

export const withProtect = (changes: Partial<ProtectParameters>): StrategyParameters => ({
  ...PARAMETERS,
  protect: { ...PARAMETERS.protect, ...changes },
});

export const NO_HEDGE = withProtect({ hedging: 'off' });

/** The position with its market's book at a bid and an ask. */
export const sceneAt = (bid: string, ask: string, scene: Partial<Scene> = {}): Scene => ({
  markets: [market],
  books: bothBooks(market, { bid, ask }),
  positions: [held],
  ...scene,
});

/** The position on its second breached book, with fair at 0.50. */
export const falling = (scene: Partial<Scene> = {}): Scene =>
  sceneAt('0.499', '0.501', { memory: { stops: [breached] }, ...scene });

/** The position with bids but no asks, hence without a fair price. */
export const oneSided = (bid: string, scene: Partial<Scene> = {}): Scene =>
  sceneAt(bid, '0.9', {
    books: bothBooks(market, { bid, ask: '0.9' })
      .filter(({ token }) => token === market.yes)
      .map((book) => ({ ...book, asks: [] })),
    ...scene,
  });

/** A market's memory: calm and valid now, unless said otherwise. */
export const remembering = (changes: Partial<MarketMemory>): Pick<StrategyMemory, 'markets'> => ({
  markets: new Map([
    [
      market.condition,
      {
        samples: [],
        variancePerHour: 0,
        lastValid: { at: NOW, yes: price('0.56') },
        invalidCycles: 0,
        ...changes,
      },
    ],
  ]),
});

export const decide = (scene: Scene, params: StrategyParameters = PARAMETERS): Decision =>
  decideProtect(viewOf(scene), params);

/** Orders in short: `SELL YES 100 @ 0.48 ref 0.5 preset`. */
export const orders = (decision: Decision): readonly string[] =>
  decision.desired.map(
    ({ order, reference, slippage }) =>
      `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)} ` +
      `ref ${formatPrice(reference)} ${slippage.kind === 'stop' ? `${slippage.cents}c` : 'preset'}`,
  );
