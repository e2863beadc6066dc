// Where the venue stands in its tape. A time alone would be ambiguous, since many events share one;
// the number of events seen at exactly that time makes it exact.

/** A place in a tape. Unit: at in ms since 1970. */
export type TapePosition = { readonly at: number; readonly count: number };

/** The start of every tape. */
export const TAPE_START: TapePosition = { at: -Infinity, count: 0 };

/** How an event relates to the place up to which a restored venue has acted already. */
export type Progress = 'replayed' | 'caught-up' | 'new';

/** Follows a tape. */
export type Cursor = {
  /** Notes an event. The last one before the restored place is reported as `caught-up`. */
  readonly note: (at: number) => Progress;
  readonly position: () => TapePosition;
};

/** Follows a tape from its start, knowing that everything up to a place was acted on before. */
export const createCursor = (acted: TapePosition): Cursor => {
  let seen = TAPE_START;
  let position = acted;

  return {
    note: (at) => {
      if (at > seen.at) seen = { at, count: 1 };
      else if (at === seen.at) seen = { at, count: seen.count + 1 };
      if (at < position.at) return 'replayed';
      if (at === position.at && seen.count < position.count) return 'replayed';
      if (at === position.at && seen.count === position.count) return 'caught-up';
      position = seen;
      return 'new';
    },
    position: () => position,
  };
};
