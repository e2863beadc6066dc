// What the owner of the wallet does by hand may break a cap, and nobody can forbid it. As much is
// allowed for as it can lose by itself, and no more: what the system adds has to fit below the cap
// as before. Once the system has had time to read of it, the excess may only become less.

import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { positive } from './amounts.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { Instant } from '../world/timeline.ts';

/** A loss by the name of what it is judged under. Unit: micros. */
export type ScopeLosses = ReadonlyMap<string, bigint>;

/**
 * What happens beside the system is read in the cycle after it, or the one after that; what was
 * approved before it was read may rest for the life of an order.
 */
export const KNOWN_WITHIN_MS = 420_000;

/** Time in which no cycle comes to its end teaches nobody anything. */
export const KNOWN_WITHIN_SAVES = 7;

/** What is allowed beyond the caps. */
export type Allowance = {
  /** Takes in something that was done by hand, under all scopes to which it belongs. */
  readonly add: (at: Instant, scopes: readonly string[], loss: bigint) => void;
  /** Takes in by how much a scope may lose more without anything being bought. */
  readonly raise: (scope: string, loss: bigint) => void;
  /** How much a scope may lose beyond its cap. */
  readonly of: (scope: string) => bigint;
  /** Hears that the function has saved a state. */
  readonly saved: () => void;
  /** Lowers what is allowed to what is needed, once it is known. */
  readonly settle: (at: Instant, excessOf: () => ScopeLosses) => void;
};

/** Allows nothing at first. */
export const createAllowance = (): Allowance => {
  const allowed = new Map<string, bigint>();
  let lastAt = -Infinity;
  let saves = 0;
  const of = (scope: string): bigint => allowed.get(scope) ?? 0n;
  return {
    add: (at, scopes, loss) => {
      lastAt = at;
      saves = 0;
      for (const scope of scopes) allowed.set(scope, of(scope) + loss);
    },
    raise: (scope, loss) => void allowed.set(scope, of(scope) + positive(loss)),
    of,
    saved: () => {
      saves += 1;
    },
    settle: (at, excessOf) => {
      const isKnown = at - lastAt > KNOWN_WITHIN_MS && saves >= KNOWN_WITHIN_SAVES;
      if (!isKnown || [...allowed.values()].every((amount) => amount === 0n)) return;
      const excess = excessOf();
      for (const [scope, amount] of allowed) {
        const needed = positive(excess.get(scope) ?? 0n);
        if (needed < amount) allowed.set(scope, needed);
      }
    },
  };
};

const UNIT = 1_000_000n;

/**
 * The most that it can lose by itself: what is bought its price, what is sold a dollar, since the
 * purchase of what is sold may still fail. Unit: micros.
 */
export const lossOf = (one: OpenOrder | Fill): bigint => {
  const size = microsOfShares('size' in one ? one.size : one.originalSize);
  const money = size * microsOfPrice(one.price);
  return one.side === 'BUY' ? (money + UNIT - 1n) / UNIT : size;
};
