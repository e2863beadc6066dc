// G5: whatever died at whatever moment, what is stored converges to the venue's truth. Every order
// that rests is looked after by the stored state, and none is given up that the venue took.

import { isPlacing } from '../weather/ways.ts';
import { endsIn, intentTextsIn, STATE } from './stored.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Truth } from './truth.ts';

const orphans = (truth: Truth): readonly string[] => {
  const state = truth.state();
  const known = state === null ? new Map<string, string>() : intentTextsIn(state);
  return truth.venue
    .openOrders()
    .filter(({ id }) => !known.has(id) && !truth.venue.isByHand(id))
    .map(({ id }) => `rests, and no stored intent is about it: ${id}`);
};

const NEVER_TAKEN: readonly string[] = ['rejected', 'no-fill', 'not-sent'];

// An end is judged by what the venue showed when it was first stored, and once.
const endedWrongly = (
  truth: Truth,
  { after }: SightingOf<'stored'>,
  judged: Set<string>,
): readonly string[] => {
  if (after === null) return [];
  // A venue that does not show what has ended looks as if it had never been there.
  const notTaken = truth.venue.showsEnded() ? [...NEVER_TAKEN, 'absent'] : NEVER_TAKEN;
  const resting = new Set<string>(truth.venue.openOrders().map(({ id }) => id));
  return endsIn(after).flatMap(({ id, end, detail }) => {
    if (judged.has(id)) return [];
    judged.add(id);
    if (notTaken.includes(end) && truth.venue.wasTaken(id))
      return [`taken, yet ${end} (${detail}): ${id}`];
    return resting.has(id) ? [`rests, yet ${end} (${detail}): ${id}`] : [];
  });
};

/** Makes the checker. */
export const converging = (): Checker => {
  const judged = new Set<string>();
  return {
    name: 'G5',
    see: (sighting, truth) => {
      if (sighting.kind === 'arrived' && isPlacing(sighting.call)) return orphans(truth);
      if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
      const isSaved =
        sighting.after?.['version'] !== undefined &&
        JSON.stringify(sighting.before?.['version']) !== JSON.stringify(sighting.after['version']);
      return isSaved ? [...orphans(truth), ...endedWrongly(truth, sighting, judged)] : [];
    },
  };
};
