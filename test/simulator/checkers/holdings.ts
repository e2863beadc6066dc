// What the account holds and what it paid for it, by the venue's own fills: the average cost of
// each strategy's lot of each token, as fills, merges and redemptions leave it. A seller's own lot
// goes first, then those of the others in the order in which they act.

import { fillKey } from '../../../lib/domain/fill.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';

/** Shares of one token and their cost. Unit: micros. */
export type Holding = { readonly shares: bigint; readonly cost: bigint };

/** Holdings by token, and the cost that each fill has moved. Unit: micros. */
export type Holdings = {
  readonly byToken: ReadonlyMap<string, Holding>;
  readonly movedBy: ReadonlyMap<string, bigint>;
};

const UNIT = 1_000_000n;
const NOTHING: Holding = { shares: 0n, cost: 0n };

/** Who acts before whom. */
const ORDER = ['ICC', 'Protect', 'MM', 'FF'] as const;

type Lots = Map<string, Map<string, Holding>>;

// The cost that it moves is what is remembered under its key.
type Move = { readonly at: bigint; readonly key: string; readonly apply: (held: Lots) => bigint };

const lotsOf = (held: Lots, token: string): Map<string, Holding> => {
  const lots = held.get(token) ?? new Map<string, Holding>();
  held.set(token, lots);
  return lots;
};

const gained = (lots: Map<string, Holding>, owner: string, more: Holding): bigint => {
  const { shares, cost } = lots.get(owner) ?? NOTHING;
  lots.set(owner, { shares: shares + more.shares, cost: cost + more.cost });
  return more.cost;
};

// What leaves a lot takes its part of the cost along.
const taken = (lots: Map<string, Holding>, owner: string, size: bigint): Holding => {
  const { shares, cost } = lots.get(owner) ?? NOTHING;
  const part = size < shares ? size : shares;
  if (part <= 0n) return NOTHING;
  const rest = (cost * (shares - part)) / shares;
  lots.set(owner, { shares: shares - part, cost: rest });
  return { shares: part, cost: cost - rest };
};

// What no lot has is owed by the first one.
const lost = (lots: Map<string, Holding>, size: bigint, order: readonly string[]): bigint => {
  let left = size;
  let cost = 0n;
  for (const owner of order) {
    const part = taken(lots, owner, left);
    left -= part.shares;
    cost += part.cost;
  }
  if (left > 0n) gained(lots, order[0] ?? '', { shares: -left, cost: 0n });
  return cost;
};

const moveOfFill = (fill: Fill, owner: string): Move => {
  const { matchedAt, token, side, size, price } = fill;
  const shares = microsOfShares(size);
  const cost = (shares * microsOfPrice(price) + UNIT - 1n) / UNIT;
  const ownFirst = [owner, ...ORDER.filter((other) => other !== owner)];
  return {
    at: msOfEpoch(matchedAt),
    key: fillKey(fill),
    apply: (held) =>
      side === 'BUY'
        ? gained(lotsOf(held, token), owner, { shares, cost })
        : lost(lotsOf(held, token), shares, ownFirst),
  };
};

const totalOf = (lots: ReadonlyMap<string, Holding>): Holding =>
  [...lots.values()].reduce(
    (sum, { shares, cost }) => ({ shares: sum.shares + shares, cost: sum.cost + cost }),
    NOTHING,
  );

/** What holdings are made of. */
export type HoldingsInput = {
  readonly universe: Universe;
  readonly fills: readonly Fill[];
  readonly activity: readonly Activity[];
  /**
   * How much later than it was done a merge is booked. It takes cost along at the average of that
   * time, so that fills in between are part of it. Unit: ms.
   */
  readonly mergesLate: bigint;
  /**
   * How long after its match a fill that failed was taken back, or `unseen` where the books never
   * had it. What was sold and bought meanwhile was blended with it. Unit: ms.
   */
  readonly failsLate: bigint | 'unseen';
  /** Whose a fill is, by its order. */
  readonly ownerOf: (order: string) => string;
};

const moveOfActivity = (
  { universe, mergesLate }: HoldingsInput,
  one: Activity,
): readonly Move[] => {
  const at = msOfEpoch(one.at);
  const { key } = one;
  const market = 'condition' in one ? universe.markets.get(one.condition) : undefined;
  if (market === undefined) return [];
  const both = [market.yes, market.no];
  if (one.kind === 'market-redemption')
    return both.map((token) => ({
      at,
      key,
      apply: (held) => {
        const lots = lotsOf(held, token);
        return lost(lots, totalOf(lots).shares, ORDER);
      },
    }));
  if (one.kind === 'redemption') {
    const size = microsOfShares(one.size);
    return [{ at, key, apply: (held) => lost(lotsOf(held, one.token), size, ORDER) }];
  }
  if (one.kind !== 'merge') return [];
  const size = microsOfShares(one.size);
  const merge = (held: Lots): bigint =>
    lost(lotsOf(held, market.yes), size, ORDER) + lost(lotsOf(held, market.no), size, ORDER);
  return [{ at: at + mergesLate, key, apply: merge }];
};

// A share costs between nothing and a dollar; what is beyond that when a fill is taken back is
// realized.
const within = ({ shares, cost }: Holding): Holding => {
  const [least, most] = shares < 0n ? [shares, 0n] : [0n, shares];
  return { shares, cost: cost < least ? least : cost > most ? most : cost };
};

// A fill that failed: it changed lots for a while, and these changes are subtracted.
const movesOfFailed = (fill: Fill, owner: string, late: bigint): readonly Move[] => {
  const { at, key, apply } = moveOfFill(fill, owner);
  let before = new Map<string, Holding>();
  let after = before;
  const undo = (held: Lots): bigint => {
    const lots = lotsOf(held, fill.token);
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, became] = [before.get(name) ?? NOTHING, after.get(name) ?? NOTHING];
      const { shares, cost } = lots.get(name) ?? NOTHING;
      const rest = {
        shares: shares - became.shares + was.shares,
        cost: cost - became.cost + was.cost,
      };
      lots.set(name, within(rest));
    }
    return 0n;
  };
  const change = (held: Lots): bigint => {
    before = new Map(lotsOf(held, fill.token));
    const moved = apply(held);
    after = new Map(lotsOf(held, fill.token));
    return moved;
  };
  return [
    { at, key, apply: change },
    { at: at + late, key, apply: undo },
  ];
};

const movesOfFill = (fill: Fill, { ownerOf, failsLate }: HoldingsInput): readonly Move[] => {
  const owner = ownerOf(fill.order);
  if (fill.status !== 'FAILED') return [moveOfFill(fill, owner)];
  return failsLate === 'unseen' ? [] : movesOfFailed(fill, owner, failsLate);
};

/** Adds up the fills that have not failed, and what else moved shares. */
export const holdingsOf = (input: HoldingsInput): Holdings => {
  const { fills, activity } = input;
  const moves = [
    ...fills.flatMap((fill) => movesOfFill(fill, input)),
    ...activity.flatMap((one) => moveOfActivity(input, one)),
  ].toSorted((a, b) => Number(a.at - b.at));
  const held: Lots = new Map();
  const movedBy = new Map<string, bigint>();
  for (const { key, apply } of moves) movedBy.set(key, apply(held));
  const byToken = new Map([...held].map(([token, lots]) => [token, totalOf(lots)] as const));
  return { byToken, movedBy };
};
