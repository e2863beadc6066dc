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
  let { at: seenAt, count: seenCount } = TAPE_START;
  let { at: actedAt, count: actedCount } = acted;

  return {
    note: (at) => {
      if (at === seenAt) seenCount += 1;
      else if (at > seenAt) {
        seenAt = at;
        seenCount = 1;
      }
      if (at < actedAt) return 'replayed';
      if (at === actedAt && seenCount < actedCount) return 'replayed';
      if (at === actedAt && seenCount === actedCount) return 'caught-up';
      actedAt = seenAt;
      actedCount = seenCount;
      return 'new';
    },
    position: () => ({ at: actedAt, count: actedCount }),
  };
};
