// What the account holds and what it paid for it, by the venue's own fills: the average cost of
// each strategy's lot of each token, as all moves leave it in the order in which they are booked. A
// seller's own lot goes first, then those of the others in the order in which they act.

import { fillKey } from '../../../lib/domain/fill.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Booked } from './booked.ts';

/** Shares of one token and their cost. Unit: micros. */
export type Holding = { readonly shares: bigint; readonly cost: bigint };

/** What is held in lots, by whose they are. Unit: micros. */
export type OwnLots = ReadonlyMap<string, Holding>;

/** Holdings by token and the lots of each, and what each fill has moved. Unit: micros. */
export type Holdings = {
  readonly byToken: ReadonlyMap<string, Holding>;
  readonly lots: ReadonlyMap<string, OwnLots>;
  readonly movedBy: ReadonlyMap<string, bigint>;
  /** What it has changed of each lot. */
  readonly changedBy: ReadonlyMap<string, OwnLots>;
};

const UNIT = 1_000_000n;
const NOTHING: Holding = { shares: 0n, cost: 0n };

/** Who acts before whom. */
const ORDER = ['ICC', 'Protect', 'MM', 'FF'] as const;

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

const added = (lots: Map<string, Holding>, owner: string, more: Holding): void => {
  const { shares, cost } = lots.get(owner) ?? NOTHING;
  lots.set(owner, { shares: shares + more.shares, cost: cost + more.cost });
};

// What comes in first gives back what is owed, with what that was owed for; its part of the cost
// goes with it.
const gained = (lots: Map<string, Holding>, owner: string, more: Holding): bigint => {
  let left = more.shares;
  let returned = 0n;
  for (const [other, { shares, cost }] of [...lots]) {
    if (shares >= 0n || left <= 0n) continue;
    const part = -shares < left ? -shares : left;
    const back = (-cost * part) / -shares;
    added(lots, other, { shares: part, cost: back });
    returned += back;
    left -= part;
  }
  const cost = left === more.shares ? more.cost : (more.cost * left) / more.shares;
  added(lots, owner, { shares: left, cost });
  return returned + cost;
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

// What no lot has is owed by the first one, for its part of what came in for all.
const lost = (
  lots: Map<string, Holding>,
  { shares: size, cost: worth }: Holding,
  order: readonly string[],
): bigint => {
  let left = size;
  let cost = 0n;
  for (const owner of order) {
    const part = taken(lots, owner, left);
    left -= part.shares;
    cost += part.cost;
  }
  if (left > 0n) added(lots, order[0] ?? '', { shares: -left, cost: -((worth * left) / size) });
  return cost;
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
  /** What is booked, and in which order. */
  readonly booked: Booked;
  /** Where merges stand that are not booked yet: a cycle reads fills first, and then the rest. */
  readonly mergesNext: 'by their time' | 'after all fills';
  /** Where failures stand that are not booked yet: a cycle may not know of them when it sends. */
  readonly failuresNext: 'by their time' | 'after all fills';
  /** Whose a fill is, by its order. */
  readonly ownerOf: (order: string) => string;
};

/** How many merges of the same market came before one. */
export const mergesBefore = (activity: readonly Activity[], one: Activity): number =>
  activity.filter(
    (other) =>
      other.kind === 'merge' &&
      one.kind === 'merge' &&
      other.condition === one.condition &&
      other.at < one.at,
  ).length;

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
  if (one.kind === 'redemption') {
    const size = microsOfShares(one.size);
    return [{ place: LAST, at, key, apply: (held) => lost(lotsOf(held, one.token), faceOf(size), ORDER) }];
  }
  if (one.kind !== 'merge') return [];
  const size = microsOfShares(one.size);
  const merge = (held: Lots): bigint =>
    lost(lotsOf(held, market.yes), faceOf(size), ORDER) +
    lost(lotsOf(held, market.no), faceOf(size), ORDER);
  const next = mergesNext === 'by their time' ? LAST : AFTER_ALL;
  const place = booked.merges(one.condition)[mergesBefore(activity, one)] ?? next;
  return [{ place, at, key, apply: merge }];
};

// A share costs between nothing and a dollar; what is beyond that when a fill is taken back is
// realized.
const within = ({ shares, cost }: Holding): Holding => {
  const [least, most] = shares < 0n ? [shares, 0n] : [0n, shares];
  return { shares, cost: cost < least ? least : cost > most ? most : cost };
};

const magnitude = (shares: bigint): bigint => (shares < 0n ? -shares : shares);

// A part of what a lot holds or owes, with its part of the cost.
const without = ({ shares, cost }: Holding, part: bigint): Holding => {
  const whole = magnitude(shares);
  const rest = shares < 0n ? shares + part : shares - part;
  return { shares: rest, cost: (cost * (whole - part)) / whole };
};

// What one lot owes the next one pays that has something.
const netted = (lots: Map<string, Holding>): void => {
  const first = (is: (shares: bigint) => boolean): string | undefined =>
    ORDER.find((owner) => is(lots.get(owner)?.shares ?? 0n));
  const [short, long] = [first((shares) => shares < 0n), first((shares) => shares > 0n)];
  if (short === undefined || long === undefined) return;
  const [owes, has] = [lots.get(short) ?? NOTHING, lots.get(long) ?? NOTHING];
  const part = magnitude(owes.shares) < has.shares ? magnitude(owes.shares) : has.shares;
  lots.set(short, without(owes, part));
  lots.set(long, without(has, part));
  netted(lots);
};

/** The lots once changes of them are taken back, and what they owe each other is paid. */
export const withoutChanges = (lots: OwnLots, changes: readonly OwnLots[]): OwnLots => {
  const left = new Map(lots);
  for (const [owner, { shares, cost }] of changes.flatMap((change) => [...change]))
    added(left, owner, { shares: -shares, cost: -cost });
  for (const [owner, lot] of left) left.set(owner, within(lot));
  netted(left);
  return left;
};

// A fill that failed: it changed lots for a while, and these changes are subtracted.
const movesOfFailed = (fill: Fill, input: HoldingsInput): readonly Move[] => {
  const { place, at, key, apply } = moveOfFill(fill, input);
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
    netted(lots);
    return 0n;
  };
  const change = (held: Lots): bigint => {
    before = new Map(lotsOf(held, fill.token));
    const moved = apply(held);
    after = new Map(lotsOf(held, fill.token));
    return moved;
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

const changeOf = (before: OwnLots, after: OwnLots): OwnLots =>
  new Map(
    [...after].map(([owner, { shares, cost }]) => {
      const was = before.get(owner) ?? NOTHING;
      return [owner, { shares: shares - was.shares, cost: cost - was.cost }] as const;
    }),
  );

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
