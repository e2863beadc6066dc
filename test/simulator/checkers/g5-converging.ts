// G5: whatever died at whatever moment, what is stored converges to the venue's truth. Every order
// that rests is looked after by the stored state, and none is given up that the venue took, or of
// which a fill is not booked.

import { isPlacing } from '../weather/ways.ts';
import { followBooks } from './booked.ts';
import { intentTextsIn, savedIn } from './stored.ts';
import { endsIn } from './stored-ends.ts';
import { heardOf } from './truth.ts';
import type { Booked, FollowedBooks } from './booked.ts';
import type { SightingOf } from './sighting.ts';
import type { StoredEnd } from './stored-ends.ts';
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
  readonly booked: FollowedBooks;
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

// What the venue knows nothing of may have been filled all the same, and what fails may never have
// been listed.
const unbooked = ({ venue }: Truth, booked: Booked, { id, end }: StoredEnd): boolean =>
  end !== 'absent' &&
  venue
    .fills()
    .some(
      (fill) =>
        fill.order === id &&
        fill.status !== 'FAILED' &&
        booked.isOurs(fill) &&
        booked.fill(fill) === undefined,
    );

// An end is judged by what the venue said last, and once.
const endedWrongly = (
  truth: Truth,
  ends: readonly StoredEnd[],
  { judged, unknown, booked }: Seen,
): readonly string[] => {
  const isClaim = (end: string, id: string): boolean =>
    NEVER_TAKEN.includes(end) || (end === 'absent' && !unknown.has(id));
  const resting = new Set<string>(truth.venue.openOrders().map(({ id }) => id));
  return ends.flatMap((one) => {
    const { id, end, detail } = one;
    if (judged.has(id)) return [];
    judged.add(id);
    const said = `yet ${end} (${detail}): ${id}`;
    if (isClaim(end, id) && truth.venue.wasTaken(id)) return [`taken, ${said}`];
    if (resting.has(id)) return [`rests, ${said}`];
    return unbooked(truth, booked, one) ? [`a fill of it is not booked, ${said}`] : [];
  });
};

/** Makes the checker. */
export const converging = (): Checker => {
  const seen: Seen = { judged: new Set(), unknown: new Set(), booked: followBooks() };
  return {
    name: 'G5',
    see: (sighting, truth) => {
      if (sighting.kind === 'arrived') lookUp(sighting, seen);
      if (sighting.kind === 'arrived' && isPlacing(sighting.call)) return orphans(truth);
      const saved = savedIn(sighting);
      if (saved === null) return [];
      seen.booked.saved(saved);
      return [...orphans(truth), ...endedWrongly(truth, endsIn(saved), seen)];
    },
  };
};
