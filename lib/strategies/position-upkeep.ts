// Money that lies in finished business: complete sets are merged into dollars, resolved positions
// redeemed, and what is too small to sell is named once.

import { minus, smaller } from '../units/quantity.ts';
import { formatShares, shares, ZERO_SHARES } from '../units/shares.ts';
import { isZero } from '../units/quantity.ts';
import { fairOf, restingIn, sharesOf } from './holdings.ts';
import { minimumSize } from './sizing.ts';
import type { ChainRequest, Report, StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { Stranded } from '../domain/strategy-memory.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';

// A set below one dollar is not worth a transaction. It stays counted and merges with the next one.
const MERGE_MIN = shares('1');

const freeOf = (
  view: StrategyView,
  token: TokenId,
  selling: readonly DesiredOrder[],
): ShareMicros =>
  selling
    .filter(({ order }) => order.token === token && order.side === 'SELL')
    .reduce((free, { order }) => minus(free, order.size), view.sellable.get(token) ?? ZERO_SHARES);

const upkeepOf = (
  view: StrategyView,
  market: Market,
  selling: readonly DesiredOrder[],
): readonly ChainRequest[] => {
  const { condition, yes, no } = market;
  if (market.status.kind === 'resolved') return [{ kind: 'redeem', condition }];
  const size = smaller(freeOf(view, yes, selling), freeOf(view, no, selling));
  return size >= MERGE_MIN ? [{ kind: 'merge', condition, size }] : [];
};

/**
 * Asks to redeem resolved positions and to merge complete sets, leaving alone the shares that this
 * cycle's exits sell.
 */
export const chainUpkeep = (
  view: StrategyView,
  selling: readonly DesiredOrder[],
): readonly ChainRequest[] => {
  const held = new Set([...view.portfolio.positions.values()].map(({ condition }) => condition));
  return [...held].flatMap((condition) => {
    const market = view.universe.markets.get(condition);
    if (market === undefined) return [];
    const { positions } = view.portfolio;
    const nothing =
      isZero(sharesOf(positions, market.yes)) && isZero(sharesOf(positions, market.no));
    return nothing ? [] : upkeepOf(view, market, selling);
  });
};

// Shares that settle or quotes that rest may still join a residue, so it is not stranded yet.
const isStranded = (view: StrategyView, holding: Holding): boolean => {
  const { market, position, net, outcome, entry } = holding;
  const price = fairOf(view, market, outcome) ?? entry;
  return (
    market.status.kind === 'accepting' &&
    isZero(position.pendingIn) &&
    isZero(position.pendingOut) &&
    restingIn(view, market).length === 0 &&
    net < minimumSize(market.sizeMin, { price, liquidity: 'may-take' })
  );
};

/** Residues below the minimum size, and the reports of the new ones among them. */
export const nameStranded = (
  view: StrategyView,
  holdings: readonly Holding[],
): { readonly stranded: readonly Stranded[]; readonly reports: readonly Report[] } => {
  const named = holdings.flatMap((holding) => {
    const before = view.memory.stranded.find((each) => each.token === holding.token);
    const isOld = before !== undefined && holding.net <= before.shares;
    if (isOld) return [{ holding, entry: before, isNew: false }];
    if (!isStranded(view, holding)) return [];
    return [{ holding, entry: { token: holding.token, shares: holding.net }, isNew: true }];
  });
  return {
    stranded: named.map(({ entry }) => entry),
    reports: named
      .filter(({ isNew }) => isNew)
      .map(({ holding: { market, outcome, net } }) => ({
        condition: market.condition,
        text:
          `stranded: ${formatShares(net)} ${outcome} of ${market.slug} are below the minimum ` +
          'order; held until a quote joins them or the market resolves',
      })),
  };
};
