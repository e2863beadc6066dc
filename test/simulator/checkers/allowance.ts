// What the owner of the wallet does by hand may break a cap, and nobody can forbid it. As much is
// allowed for as it added when it happened, and no more: what the system adds has to fit below the
// cap as before. Once the system has had time to read of it, the excess may only become less.

import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Instant } from '../world/timeline.ts';
import type { VenueTruth } from './truth.ts';

/** A loss by the name of what it is judged under. Unit: micros. */
export type ScopeLosses = ReadonlyMap<string, bigint>;

// A trade by hand is read in the cycle after it, or the one after that; what was approved before it
// was read may rest for the life of an order.
const KNOWN_WITHIN_MS = 420_000;

/** What is allowed beyond the caps. */
export type Allowance = {
  /** Takes in what was added by hand since it was last asked: the losses with it and without. */
  readonly add: (at: Instant, all: ScopeLosses, without: ScopeLosses) => void;
  /** How much a scope may lose beyond its cap. */
  readonly of: (scope: string) => bigint;
  /** Lowers what is allowed to what is needed, once it is known. */
  readonly settle: (at: Instant, excess: ScopeLosses) => void;
};

const positive = (value: bigint): bigint => (value > 0n ? value : 0n);

/** Allows nothing at first. */
export const createAllowance = (): Allowance => {
  const allowed = new Map<string, bigint>();
  let lastAt = -Infinity;
  const of = (scope: string): bigint => allowed.get(scope) ?? 0n;
  return {
    add: (at, all, without) => {
      lastAt = at;
      for (const [scope, loss] of all)
        allowed.set(scope, of(scope) + positive(loss - (without.get(scope) ?? 0n)));
    },
    of,
    settle: (at, excess) => {
      if (at - lastAt <= KNOWN_WITHIN_MS) return;
      for (const [scope, amount] of allowed) {
        const needed = positive(excess.get(scope) ?? 0n);
        if (needed < amount) allowed.set(scope, needed);
      }
    },
  };
};

/** What a venue has of a wallet: its orders and its fills. */
export type Traded = Pick<VenueTruth, 'openOrders' | 'fills'>;

/** Leaves out what was placed by hand and is new: all that `isKnown` does not say it knows. */
export const withoutNew = (
  venue: Pick<VenueTruth, 'openOrders' | 'fills' | 'isByHand'>,
  isKnown: (id: string) => boolean,
): Traded => {
  const isNew = (id: string): boolean => venue.isByHand(id) && !isKnown(id);
  return {
    openOrders: () => venue.openOrders().filter(({ id }: OpenOrder) => !isNew(id)),
    fills: () => venue.fills().filter(({ order }: Fill) => !isNew(order)),
  };
};
