// What a strategy sees, for the tests of ICC, Protect and FF, in as few words as possible.

import { known } from '../../lib/domain/observed.ts';
import { tokenOf, universeOf } from '../../lib/domain/market.ts';
import { orderId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { seconds } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { computeFairPrices } from './fair-prices.ts';
import { aBook, anEvent, FAIR_PARAMETERS, levels, NOW, observed } from './books.ts';
import { LIMITS } from './parameters.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';
import type { PendingFill } from '../../lib/domain/ledger-state.ts';
import type { EventGroup, Market, Outcome } from '../../lib/domain/market.ts';
import type { Order, RestingOrder, Strategy } from '../../lib/domain/order.ts';
import type { OwnedLot, Position } from '../../lib/domain/position.ts';
import type { Snapshot } from '../../lib/domain/snapshot.ts';
import type { StrategyMemory } from '../../lib/domain/strategy-memory.ts';

export const EMPTY_MEMORY: StrategyMemory = {
  markets: new Map(),
  stops: [],
  flowExits: [],
  usedSignals: new Map(),
  followedMarkets: new Map(),
  pendingMarkouts: [],
  markouts: [],
  stranded: [],
  notices: [],
};

/** A book of YES and its mirror image: a bid, an ask, and the same size on each. */
export const bothBooks = (
  market: Market,
  touch: { readonly bid: string; readonly ask: string; readonly size?: string },
  changes: Partial<Book> = {},
): readonly Book[] => {
  const size = touch.size ?? '10000';
  const mirror = (at: string): string => (1 - Number(at)).toFixed(6);
  return [
    aBook(
      market.yes,
      {
        bids: levels('bids', `${touch.bid} x ${size}`),
        asks: levels('asks', `${touch.ask} x ${size}`),
      },
      { tick: market.tick, ...changes },
    ),
    aBook(
      market.no,
      {
        bids: levels('bids', `${mirror(touch.ask)} x ${size}`),
        asks: levels('asks', `${mirror(touch.bid)} x ${size}`),
      },
      { tick: market.tick, ...changes },
    ),
  ];
};

/** Some shares of one outcome at an average price, of one strategy unless lots are given. */
export const position = (
  market: Market,
  outcome: Outcome,
  held: {
    readonly shares: string;
    readonly cost: string;
    readonly pendingIn?: string;
    readonly lots?: readonly OwnedLot[];
  },
): Position => ({
  condition: market.condition,
  token: tokenOf(market, outcome),
  outcome,
  shares: shares(held.shares),
  pendingIn: shares(held.pendingIn ?? '0'),
  pendingOut: ZERO_SHARES,
  cost: usdc(held.cost),
  byStrategy: held.lots ?? [{ strategy: 'MM', shares: shares(held.shares), cost: usdc(held.cost) }],
});

/** A resting order; GTD, post-only and confirmed unless said otherwise. */
export const resting = (
  id: string,
  strategy: Strategy,
  order: Pick<Order, 'outcome' | 'side'> & {
    readonly market: Market;
    readonly at: string;
    readonly size: string;
    readonly certainty?: RestingOrder['certainty'];
  },
): RestingOrder => ({
  id: orderId(id),
  strategy,
  order: {
    condition: order.market.condition,
    token: tokenOf(order.market, order.outcome),
    outcome: order.outcome,
    side: order.side,
    price: price(order.at),
    size: shares(order.size),
    timeInForce: 'GTD',
    liquidity: 'post-only',
  },
  remaining: shares(order.size),
  expiration: { kind: 'never' },
  certainty: order.certainty ?? 'confirmed',
});

const SNAPSHOT: Snapshot = {
  now: NOW,
  killSwitch: { kind: 'read', position: 'off', source: 'test' },
  mode: known('normal', NOW),
  universe: known(universeOf([], []), NOW),
  books: new Map(),
  openOrders: known([], NOW),
  fills: known([], NOW),
  activity: known([], NOW),
  balances: known({ cash: ZERO_USDC, shares: new Map() }, NOW),
  prints: known([], NOW),
  targets: known([], NOW),
};

/** What a view is made of, as far as it differs from an empty portfolio of $1,000. */
export type Scene = {
  readonly markets: readonly Market[];
  readonly events?: readonly EventGroup[];
  readonly books?: readonly Book[];
  readonly positions?: readonly Position[];
  readonly resting?: readonly RestingOrder[];
  readonly pending?: readonly PendingFill[];
  readonly memory?: Partial<StrategyMemory>;
  readonly snapshot?: Partial<Snapshot>;
  readonly changes?: Partial<StrategyView>;
};

const sellableOf = (scene: Scene): StrategyView['sellable'] =>
  new Map(
    (scene.positions ?? []).map((held) => [
      held.token,
      (scene.resting ?? [])
        .filter(({ order }) => order.token === held.token && order.side === 'SELL')
        .reduce(
          (left, { remaining }) => minus(left, remaining),
          minus(held.shares, plus(held.pendingIn, held.pendingOut)),
        ),
    ]),
  );

/** The view of a scene: fair prices from its books, everything that is held and free for sale. */
export const viewOf = (scene: Scene): StrategyView => {
  const events = scene.events ?? scene.markets.map((market) => anEvent(market.event, [market]));
  const universe = universeOf(scene.markets, events);
  const books = observed(...(scene.books ?? []));
  const snapshot = { ...SNAPSHOT, universe: known(universe, NOW), books, ...scene.snapshot };
  return {
    snapshot,
    universe,
    fair: computeFairPrices({
      universe,
      books: snapshot.books,
      now: snapshot.now,
      parameters: FAIR_PARAMETERS,
    }),
    portfolio: {
      cash: usdc('1000'),
      positions: new Map((scene.positions ?? []).map((held) => [held.token, held])),
      resting: scene.resting ?? [],
      pending: new Map((scene.pending ?? []).map((fill) => [fill.fillKey, fill])),
    },
    sellable: sellableOf(scene),
    exposures: {
      total: ZERO_USDC,
      byMarket: new Map(),
      byEvent: new Map(),
      byCategory: new Map(),
    },
    limits: LIMITS,
    tradingState: 'ACTIVE',
    drawdownScale: ratio('1'),
    cycle: seconds(60),
    slippage: LIMITS.slippageMax,
    freeCash: usdc('1000'),
    memory: { ...EMPTY_MEMORY, ...scene.memory },
    ...scene.changes,
  };
};
