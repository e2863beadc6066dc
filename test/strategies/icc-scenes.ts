// Two markets at 0.50 without fees, under the limits of the balanced preset, for the tests of ICC.

import { decideIcc } from '../../lib/strategies/icc.ts';
import { formatPrice, price, probabilityOf } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { after } from '../../lib/units/time.ts';
import { aMarket, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, resting, viewOf } from './views.ts';
import type { Decision, StrategyView } from '../../lib/domain/decision.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Market, Outcome, Side } from '../../lib/domain/market.ts';
import type { RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { Scene } from './views.ts';

// $100 a market, $200 an event and a category, $500 in all.
export const market = aMarket('a', { fee: { kind: 'free' } });
export const other = aMarket('b', { fee: { kind: 'free' } });

export const decide = (scene: Partial<Scene>): Decision =>
  decideIcc(
    viewOf({
      markets: [market, other],
      books: [market, other].flatMap((each) => bothBooks(each, { bid: '0.49', ask: '0.51' })),
      ...scene,
    }),
    PARAMETERS,
  );

/** Orders in short: `FAK SELL 20 a-yes @ 0.48`. */
export const orders = (decision: Decision): readonly string[] =>
  decision.desired.map(
    ({ order }) =>
      `${order.timeInForce} ${order.side} ${formatShares(order.size)} ${order.token} ` +
      `@ ${formatPrice(order.price)}`,
  );
export const canceled = (decision: Decision): readonly string[] =>
  decision.cancels.map(({ order }) => order);

/** A resting order of MM, written as `BUY 40 YES @ 0.5`. */
export const working = (
  id: string,
  what: `${Side} ${string} ${Outcome} @ ${string}`,
  by: { readonly of?: Market; readonly strategy?: Strategy; readonly unknown?: true } = {},
): RestingOrder => {
  const [side, size = '', outcome, , at = ''] = what.split(' ');
  return resting(id, by.strategy ?? 'MM', {
    market: by.of ?? market,
    side: side === 'BUY' ? 'BUY' : 'SELL',
    outcome: outcome === 'YES' ? 'YES' : 'NO',
    at,
    size,
    certainty: by.unknown === true ? 'unknown' : 'confirmed',
  });
};

/** The market ends after a time; 100 YES are held at 0.50. */
export const endingIn = (time: DurationMs, scene: Partial<Scene> = {}): Partial<Scene> => ({
  markets: [{ ...market, end: { kind: 'at', at: after(NOW, time) } }],
  positions: [position(market, 'YES', { shares: '100', cost: '50' })],
  ...scene,
});

/** The passive offer of those shares. */
export const OFFER = ['GTD SELL 100 a-yes @ 0.5'];

/** A fair price of YES between 0.49 and 0.51, as an event's blend may give it. */
export const fairAt = (yes: string): StrategyView['fair'] =>
  new Map([
    [
      market.condition,
      {
        kind: 'valid',
        probability: probabilityOf(price(yes)),
        yes: price(yes),
        band: { low: price(yes), high: price(yes) },
        bestBid: price('0.49'),
        bestAsk: price('0.51'),
      },
    ],
  ]);
