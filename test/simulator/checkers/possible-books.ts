// What the books of the system may be at a moment, by the venue's own fills and the order in which
// they are booked. Of merges and redemptions that are not booked yet nobody can tell how many the
// system knows, nor whether it learnt of a merge before the latest fills.

import { holdingsOf } from './holdings.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { FollowedBooks } from './booked.ts';
import type { Holdings } from './holdings.ts';
import type { Truth } from './truth.ts';

// What is traded by hand is inventory that somebody has to control.
const BY_HAND = 'ICC';

/** Whose an order is. */
export const ownersBy =
  ({ journalledById }: Pick<Truth, 'journalledById'>) =>
  (order: string): string =>
    journalledById(order)?.intent.strategy ?? BY_HAND;

const ORDERS = ['by their time', 'after all fills'] as const;

type IsKnown = (one: Activity) => boolean;

/** Looks again only where something has changed: fills are many and change seldom. */
export const createPossibleBooks = (
  booked: FollowedBooks,
): ((truth: Truth, isKnown: IsKnown) => readonly Holdings[]) => {
  let last: { readonly key: string; readonly ways: readonly Holdings[] } | null = null;
  return (truth, isKnown) => {
    const { venue } = truth;
    const fills = venue.fills().filter(booked.isOurs);
    const activity = venue.activity();
    const known = activity.filter(isKnown);
    const failed = fills.filter(({ status }) => status === 'FAILED').length;
    const counts = [fills.length, failed, activity.length, known.length, booked.last()];
    const key = counts.join(' ');
    if (last?.key !== key) {
      const unsure = activity.filter((one) => !isKnown(one));
      const input = { universe: venue.universe(), fills, booked, ownerOf: ownersBy(truth) };
      const readings = Array.from({ length: unsure.length + 1 }, (_, count) => [
        ...known,
        ...unsure.slice(0, count),
      ]);
      const hasMerge = unsure.some(({ kind }) => kind === 'merge');
      const orders = hasMerge ? ORDERS : ORDERS.slice(0, 1);
      const isLate = (fill: Fill): boolean =>
        fill.status === 'FAILED' &&
        booked.fill(fill) !== undefined &&
        booked.failure(fill) === undefined;
      const failures = fills.some(isLate) ? ORDERS : ORDERS.slice(0, 1);
      const ways = orders.flatMap((mergesNext) =>
        failures.flatMap((failuresNext) =>
          readings.map((read) =>
            holdingsOf({ ...input, mergesNext, failuresNext, activity: read }),
          ),
        ),
      );
      last = { key, ways };
    }
    return last.ways;
  };
};
