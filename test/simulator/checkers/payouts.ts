// Which merges and redemptions the system can be expected to know. They make cash of what was
// certain to pay, and so lose nothing; but the gain that they realize offsets no loss from then on.

import { msOfEpoch } from '../../../lib/units/time.ts';
import { KNOWN_WITHIN_MS, KNOWN_WITHIN_SAVES } from './allowance.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Instant } from '../world/timeline.ts';
import type { Booked } from './booked.ts';

/**
 * What is paid out by a move of the wallet, under the name by which the books know it: the market
 * whose sets are merged, the token that is redeemed. None for any other move.
 */
export const paidOutBy = (one: Activity): string | null => {
  if (one.kind === 'merge') return one.condition;
  return one.kind === 'redemption' ? one.token : null;
};

/** Where a move stands among those that pay out the same: how many came before it. */
export const payoutsBefore = (activity: readonly Activity[], one: Activity): number =>
  activity.filter((other) => paidOutBy(other) === paidOutBy(one) && other.at < one.at).length;

/** Remembers what was paid out, and how many states were saved since each. */
export type Payouts = {
  /** Whether it counts, or may be missing in the books still. */
  readonly isKnown: (one: Activity) => boolean;
  /** Those that are booked or have had their time, and do not count yet. */
  readonly due: (activity: readonly Activity[], at: Instant) => readonly Activity[];
  readonly know: (payouts: readonly Activity[]) => void;
  /** Hears that the function has saved a state. */
  readonly saved: () => void;
};

/** Knows of none at first. */
export const createPayouts = (booked: Booked): Payouts => {
  const known = new Set<string>();
  const savesBefore = new Map<string, number>();
  let saves = 0;
  const isKnown = (one: Activity): boolean => paidOutBy(one) === null || known.has(one.key);
  return {
    isKnown,
    due: (activity, at) =>
      activity.filter((one) => {
        const what = paidOutBy(one);
        if (what === null || isKnown(one)) return false;
        if (payoutsBefore(activity, one) < booked.payouts(what).length) return true;
        const before = savesBefore.get(one.key) ?? saves;
        savesBefore.set(one.key, before);
        const isLate = at - Number(msOfEpoch(one.at)) > KNOWN_WITHIN_MS;
        return isLate && saves - before >= KNOWN_WITHIN_SAVES;
      }),
    know: (payouts) => {
      for (const { key } of payouts) known.add(key);
    },
    saved: () => {
      saves += 1;
    },
  };
};
