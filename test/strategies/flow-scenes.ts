// A market whose price has just risen by ten cents to 0.50, for the tests of FF: without fees and
// with a spread of two cents, following costs three and promises five.

import { decideFlowFollowing } from '../../lib/strategies/flow-following.ts';
import { known } from '../../lib/domain/observed.ts';
import { tokenOf } from '../../lib/domain/market.ts';
import { signalKey, walletAddress } from '../../lib/units/ids.ts';
import { formatPrice, price } from '../../lib/units/price.ts';
import { negate } from '../../lib/units/quantity.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { FlowFollowingParameters, StrategyParameters } from '../../lib/domain/parameters.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { FlowExit, StrategyMemory } from '../../lib/domain/strategy-memory.ts';
import type { Scene } from './views.ts';

export const market = aMarket('a', { fee: { kind: 'free' } });

export const withFlow = (changes: Partial<FlowFollowingParameters>): StrategyParameters => ({
  ...PARAMETERS,
  ff: { ...PARAMETERS.ff, ...changes },
});

/** A print of 20,000 YES bought at 0.50 ten seconds ago, unless said otherwise. */
export const print = (
  key: string,
  changes: Partial<Omit<Print, 'price' | 'size'>> & {
    readonly at?: Print['at'];
    readonly price?: string;
    readonly size?: string;
    readonly of?: Market;
  } = {},
): Print => {
  const { of = market, price: at = '0.5', size = '20000', outcome = 'YES', ...rest } = changes;
  return {
    key,
    transaction: `tx-${key}`,
    wallet: { kind: 'known', address: walletAddress('0xabc') },
    condition: of.condition,
    token: tokenOf(of, outcome),
    outcome,
    takerSide: 'BUY',
    at: after(NOW, negate(seconds(10))),
    ...rest,
    price: price(at),
    size: shares(size),
  };
};

export const prints = (...rows: readonly Print[]): Observed<readonly Print[]> => known(rows, NOW);

/** Memory of a market that stood at a YES price four minutes ago. */
export const stoodAt = (yes: string, of: Market = market): Pick<StrategyMemory, 'markets'> => ({
  markets: new Map([
    [
      of.condition,
      {
        samples: [{ at: after(NOW, negate(minutes(4))), yes: price(yes) }],
        variancePerHour: 0,
        lastValid: null,
        invalidCycles: 0,
      },
    ],
  ]),
});

/** One whale that bought YES after a rise from 0.40 to 0.50. */
export const signalled = (scene: Partial<Scene> = {}): Scene => ({
  markets: [market],
  books: bothBooks(market, { bid: '0.49', ask: '0.51' }),
  ...scene,
  memory: { ...stoodAt('0.40'), ...scene.memory },
  snapshot: { prints: prints(print('w')), ...scene.snapshot },
});

/** The same without anything new to follow. */
export const quiet = (scene: Partial<Scene> = {}): Scene =>
  signalled({ ...scene, snapshot: { prints: prints(), ...scene.snapshot } });

/** 100 YES of FF bought at 0.50. */
export const followed = (cost = '50', size = '100'): Position =>
  position(market, 'YES', {
    shares: size,
    cost,
    lots: [{ strategy: 'FF', shares: shares(size), cost: usdc(cost) }],
  });

/** The plan of that lot: entered when fair stood at 0.50. */
export const plan = (changes: Partial<FlowExit> = {}): FlowExit => ({
  token: market.yes,
  signal: signalKey('s'),
  entryFair: price('0.5'),
  takeProfit: PARAMETERS.ff.takeProfit,
  stopLoss: PARAMETERS.ff.stopLoss,
  exitBy: after(NOW, minutes(30)),
  ...changes,
});

export const decide = (scene: Scene, params: StrategyParameters = PARAMETERS): Decision =>
  decideFlowFollowing(viewOf(scene), params);

/** Orders in short: `BUY YES 15.69 @ 0.52`. */
export const orders = (decision: Decision): readonly string[] =>
  decision.desired.map(
    ({ order }) =>
      `${order.side} ${order.outcome} ${formatShares(order.size)} @ ${formatPrice(order.price)}`,
  );
