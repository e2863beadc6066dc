// Threads finish what they play in any order. A range of seeds may only be named as played when
// all of it was: then sums over ranges count nothing twice, and leave no gap.

/** Takes what has a number in the order of the numbers from 0, each as soon as no gap is left. */
export const inOrder = <T>(take: (one: T) => void): ((number: number, one: T) => void) => {
  const waiting = new Map<number, T>();
  let next = 0;
  return (number, one) => {
    waiting.set(number, one);
    for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      take(due);
    }
  };
};

/** The seeds from a first one on, as a figure. */
export const seedsText = (first: bigint, count: number): string =>
  count === 0 ? 'none' : `${first.toString()}..${(first + BigInt(count) - 1n).toString()}`;
