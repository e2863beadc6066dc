// Money that lies in finished business: complete sets are merged into dollars, resolved positions
// redeemed, and what is too small to sell is named once.

import { minimumSize } from '../domain/minimum-size.ts';
import { faceValue } from '../units/money.ts';
import { isPositive, isZero, larger, minus, smaller, sumOf } from '../units/quantity.ts';
import { ratio, scale } from '../units/ratio.ts';
import { formatShares, shares, ZERO_SHARES } from '../units/shares.ts';
import { STRATEGIES } from '../domain/order.ts';
import { fairOf, restingIn, sellableTo, sharesOf, unseenPositions } from './holdings.ts';
import type { CancelRequest, ChainRequest, Report, StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { DesiredOrder, RestingOrder, Strategy } from '../domain/order.ts';
import type { OwnedLot } from '../domain/position.ts';
import type { Stranded } from '../domain/strategy-memory.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';

/**
 * A set below one dollar is not worth a transaction. It stays counted and merges with the next one.
 */
export const MERGE_MIN = shares('1');

// Sets whose shares quotes hold back cost those quotes their place in the queue: they are merged
// once they tie up this share of the market's limit. A quarter of it is when market making reports
// them, all of it when it stops buying.
const LOCKED_SHARE_MAX = ratio('0.2');

const MAKE_WAY: readonly Strategy[] = ['MM', 'FF'];

/** Money to be freed on chain, and the quotes that must let go of its shares first. */
export type Upkeep = {
  readonly chain: readonly ChainRequest[];
  readonly cancels: readonly CancelRequest[];
};

const NOTHING: Upkeep = { chain: [], cancels: [] };

// This cycle's exits keep the shares that they sell.
const left = (free: ShareMicros, token: TokenId, selling: readonly DesiredOrder[]): ShareMicros =>
  selling
    .filter(({ order }) => order.token === token && order.side === 'SELL')
    .reduce((rest, { order }) => minus(rest, order.size), free);

const holdingBack = (view: StrategyView, market: Market): readonly RestingOrder[] =>
  restingIn(view, market).filter(
    ({ order, strategy, certainty }) =>
      order.side === 'SELL' && certainty === 'confirmed' && MAKE_WAY.includes(strategy),
  );

type Owned = Pick<OwnedLot, 'strategy' | 'shares'>;

const sharesBy = (owners: readonly Strategy[], parts: readonly Owned[]): ShareMicros =>
  sumOf(
    ZERO_SHARES,
    parts.filter(({ strategy }) => owners.includes(strategy)),
    (part) => part.shares,
  );

// A purchase that fails takes its shares back. Had they been merged, they would be owed: what sets
// bring is certain only once no purchase of theirs may fail. A merge uses up lots in the order of
// the strategies, so that what stands behind such a purchase waits for it as well.
const confirmedOf = ({ portfolio }: StrategyView, token: TokenId): ShareMicros => {
  const lots = portfolio.positions.get(token)?.byStrategy ?? [];
  const bought = [...portfolio.pending.values()]
    .flatMap(({ changes }) => changes)
    .filter((change) => change.token === token && isPositive(change.shares));
  const first = STRATEGIES.findIndex((one) => bought.some(({ strategy }) => strategy === one));
  const reached = first < 0 ? STRATEGIES : STRATEGIES.slice(0, first + 1);
  const certain = (owners: readonly Strategy[]): ShareMicros =>
    minus(sharesBy(owners, lots), sharesBy(owners, bought));
  return smaller(certain(STRATEGIES), certain(reached));
};

const setsOf = (
  view: StrategyView,
  { yes, no }: Market,
  selling: readonly DesiredOrder[],
): { readonly free: ShareMicros; readonly all: ShareMicros } => {
  const ofConfirmed = (shown: ShareMicros, token: TokenId): ShareMicros =>
    left(smaller(shown, confirmedOf(view, token)), token, selling);
  const freeOf = (token: TokenId): ShareMicros =>
    ofConfirmed(view.sellable.get(token) ?? ZERO_SHARES, token);
  const allOf = (token: TokenId): ShareMicros =>
    ofConfirmed(sellableTo(view, token, MAKE_WAY), token);
  return {
    free: smaller(freeOf(yes), freeOf(no)),
    all: smaller(allOf(yes), allOf(no)),
  };
};

/** The complete sets of a market that may be merged without a quote letting go of its shares. */
export const freeSets = (view: StrategyView, market: Market): ShareMicros =>
  setsOf(view, market, []).free;

// A redemption pays for what the wallet holds at that moment. Shares that arrive after it would be
// gone from our books only, a sale that is delivered after it would fail, and a purchase that fails
// after it would leave shares owed. What the venue has not told us of yet, of an order whose end is
// not proven say, would be booked after the redemption that has taken it, and stay in our books.
const isSettling = (view: StrategyView, market: Market): boolean =>
  view.snapshot.fills.kind === 'unknown' ||
  restingIn(view, market).length > 0 ||
  [...view.portfolio.pending.values()].some(({ changes }) =>
    changes.some(({ condition }) => condition === market.condition),
  );

const upkeepOf = (view: StrategyView, market: Market, selling: readonly DesiredOrder[]): Upkeep => {
  const { condition } = market;
  if (market.status.kind === 'resolved')
    return isSettling(view, market)
      ? NOTHING
      : { chain: [{ kind: 'redeem', condition }], cancels: [] };
  if (view.snapshot.balances.kind === 'unknown') return NOTHING;
  const { free, all } = setsOf(view, market, selling);
  const held = minus(all, larger(free, ZERO_SHARES));
  const heldMax = scale(view.limits.exposurePerMarketMax, LOCKED_SHARE_MAX, 'up');
  if (isPositive(held) && faceValue(held) >= heldMax)
    return {
      chain: [{ kind: 'merge', condition, size: all }],
      cancels: holdingBack(view, market).map(({ id }) => ({
        order: id,
        reason: 'holds back shares of complete sets that are merged',
      })),
    };
  return free >= MERGE_MIN
    ? { chain: [{ kind: 'merge', condition, size: free }], cancels: [] }
    : NOTHING;
};

/**
 * Asks to redeem resolved positions and to merge complete sets, leaving alone the shares that this
 * cycle's exits sell.
 */
export const positionUpkeep = (view: StrategyView, selling: readonly DesiredOrder[]): Upkeep => {
  const held = new Set([...view.portfolio.positions.values()].map(({ condition }) => condition));
  const parts = [...held].map((condition) => {
    const market = view.universe.markets.get(condition);
    if (market === undefined) return NOTHING;
    const { positions } = view.portfolio;
    const nothing =
      isZero(sharesOf(positions, market.yes)) && isZero(sharesOf(positions, market.no));
    return nothing ? NOTHING : upkeepOf(view, market, selling);
  });
  return {
    chain: parts.flatMap(({ chain }) => chain),
    cancels: parts.flatMap(({ cancels }) => cancels),
  };
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

const unseenStranded = (view: StrategyView): readonly Stranded[] => {
  const unseen = new Set(unseenPositions(view).map(({ token }) => token));
  return view.memory.stranded.filter(({ token }) => unseen.has(token));
};

/**
 * Residues below the minimum size, and the reports of the new ones among them. Those in markets
 * that cannot be seen stay named.
 */
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
    stranded: [...unseenStranded(view), ...named.map(({ entry }) => entry)],
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
