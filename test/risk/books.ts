// Small books for the risk tests: markets, positions, orders and fills by a few telling numbers.

import { universeOf } from '../../lib/domain/market.ts';
import { conditionId, eventId, orderId, tokenId, tradeId } from '../../lib/units/ids.ts';
import { price, tick } from '../../lib/units/price.ts';
import { negate, sum } from '../../lib/units/quantity.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import type { PendingFill } from '../../lib/domain/ledger-state.ts';
import type { EventGroup, Market, Outcome, Side, Universe } from '../../lib/domain/market.ts';
import type { Order, RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';

/** The names of a test market: its condition and both tokens. */
export const named = (name: string) => ({
  condition: conditionId(name),
  yes: tokenId(`${name}-YES`),
  no: tokenId(`${name}-NO`),
});

/** The token of an outcome of a test market. */
export const tokenNamed = (name: string, outcome: Outcome): TokenId =>
  tokenId(`${name}-${outcome}`);

/** A market that takes orders, without fees and with the usual minimum of 5 shares. */
export const market = (name: string, changes: Partial<Market> = {}): Market => ({
  ...named(name),
  slug: name,
  event: eventId('E'),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'at', at: epochMs(10n ** 13n) },
  gameStart: { kind: 'none' },
  volume24h: usdc('100000'),
  ...changes,
});

/** A group that lists the given markets, independent of each other unless changed. */
export const group = (
  name: string,
  markets: readonly Market[],
  changes: Partial<EventGroup> = {},
): EventGroup => ({
  id: eventId(name),
  slug: name,
  category: 'politics',
  exclusivity: 'independent',
  completeness: 'complete',
  markets: markets.map((one) => one.condition),
  ...changes,
});

/** A universe of one event with the given markets. */
export const oneEvent = (markets: readonly Market[], changes: Partial<EventGroup> = {}): Universe =>
  universeOf(markets, [group('E', markets, changes)]);

/** A holding of one strategy at a total cost. */
export type Held = {
  readonly market: string;
  readonly outcome: Outcome;
  readonly shares: string;
  readonly cost: string;
  readonly strategy?: Strategy;
};

/** Positions of the given holdings, lots of one token joined. */
export const positionsOf = (held: readonly Held[]): ReadonlyMap<TokenId, Position> => {
  const byToken = Map.groupBy(held, (one) => tokenNamed(one.market, one.outcome));
  return new Map(
    [...byToken].map(([token, lots]): [TokenId, Position] => {
      const byStrategy = lots.map((lot) => ({
        strategy: lot.strategy ?? 'MM',
        shares: shares(lot.shares),
        cost: usdc(lot.cost),
      }));
      const [first] = lots;
      return [
        token,
        {
          condition: conditionId(first?.market ?? ''),
          token,
          outcome: first?.outcome ?? 'YES',
          shares: sum<ShareMicros>(
            ZERO_SHARES,
            byStrategy.map((lot) => lot.shares),
          ),
          pendingIn: ZERO_SHARES,
          pendingOut: ZERO_SHARES,
          cost: sum<UsdcMicros>(
            ZERO_USDC,
            byStrategy.map((lot) => lot.cost),
          ),
          byStrategy,
        },
      ];
    }),
  );
};

const OUTCOMES = new Set<string>(['YES', 'NO']);
const isOutcome = (word: string): word is Outcome => OUTCOMES.has(word);
const isSide = (word: string): word is Side => word === 'BUY' || word === 'SELL';

// Reads `A BUY YES 100 @ 0.4`: market, side, outcome, size, and a price or total cost.
const instruction = (text: string) => {
  const [name = '', side = '', outcome = '', size = '', , amount = ''] = text.split(' ');
  if (!isSide(side) || !isOutcome(outcome)) throw new Error(`not an order: ${text}`);
  return { name, side, outcome, size: shares(size), amount };
};

/** An order by its telling parts, like `order('A BUY YES 100 @ 0.4')`; post-only unless changed. */
export const order = (text: string, changes: Partial<Order> = {}): Order => {
  const { name, side, outcome, size, amount } = instruction(text);
  return {
    condition: conditionId(name),
    token: tokenNamed(name, outcome),
    outcome,
    side,
    price: price(amount),
    size,
    timeInForce: 'GTD',
    liquidity: 'post-only',
    ...changes,
  };
};

/** The same order resting in full. */
export const resting = (one: Order, changes: Partial<RestingOrder> = {}): RestingOrder => ({
  id: orderId(`${one.token} ${one.side}`),
  order: one,
  strategy: 'MM',
  remaining: one.size,
  expiration: { kind: 'never' },
  certainty: 'confirmed',
  ...changes,
});

/** A fill that may still fail, like `A BUY YES 10 for 4`: by that much it changed the lot of MM. */
export const pendingFill = (text: string): PendingFill => {
  const { name, side, outcome, size, amount } = instruction(text);
  const cost = usdc(amount);
  return {
    fillKey: text,
    transitions: 0,
    order: orderId(text),
    trade: tradeId(text),
    status: 'MATCHED',
    matchedAt: epochMs(0n),
    cash: side === 'BUY' ? negate(cost) : cost,
    changes: [
      {
        strategy: 'MM',
        condition: conditionId(name),
        token: tokenNamed(name, outcome),
        outcome,
        shares: side === 'BUY' ? size : negate(size),
        cost: side === 'BUY' ? cost : negate(cost),
        openNet: ZERO_USDC,
        totals: {
          realized: ZERO_USDC,
          fees: ZERO_USDC,
          wins: 0,
          losses: 0,
          won: ZERO_USDC,
          lost: ZERO_USDC,
        },
      },
    ],
  };
};

/** Pending fills, each under a key of its own. */
export const pendingOf = (fills: readonly PendingFill[]): ReadonlyMap<string, PendingFill> =>
  new Map(fills.map((fill, index) => [`${String(index)} ${fill.fillKey}`, fill]));
