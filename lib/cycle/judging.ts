// What strategies see and what the gate judges by, both from the same moment of the cycle.

import { setsMerging } from '../accounting/awaited-moves.ts';
import { computeDrawdown, drawdownScale } from '../risk/drawdown.ts';
import { offeredShares, reservedCash, sellableShares } from '../risk/reservations.ts';
import { mapObserved } from '../domain/observed.ts';
import { minus, smaller } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { exposuresOf, portfolioOf } from './books.ts';
import { awaitedMoves } from './awaited.ts';
import type { Balances } from '../domain/activity.ts';
import type { ChainRequest, StrategyView } from '../domain/decision.ts';
import type { Observed } from '../domain/observed.ts';
import type { RestingOrder } from '../domain/order.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { GateContext } from '../risk/gate-context.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const mergedShares = (
  { universe }: Working,
  moves: readonly ChainRequest[],
  token: TokenId,
): ShareMicros => {
  const condition = universe.tokens.get(token)?.condition;
  return condition === undefined ? ZERO_SHARES : setsMerging(moves, condition);
};

// Shares that a merge on its way will take are still shown, by our books and perhaps by the venue,
// but they are nobody's to sell.
const balancesLeft = (working: Working): Observed<Balances> => {
  const moves = awaitedMoves(working).map(({ request }) => request);
  return mapObserved(working.snapshot.balances, ({ cash, shares }) => ({
    cash,
    shares: new Map(
      [...shares].map(([token, held]) => [token, minus(held, mergedShares(working, moves, token))]),
    ),
  }));
};

const sellableTokens = (
  working: Working,
  { positions, resting }: Portfolio,
): ReadonlyMap<TokenId, ShareMicros> => {
  const balances = balancesLeft(working);
  if (balances.kind === 'unknown') return new Map();
  return new Map(
    [...balances.value.shares].map(([token, venue]) => {
      const offered = offeredShares(resting, token);
      return [token, sellableShares({ position: positions.get(token), venue, offered })] as const;
    }),
  );
};

const freeCash = ({ snapshot, universe }: Working, portfolio: Portfolio): UsdcMicros => {
  const { balances } = snapshot;
  const cash =
    balances.kind === 'known' ? smaller(portfolio.cash, balances.value.cash) : portfolio.cash;
  return minus(cash, reservedCash(portfolio.resting, universe));
};

/** What a strategy gets to see now. */
export const viewOf = (working: Working, settings: CycleSettings): StrategyView => {
  const { state, snapshot, universe, fair } = working;
  const portfolio = portfolioOf(state);
  return {
    snapshot,
    universe,
    fair,
    portfolio,
    sellable: sellableTokens(working, portfolio),
    exposures: exposuresOf(working),
    limits: settings.limits,
    tradingState: state.risk.tradingState,
    drawdownScale: drawdownScale(
      computeDrawdown(state.risk.session, working.equity),
      settings.limits.drawdownMax,
    ),
    cycle: settings.cycle,
    slippage: settings.limits.slippageMax,
    freeCash: freeCash(working, portfolio),
    memory: state.memory,
  };
};

/** What the gate judges by at a moment, with the given orders taken as gone. */
export const gateContextOf = (
  working: Working,
  settings: CycleSettings,
  { now, gone }: { readonly now: EpochMs; readonly gone: readonly RestingOrder[] },
): GateContext => {
  const { state, snapshot } = working;
  const absent = new Set(gone.map((order) => order.id));
  const portfolio = portfolioOf(state);
  return {
    now,
    limits: settings.limits,
    killSwitch: snapshot.killSwitch,
    clearance: working.clearance,
    risk: state.risk,
    universe: working.universe,
    mode: snapshot.mode,
    books: snapshot.books,
    fair: working.fair,
    balances: balancesLeft(working),
    openOrders: snapshot.openOrders,
    fills: snapshot.fills,
    equity: working.equity,
    portfolio: {
      ...portfolio,
      resting: portfolio.resting.filter((order) => !absent.has(order.id)),
    },
    owners: working.owners,
  };
};
