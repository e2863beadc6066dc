// What the stored state says of orders that were journaled a while ago, beside what the venue says
// of them.

/** What is stored of an order, as far as it matters here. */
type StoredOrder = {
  readonly phase: { readonly kind: string };
  /** Unit: ms since the epoch, in digits. */
  readonly journaledAt: string;
};

/** What the venue says of an order. */
export type AtVenue = {
  readonly isTaken: (id: string) => boolean;
  readonly isOpen: (id: string) => boolean;
};

/** How many orders were old enough, and taken by the venue, and what is wrong with them. */
export type Unsettled = { readonly judged: number; readonly broken: readonly string[] };

const brokenIn = (id: string, kind: string, venue: AtVenue): readonly string[] => {
  if (kind === 'unknown') return [`taken, and still unknown: ${id}`];
  return venue.isOpen(id) ? [] : [`over at the venue, and still ${kind}: ${id}`];
};

/**
 * Orders that the venue has taken have to be known as open, or to be stored no more; those are left
 * out that were journaled from an instant on. One that the venue never took is looked for until it
 * can no longer come. Throws: where a stored time is none.
 */
export const unsettledIn = (
  stored: ReadonlyMap<string, string>,
  venue: AtVenue,
  since: number,
): Unsettled => {
  const old = [...stored].flatMap(([id, text]) => {
    const { phase, journaledAt } = JSON.parse(text) as StoredOrder;
    const isOld = BigInt(journaledAt) < BigInt(Math.ceil(since));
    return isOld && venue.isTaken(id) ? [{ id, kind: phase.kind }] : [];
  });
  return { judged: old.length, broken: old.flatMap(({ id, kind }) => brokenIn(id, kind, venue)) };
};
