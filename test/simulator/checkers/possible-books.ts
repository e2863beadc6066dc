// What the books of the system may be at a moment, by the venue's own fills: a merge may be missing
// in them for a while, and when merges and failed fills were booked decides which cost went with
// them.

import { fillKey } from '../../../lib/domain/fill.ts';
import { holdingsOf } from './holdings.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Holding, Holdings } from './holdings.ts';
import type { Truth } from './truth.ts';
import type { Losses } from './worst-case.ts';

// When a merge is booked decides which cost it takes along: what the books may come to is looked at
// minute by minute.
const MERGES_LATE = [0n, 60_000n, 120_000n, 180_000n, 240_000n, 300_000n];

// The same for fills that failed: when they were taken back decides what was blended with them.
const FAILS_LATE = [60_000n, 180_000n, 360_000n];

// What is traded by hand is inventory that somebody has to control.
const BY_HAND = 'ICC';

type IsKnown = (one: Activity) => boolean;

const waysOf = (
  { venue, journalledById }: Truth,
  activity: readonly Activity[],
): readonly Holdings[] => {
  const ownerOf = (order: string): string => journalledById(order)?.intent.strategy ?? BY_HAND;
  const fills = venue.fills();
  const input = { universe: venue.universe(), fills, activity, ownerOf };
  const merges = activity.some(({ kind }) => kind === 'merge');
  const lateness = merges ? MERGES_LATE : MERGES_LATE.slice(0, 1);
  const taken = fills.some(({ status }) => status === 'FAILED') ? FAILS_LATE : [];
  return [
    ...lateness.map((mergesLate) => holdingsOf({ ...input, failsLate: 'unseen', mergesLate })),
    ...taken.map((failsLate) => holdingsOf({ ...input, failsLate, mergesLate: 0n })),
  ];
};

/** Looks again only where something has changed: fills are many and change seldom. */
export const createPossibleBooks = (): ((
  truth: Truth,
  isKnown: IsKnown,
) => readonly Holdings[]) => {
  let last: { readonly key: string; readonly ways: readonly Holdings[] } | null = null;
  return (truth, isKnown) => {
    const fills = truth.venue.fills();
    const activity = truth.venue.activity();
    const known = activity.filter(isKnown);
    const failed = fills.filter(({ status }) => status === 'FAILED').length;
    const key = [fills.length, failed, activity.length, known.length].join(' ');
    if (last?.key !== key) {
      const unread = known.length < activity.length ? waysOf(truth, known) : [];
      last = { key, ways: [...waysOf(truth, activity), ...unread] };
    }
    return last.ways;
  };
};

/** Books that may be, and what may be lost by them. */
export type Way = { readonly held: Holdings; readonly losses: Losses };

/**
 * Of each market the books by which it may lose least: what moved in one was booked at moments that
 * say nothing of another. The fills are those whose moved cost is asked for.
 */
export const mixedBooks = (
  universe: Universe,
  fills: readonly Fill[],
  ways: readonly [Way, ...Way[]],
): Holdings => {
  const byToken = new Map<string, Holding>();
  const movedBy = new Map<string, bigint>();
  for (const { condition, yes, no } of universe.markets.values()) {
    const lossIn = ({ losses }: Way): bigint => losses.byMarket.get(condition) ?? 0n;
    const { held } = ways.reduce((best, way) => (lossIn(way) < lossIn(best) ? way : best));
    for (const token of [yes, no])
      byToken.set(token, held.byToken.get(token) ?? { shares: 0n, cost: 0n });
    for (const fill of fills.filter((one) => one.condition === condition))
      movedBy.set(fillKey(fill), held.movedBy.get(fillKey(fill)) ?? 0n);
  }
  return { byToken, movedBy };
};
