// Messages of one connection do not always arrive in the order of their timestamps. Within a window
// they are put in order, so that a reader also sees what follows shortly after.

/** Something with a time. */
export type Timed = { readonly ms: number };

/** Takes items as they arrive and releases them by time, simultaneous ones as they arrived. */
export type Reorder<Item extends Timed> = {
  readonly add: (item: Item) => void;
  /** Releases everything that is left. */
  readonly flush: () => void;
};

/**
 * Holds items back for a window of time. An item that comes later than that is released at the time
 * of the last one, since time on a tape does not go back.
 */
export const reorder = <Item extends Timed>(
  windowMs: number,
  release: (item: Item, at: number) => void,
): Reorder<Item> => {
  const held: Item[] = [];
  let first = 0;
  let latest = 0;
  let clock = 0;
  const releaseUntil = (until: number): void => {
    for (let item = held[first]; item !== undefined && item.ms <= until; item = held[first]) {
      first += 1;
      clock = Math.max(clock, item.ms);
      release(item, clock);
    }
    if (first > held.length / 2) {
      held.splice(0, first);
      first = 0;
    }
  };
  return {
    add: (item) => {
      let at = held.length;
      while (at > first && (held[at - 1]?.ms ?? 0) > item.ms) at -= 1;
      if (at === held.length) held.push(item);
      else held.splice(at, 0, item);
      latest = Math.max(latest, item.ms);
      releaseUntil(latest - windowMs);
    },
    flush: () => {
      releaseUntil(Infinity);
    },
  };
};
