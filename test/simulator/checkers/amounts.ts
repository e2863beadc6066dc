// What checkers do with amounts.

/** The sum of amounts. */
export const sum = (amounts: Iterable<bigint>): bigint =>
  [...amounts].reduce((all, one) => all + one, 0n);

/** An amount where it is more than nothing, else zero. */
export const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
