// What the account holds and what it paid for it, by the venue's own fills: the average cost of
// each strategy's lot of each token, as all moves leave it in the order in which they are booked. A
// seller's own lot goes first, then those of the others in the order in which they act.

import { fillKey } from '../../../lib/domain/fill.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import { changeOf, gained, lost, ORDER, totalOf, withoutChanges } from './own-lots.ts';
import { payoutsBefore } from './payouts.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Booked } from './booked.ts';
import type { Holding, OwnLots } from './own-lots.ts';

/** Holdings by token and the lots of each, and what each fill has moved. Unit: micros. */
export type Holdings = {
  readonly byToken: ReadonlyMap<string, Holding>;
  readonly lots: ReadonlyMap<string, OwnLots>;
  readonly movedBy: ReadonlyMap<string, bigint>;
  /** What it has changed of each lot. */
  readonly changedBy: ReadonlyMap<string, OwnLots>;
};

const UNIT = 1_000_000n;

type Lots = Map<string, Map<string, Holding>>;

// The cost that it moves is what is remembered under its key. What is not booked comes last.
type Move = {
  /** Of a fill, whose lots it changes. */
  readonly token?: string;
  readonly place: number;
  readonly at: bigint;
  readonly key: string;
  readonly apply: (held: Lots) => bigint;
};

const LAST = Number.MAX_SAFE_INTEGER - 1;
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

const lotsOf = (held: Lots, token: string): Map<string, Holding> => {
  const lots = held.get(token) ?? new Map<string, Holding>();
  held.set(token, lots);
  return lots;
};

const moveOfFill = (fill: Fill, { ownerOf, booked }: HoldingsInput): Move => {
  const owner = ownerOf(fill.order);
  const { matchedAt, token, side, size, price } = fill;
  const shares = microsOfShares(size);
  const cost = (shares * microsOfPrice(price) + UNIT - 1n) / UNIT;
  const ownFirst = [owner, ...ORDER.filter((other) => other !== owner)];
  return {
    token,
    place: booked.fill(fill) ?? LAST,
    at: msOfEpoch(matchedAt),
    key: fillKey(fill),
    apply: (held) =>
      side === 'BUY'
        ? gained(lotsOf(held, token), owner, { shares, cost })
        : lost(lotsOf(held, token), { shares, cost }, ownFirst),
  };
};

/** What holdings are made of. */
export type HoldingsInput = {
  readonly universe: Universe;
  readonly fills: readonly Fill[];
  readonly activity: readonly Activity[];
  /** What is booked, and in which order. */
  readonly booked: Booked;
  /** Where merges stand that are not booked yet: a cycle reads fills first, and then the rest. */
  readonly mergesNext: 'by their time' | 'after all fills';
  /** Where failures stand that are not booked yet: a cycle may not know of them when it sends. */
  readonly failuresNext: 'by their time' | 'after all fills';
  /** Whose a fill is, by its order. */
  readonly ownerOf: (order: string) => string;
};

// A set says nothing of what each of its shares was worth: at most a dollar.
const faceOf = (shares: bigint): Holding => ({ shares, cost: shares });

// No market trades on that pays out: where its redemption stands says nothing.
const moveOfActivity = (
  { universe, activity, booked, mergesNext }: HoldingsInput,
  one: Activity,
): readonly Move[] => {
  const at = msOfEpoch(one.at);
  const { key } = one;
  const market = 'condition' in one ? universe.markets.get(one.condition) : undefined;
  if (market === undefined) return [];
  const both = [market.yes, market.no];
  if (one.kind === 'market-redemption')
    return both.map((token) => ({
      place: LAST,
      at,
      key,
      apply: (held) => {
        const lots = lotsOf(held, token);
        return lost(lots, faceOf(totalOf(lots).shares), ORDER);
      },
    }));
  // It takes all that the wallet has, also what was there before the books were opened.
  if (one.kind === 'redemption') {
    const size = microsOfShares(one.size);
    const redeem = (held: Lots): bigint => {
      const lots = lotsOf(held, one.token);
      const ours = totalOf(lots).shares;
      return lost(lots, faceOf(size < ours ? size : ours), ORDER);
    };
    return [{ place: LAST, at, key, apply: redeem }];
  }
  if (one.kind !== 'merge') return [];
  const size = microsOfShares(one.size);
  const merge = (held: Lots): bigint =>
    lost(lotsOf(held, market.yes), faceOf(size), ORDER) +
    lost(lotsOf(held, market.no), faceOf(size), ORDER);
  const next = mergesNext === 'by their time' ? LAST : AFTER_ALL;
  const place = booked.payouts(one.condition)[payoutsBefore(activity, one)] ?? next;
  return [{ place, at, key, apply: merge }];
};

// A fill that failed: it changed lots for a while, and these changes are subtracted.
const movesOfFailed = (fill: Fill, input: HoldingsInput): readonly Move[] => {
  const { place, at, key, apply } = moveOfFill(fill, input);
  let changes: OwnLots = new Map();
  const change = (held: Lots): bigint => {
    const before = new Map(lotsOf(held, fill.token));
    const moved = apply(held);
    changes = changeOf(before, lotsOf(held, fill.token));
    return moved;
  };
  const undo = (held: Lots): bigint => {
    held.set(fill.token, new Map(withoutChanges(lotsOf(held, fill.token), [changes])));
    return 0n;
  };
  const next = input.failuresNext === 'by their time' ? LAST : AFTER_ALL;
  return [
    { place, at, key, apply: change },
    { place: input.booked.failure(fill) ?? next, at, key, apply: undo },
  ];
};

// What failed before it was booked was never there.
const movesOfFill = (fill: Fill, input: HoldingsInput): readonly Move[] => {
  if (fill.status !== 'FAILED') return [moveOfFill(fill, input)];
  return input.booked.fill(fill) === undefined ? [] : movesOfFailed(fill, input);
};

const inOrder = (a: Move, b: Move): number =>
  a.place === b.place ? Number(a.at - b.at) : a.place - b.place;

/** Adds up the fills that have not failed, and what else moved shares. */
export const holdingsOf = (input: HoldingsInput): Holdings => {
  const { fills, activity } = input;
  const moves = [
    ...fills.flatMap((fill) => movesOfFill(fill, input)),
    ...activity.flatMap((one) => moveOfActivity(input, one)),
  ].toSorted(inOrder);
  const held: Lots = new Map();
  const movedBy = new Map<string, bigint>();
  const changedBy = new Map<string, OwnLots>();
  for (const { key, token, apply } of moves) {
    const before = new Map(token === undefined ? [] : lotsOf(held, token));
    movedBy.set(key, apply(held));
    if (token !== undefined) changedBy.set(key, changeOf(before, lotsOf(held, token)));
  }
  const byToken = new Map([...held].map(([token, lots]) => [token, totalOf(lots)] as const));
  return { byToken, lots: held, movedBy, changedBy };
};
