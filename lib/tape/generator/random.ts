// Chance for generated markets: a small generator of our own, so that a seed gives the same tape on
// every machine and for ever. Not for secrets.

/** A stream of chance. Two streams of different names have nothing to do with each other. */
export type Random = {
  /** Range: 0 to below 1. */
  readonly uniform: () => number;
  /** A whole number from 0 to below the count. */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
  readonly exponential: (mean: number) => number;
  /** Its logarithm is normal around that of the median. */
  readonly logNormal: (median: number, sigma: number) => number;
  readonly hexDigits: (count: number) => string;
  readonly decimalDigits: (count: number) => string;
};

const MASK64 = (1n << 64n) - 1n;

// Spreads the name over 64 bits. Source: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv.
const hashOf = (name: string): bigint => {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < name.length; i += 1)
    hash = ((hash ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n) & MASK64;
  return hash;
};

// Turns any 64 bits into well-mixed ones. Source: splitmix64, https://prng.di.unimi.it.
const mixed = (state: bigint): bigint => {
  let z = (state + 0x9e3779b97f4a7c15n) & MASK64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK64;
  return z ^ (z >> 31n);
};

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

// Source: xoshiro128**, https://prng.di.unimi.it.
const wordsOf = (seed: bigint): (() => number) => {
  const low = mixed(seed);
  const high = mixed(low);
  let [a, b] = [Number(low & 0xffffffffn) | 0, Number(low >> 32n) | 0];
  let [c, d] = [Number(high & 0xffffffffn) | 0, Number(high >> 32n) | 1];
  return () => {
    const word = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotated(d, 11);
    return word >>> 0;
  };
};

const TWO_32 = 4_294_967_296;

// The polar method: of all functions it needs only a logarithm and a square root, which give the
// same bits on every machine. Source: Marsaglia and Bray 1964.
const normals = (uniform: () => number): (() => number) => {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
};

/** Starts the stream of a name under a seed. The seed counts modulo 2^64. */
export const randomStream = (seed: bigint, name: string): Random => {
  const word = wordsOf(BigInt.asUintN(64, seed) ^ hashOf(name));
  const uniform = (): number => word() / TWO_32;
  const normal = normals(uniform);
  const below = (count: number): number => Math.floor(uniform() * count);
  const digits = (base: number, count: number): string =>
    Array.from({ length: count }, () => below(base).toString(base)).join('');
  return {
    uniform,
    below,
    chance: (probability) => uniform() < probability,
    normal,
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    hexDigits: (count) => digits(16, count),
    decimalDigits: (count) => digits(10, count),
  };
};
