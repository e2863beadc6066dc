// G5: whatever died at whatever moment, what is stored converges to the venue's truth. Every order
// that rests is looked after by the stored state, and none is given up that the venue took.

import { isPlacing } from '../weather/ways.ts';
import { intentTextsIn, STATE } from './stored.ts';
import { endsIn } from './stored-ends.ts';
import { heardOf } from './truth.ts';
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

const LOOK_UP = '/data/order/';

/** What was seen of orders by their ids. */
type Seen = {
  /** Whose end was judged. */
  readonly judged: Set<string>;
  /** Of whom the venue said last that it knows nothing. */
  readonly unknown: Set<string>;
};

// What an answer with nothing in it is made of: the venue hides what has ended, or breaks.
const NOTHING: readonly string[] = ['', 'null'];

const lookUp = ({ call: { path }, reply }: SightingOf<'arrived'>, { unknown }: Seen): void => {
  const told = heardOf(reply);
  if (!path.startsWith(LOOK_UP) || told?.status !== 200) return;
  const id = path.slice(LOOK_UP.length);
  if (NOTHING.includes(told.body)) unknown.add(id);
  else if (told.body.includes(id)) unknown.delete(id);
};

// An end is judged by what the venue said last, and once.
const endedWrongly = (
  truth: Truth,
  { after }: SightingOf<'stored'>,
  { judged, unknown }: Seen,
): readonly string[] => {
  if (after === null) return [];
  const isClaim = (end: string, id: string): boolean =>
    NEVER_TAKEN.includes(end) || (end === 'absent' && !unknown.has(id));
  const resting = new Set<string>(truth.venue.openOrders().map(({ id }) => id));
  return endsIn(after).flatMap(({ id, end, detail }) => {
    if (judged.has(id)) return [];
    judged.add(id);
    if (isClaim(end, id) && truth.venue.wasTaken(id))
      return [`taken, yet ${end} (${detail}): ${id}`];
    return resting.has(id) ? [`rests, yet ${end} (${detail}): ${id}`] : [];
  });
};

/** Makes the checker. */
export const converging = (): Checker => {
  const seen: Seen = { judged: new Set(), unknown: new Set() };
  return {
    name: 'G5',
    see: (sighting, truth) => {
      if (sighting.kind === 'arrived') lookUp(sighting, seen);
      if (sighting.kind === 'arrived' && isPlacing(sighting.call)) return orphans(truth);
      if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
      const isSaved =
        sighting.after?.['version'] !== undefined &&
        JSON.stringify(sighting.before?.['version']) !== JSON.stringify(sighting.after['version']);
      return isSaved ? [...orphans(truth), ...endedWrongly(truth, sighting, seen)] : [];
    },
  };
};
