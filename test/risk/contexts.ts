// A moment in which the gate has nothing against an order, for tests to spoil in one point each.

import { gate } from '../../lib/risk/risk-manager.ts';
import { formatRefusal } from '../../lib/domain/refusal.ts';
import { known } from '../../lib/domain/observed.ts';
import { cents, price, probabilityOf, shifted, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, ORDER_LOT, shares } from '../../lib/units/shares.ts';
import { epochMs, seconds } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { market, oneEvent, order, pendingOf, positionsOf, resting } from './books.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { FairPrice } from '../../lib/domain/fair-price.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { DesiredOrder, Order } from '../../lib/domain/order.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { Gated } from '../../lib/risk/risk-manager.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { Held } from './books.ts';

/** The time of all risk tests: 2026-11-22T12:00:00Z. */
export const NOW = epochMs(1_795_348_800_000n);

/** Limits that differ from scope to scope. */
export const LIMITS: Limits = {
  exposureMax: usdc('500'),
  exposurePerMarketMax: usdc('100'),
  exposurePerCategoryMax: usdc('300'),
  exposurePerEventMax: usdc('200'),
  drawdownMax: ratio('0.15'),
  slippageMax: cents(2),
  consecutiveRejectsMax: 3,
  breakerCooldown: seconds(300),
  apiUnhealthyAfter: seconds(60),
  bookAgeMax: seconds(10),
};

/** A slippage limit that no price reaches where the fair price is 0.5. */
export const ANY_PRICE: Limits['slippageMax'] = cents(50);

/** Limits that nothing reaches. */
export const WIDE: Limits = {
  ...LIMITS,
  exposureMax: usdc('100000'),
  exposurePerMarketMax: usdc('100000'),
  exposurePerCategoryMax: usdc('100000'),
  exposurePerEventMax: usdc('100000'),
};

/** A risk state that has nothing to say. */
export const CALM: RiskState = {
  tradingState: 'ACTIVE',
  breakers: {
    CONSECUTIVE_REJECTS: { kind: 'closed' },
    API_HEALTH: { kind: 'closed' },
    DRAWDOWN: { kind: 'closed' },
  },
  rejects: { count: 0, classes: [] },
  apiHealth: { clobOkAt: NOW, gammaOkAt: NOW, gammaFailures: 0 },
  session: {
    startedAt: NOW,
    peak: { kind: 'marked', equity: usdc('1000') },
    lastMark: { kind: 'marked', equity: usdc('1000') },
    flows: ZERO_USDC,
  },
  mismatches: [],
  cooldowns: [],
  balanceLags: [],
  killSwitchFailures: 0,
  integrity: { kind: 'intact' },
};

/** A read that failed. */
export const failure = (kind: VenueError['kind']): Observed<never> => ({
  kind: 'unknown',
  error: { kind, endpoint: '/test', detail: 'test', retryAfter: { kind: 'unspecified' } },
});

/** A book of one level a side, read now, without a minimum of its own. */
export const quotes = (token: TokenId, bid: string, ask: string): Observed<Book> =>
  known(
    {
      token,
      bids: [{ price: price(bid), size: shares('1000') }],
      asks: [{ price: price(ask), size: shares('1000') }],
      tick: tick('0.01'),
      sizeMin: ORDER_LOT,
      at: NOW,
    },
    NOW,
  );

/** A valid fair price in a band of a cent to either side. */
export const fairAt = (yes: string): FairPrice => {
  const at = price(yes);
  const [low, high] = [shifted(at, cents(-1)), shifted(at, cents(1))];
  if (low === undefined || high === undefined) throw new Error(`no band around ${yes}`);
  const band = { low, high };
  return {
    kind: 'valid',
    probability: probabilityOf(at),
    yes: at,
    band,
    bestBid: low,
    bestAsk: high,
  };
};

const MARKETS = ['A', 'B', 'C'].map((name) => market(name));

/** The universe of three independent markets of one event. */
export const UNIVERSE = oneEvent(MARKETS);

/** Balances of cash and of every token of the given holdings, and none of the others. */
export const balancesOf = (held: readonly Held[], cash = '10000'): Balances => {
  const positions = positionsOf(held);
  const tokens = MARKETS.flatMap((one) => [one.yes, one.no]);
  return {
    cash: usdc(cash),
    shares: new Map(
      tokens.map((token) => [token, positions.get(token)?.shares ?? shares('0')] as const),
    ),
  };
};

/** A context in which the given holdings are all there is. */
export const contextWith = (
  held: readonly Held[] = [],
  changes: Partial<GateContext> = {},
): GateContext => ({
  now: NOW,
  limits: LIMITS,
  killSwitch: { kind: 'read', position: 'off', source: 'data/KILL' },
  clearance: { kind: 'cleared' },
  risk: CALM,
  universe: UNIVERSE,
  mode: known('normal', NOW),
  books: new Map(
    MARKETS.flatMap((one) => [
      [one.yes, quotes(one.yes, '0.49', '0.51')],
      [one.no, quotes(one.no, '0.49', '0.51')],
    ]),
  ),
  fair: new Map(MARKETS.map(({ condition }) => [condition, fairAt('0.5')])),
  balances: known(balancesOf(held), NOW),
  openOrders: known([], NOW),
  fills: known([], NOW),
  equity: { kind: 'known', equity: usdc('1000'), unrealized: ZERO_USDC },
  portfolio: {
    cash: usdc('10000'),
    positions: positionsOf(held),
    resting: [],
    pending: pendingOf([]),
  },
  owners: new Map(),
  ...changes,
});

/** An order wished for by MM at a reference equal to its price, so that slippage is nothing. */
export const wish = (one: Order | string, changes: Partial<DesiredOrder> = {}): DesiredOrder => {
  const wanted = typeof one === 'string' ? order(one) : one;
  return {
    order: wanted,
    strategy: 'MM',
    reason: 'test',
    reference: wanted.price,
    slippage: { kind: 'preset' },
    signal: { kind: 'none' },
    liveUntilMax: { kind: 'unknown' },
    ...changes,
  };
};

/** What became of each wish in words: `adding 50`, `reducing 20`, or the refusals. */
export const verdicts = ({ approved, refused }: Gated): readonly string[] => [
  ...approved.map((one) => `${one.effect} ${formatShares(one.order.size)}`),
  ...refused.flatMap((one) => one.refusals.map(formatRefusal)),
];

/** What became of wishes, each an order in words or a whole wish. */
export const judged = (
  context: GateContext,
  ...wishes: readonly (DesiredOrder | string)[]
): readonly string[] =>
  verdicts(
    gate(
      wishes.map((one) => (typeof one === 'string' ? wish(one) : one)),
      context,
    ),
  );

/** The same context with more orders at rest. */
export const withOrders = (
  context: GateContext,
  ...orders: readonly (Order | string)[]
): GateContext => ({
  ...context,
  portfolio: {
    ...context.portfolio,
    resting: orders.map((one) => resting(typeof one === 'string' ? order(one) : one)),
  },
});

/** YES shares of market A at a total cost. */
export const yes = (size: string, cost: string): Held => ({
  market: 'A',
  outcome: 'YES',
  shares: size,
  cost,
});
