// What the account holds and what it paid for it, by the venue's own fills: the average cost of
// each token, as fills, merges and redemptions leave it.

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

// The cost that it moves is what is remembered under its key.
type Move = {
  readonly at: bigint;
  readonly key: string;
  readonly apply: (held: Map<string, Holding>) => bigint;
};

const gained = (held: Map<string, Holding>, token: string, more: Holding): bigint => {
  const { shares, cost } = held.get(token) ?? NOTHING;
  held.set(token, { shares: shares + more.shares, cost: cost + more.cost });
  return more.cost;
};

// What leaves takes its part of the cost along.
const lost = (held: Map<string, Holding>, token: string, size: bigint): bigint => {
  const { shares, cost } = held.get(token) ?? NOTHING;
  const left = shares - size;
  const isGone = shares <= 0n || left <= 0n;
  const rest = isGone ? 0n : (cost * left) / shares;
  held.set(token, { shares: left, cost: rest });
  return cost - rest;
};

const moveOfFill = (fill: Fill): Move => {
  const { matchedAt, token, side, size, price } = fill;
  const shares = microsOfShares(size);
  const cost = (shares * microsOfPrice(price) + UNIT - 1n) / UNIT;
  return {
    at: msOfEpoch(matchedAt),
    key: fillKey(fill),
    apply: (held) =>
      side === 'BUY' ? gained(held, token, { shares, cost }) : lost(held, token, shares),
  };
};

// A set becomes its dollar. What it gains offsets nothing once the books know of it; until then
// they count it as certain.
const merged = (
  held: Map<string, Holding>,
  tokens: readonly [yes: string, no: string],
  { size, isBooked }: { readonly size: bigint; readonly isBooked: boolean },
): bigint => {
  const [yes, no] = tokens;
  const cost = lost(held, yes, size) + lost(held, no, size);
  if (isBooked || cost >= size) return cost;
  gained(held, yes, { shares: 0n, cost: cost - size });
  return size;
};

/** Whether the books may be expected to know of something. */
export type IsBooked = (one: Activity) => boolean;

const moveOfActivity = (universe: Universe, one: Activity, isOld: IsBooked): readonly Move[] => {
  const at = msOfEpoch(one.at);
  const { key } = one;
  const market = 'condition' in one ? universe.markets.get(one.condition) : undefined;
  if (market === undefined) return [];
  const both = [market.yes, market.no];
  if (one.kind === 'market-redemption')
    return both.map((token) => ({
      at,
      key,
      apply: (held) => lost(held, token, held.get(token)?.shares ?? 0n),
    }));
  if (one.kind === 'redemption') {
    const size = microsOfShares(one.size);
    return [{ at, key, apply: (held) => lost(held, one.token, size) }];
  }
  if (one.kind !== 'merge') return [];
  const what = { size: microsOfShares(one.size), isBooked: isOld(one) };
  return [{ at, key, apply: (held) => merged(held, [market.yes, market.no], what) }];
};

/** What holdings are made of. */
export type HoldingsInput = {
  readonly universe: Universe;
  readonly fills: readonly Fill[];
  readonly activity: readonly Activity[];
  readonly isBooked: IsBooked;
};

/** Adds up the fills that have not failed, and what else moved shares. */
export const holdingsOf = ({ universe, fills, activity, isBooked }: HoldingsInput): Holdings => {
  const moves = [
    ...fills.filter(({ status }) => status !== 'FAILED').map(moveOfFill),
    ...activity.flatMap((one) => moveOfActivity(universe, one, isBooked)),
  ].toSorted((a, b) => Number(a.at - b.at));
  const byToken = new Map<string, Holding>();
  const movedBy = new Map<string, bigint>();
  for (const { key, apply } of moves) movedBy.set(key, apply(byToken));
  return { byToken, movedBy };
};
