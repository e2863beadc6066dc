// Chance that is cheap: an input costs a hundred draws, and a parser a few microseconds.

/** A stream of chance. */
export type Chance = {
  /** A whole number from 0 to below the count. */
  readonly below: (count: number) => number;
  /** True once in so many times. */
  readonly oneIn: (count: number) => boolean;
  readonly pick: <T>(all: readonly [T, ...T[]]) => T;
};

// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv.
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
};

/** Starts the stream of a name. Source: sfc32 of PractRand, public domain. */
export const chanceOf = (name: string): Chance => {
  let [a, b, c, counter] = [hashOf(name), hashOf(`${name}!`), hashOf(`${name}?`), 1];
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) word();
  const below = (count: number): number => Math.floor((word() / 4_294_967_296) * count);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (all) => all[below(all.length)] ?? all[0],
  };
};
