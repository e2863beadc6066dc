// Sizes by key, sorted in two plain arrays with the highest key last: a level changes far more
// often than a side is read as a whole, and the changes are near the end.

/** Sizes by key, in rising order of keys. */
export type SortedLevels = {
  /** Sets the size at a key; zero removes the level. */
  readonly set: (key: number, size: number) => void;
  /** The same as `set`, made for keys that come in rising order. */
  readonly append: (key: number, size: number) => void;
  readonly clear: () => void;
  /** The size at a key, zero where there is no level. */
  readonly sizeOf: (key: number) => number;
  readonly length: () => number;
  readonly keyAt: (index: number) => number;
  readonly sizeAt: (index: number) => number;
};

/** Makes an empty side. */
export const createSortedLevels = (): SortedLevels => {
  const keys: number[] = [];
  const sizes: number[] = [];

  const indexOf = (key: number): number => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const set = (key: number, size: number): void => {
    const index = indexOf(key);
    const exists = keys[index] === key;
    if (exists && size > 0) {
      sizes[index] = size;
    } else if (exists) {
      keys.splice(index, 1);
      sizes.splice(index, 1);
    } else if (size > 0) {
      keys.splice(index, 0, key);
      sizes.splice(index, 0, size);
    }
  };
  return {
    set,
    append: (key, size) => {
      if (size === 0 || key <= (keys.at(-1) ?? 0)) {
        set(key, size);
        return;
      }
      keys.push(key);
      sizes.push(size);
    },
    clear: () => {
      keys.length = 0;
      sizes.length = 0;
    },
    sizeOf: (key) => {
      const index = indexOf(key);
      return keys[index] === key ? (sizes[index] ?? 0) : 0;
    },
    length: () => keys.length,
    keyAt: (index) => keys[index] ?? 0,
    sizeAt: (index) => sizes[index] ?? 0,
  };
};
