// Which merges the system can be expected to know. A merge makes cash of what was certain to pay,
// and so loses nothing; but the gain that it realizes offsets no loss from then on.

import { msOfEpoch } from '../../../lib/units/time.ts';
import { KNOWN_WITHIN_MS, KNOWN_WITHIN_SAVES } from './allowance.ts';
import { mergesBefore } from './holdings.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Instant } from '../world/timeline.ts';
import type { Booked } from './booked.ts';

/** Remembers the merges, and how many states were saved since each. */
export type Merges = {
  /** Whether it counts, or may be missing in the books still. */
  readonly isKnown: (one: Activity) => boolean;
  /** The merges that are booked or have had their time, and do not count yet. */
  readonly due: (activity: readonly Activity[], at: Instant) => readonly Activity[];
  readonly know: (merges: readonly Activity[]) => void;
  /** Hears that the function has saved a state. */
  readonly saved: () => void;
};

/** Knows of none at first. */
export const createMerges = (booked: Booked): Merges => {
  const known = new Set<string>();
  const savesBefore = new Map<string, number>();
  let saves = 0;
  return {
    isKnown: ({ kind, key }) => kind !== 'merge' || known.has(key),
    due: (activity, at) =>
      activity.filter((one) => {
        const { kind, key, at: mergedAt } = one;
        if (kind !== 'merge' || known.has(key)) return false;
        if (mergesBefore(activity, one) < booked.merges(one.condition).length) return true;
        const before = savesBefore.get(key) ?? saves;
        savesBefore.set(key, before);
        const isLate = at - Number(msOfEpoch(mergedAt)) > KNOWN_WITHIN_MS;
        return isLate && saves - before >= KNOWN_WITHIN_SAVES;
      }),
    know: (merges) => {
      for (const { key } of merges) known.add(key);
    },
    saved: () => {
      saves += 1;
    },
  };
};
