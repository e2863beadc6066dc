// Series and lists of bounded size, whatever is added: they halve their resolution when they are
// full. What comes out hangs on nothing but the order of what went in.

/** A series that is being collected. */
export type Thinned<T> = {
  readonly add: (row: T) => void;
  /** What is kept, in order, merged further where it is more than the given number. */
  readonly rows: (countMax?: number) => readonly T[];
  readonly added: () => number;
};

const halved = <T>(rows: readonly T[], merge: (earlier: T, later: T) => T): T[] => {
  const half: T[] = [];
  for (let index = 0; index < rows.length; index += 2) {
    const [earlier, later] = [rows[index], rows[index + 1]];
    if (earlier === undefined) break;
    half.push(later === undefined ? earlier : merge(earlier, later));
  }
  return half;
};

/**
 * Collects rows and keeps at most `capacity` of them, each the merger of as many neighbours as the
 * others.
 * Range: an even capacity.
 */
export const thinned = <T>(capacity: number, merge: (earlier: T, later: T) => T): Thinned<T> => {
  let kept: T[] = [];
  let open: T | null = null;
  let inOpen = 0;
  let stride = 1;
  let added = 0;
  return {
    add: (row) => {
      added += 1;
      open = open === null ? row : merge(open, row);
      inOpen += 1;
      if (inOpen < stride) return;
      kept.push(open);
      open = null;
      inOpen = 0;
      if (kept.length < capacity) return;
      kept = halved(kept, merge);
      stride *= 2;
    },
    rows: (countMax = capacity) => {
      let rows = open === null ? kept : [...kept, open];
      while (rows.length > countMax) rows = halved(rows, merge);
      return rows;
    },
    added: () => added,
  };
};

/** A list that is being sampled. */
export type Sampled<T> = {
  readonly add: (item: T) => void;
  /** What is kept, in order: every one, every second or every fourth, so that few enough are. */
  readonly items: (countMax?: number) => readonly T[];
  readonly added: () => number;
};

/** Keeps items evenly spread over all that were added, at most `capacity` of them. */
export const sampled = <T>(capacity: number): Sampled<T> => {
  let kept: T[] = [];
  let step = 1;
  let added = 0;
  const everySecond = (items: readonly T[]): T[] => items.filter((_item, index) => index % 2 === 0);
  return {
    add: (item) => {
      if (added % step === 0) kept.push(item);
      added += 1;
      if (kept.length <= capacity) return;
      kept = everySecond(kept);
      step *= 2;
    },
    items: (countMax = capacity) => {
      let items = kept;
      while (items.length > countMax) items = everySecond(items);
      return items;
    },
    added: () => added,
  };
};
