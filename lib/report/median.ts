// A median in constant memory: values are counted in steps of four percent, which is finer than
// what a reader makes of it.

/** Values that are being counted. Range: each at or above zero. */
export type Median = {
  readonly add: (value: number) => void;
  /** The median, of two the lower, to within two percent; null when nothing was counted. */
  readonly value: () => number | null;
};

const STEP = Math.log(1.04);
// Below a thousandth everything counts as nothing.
const LEAST = 0.001;

const bucketOf = (value: number): number =>
  value < LEAST ? -1 : Math.floor(Math.log(value / LEAST) / STEP);

const middleOf = (bucket: number): number =>
  bucket < 0 ? 0 : LEAST * Math.exp((bucket + 0.5) * STEP);

/** Begins to count. */
export const median = (): Median => {
  const counts = new Map<number, number>();
  let count = 0;
  return {
    add: (value) => {
      const bucket = bucketOf(value);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      count += 1;
    },
    value: () => {
      let left = Math.ceil(count / 2);
      for (const [bucket, times] of [...counts].toSorted(([a], [b]) => a - b)) {
        left -= times;
        if (left <= 0) return middleOf(bucket);
      }
      return null;
    },
  };
};
