// Amounts of different units are different types, although each is a bigint at run time. The brand
// holds no bigint on purpose: `usdc + shares` and `usdc < shares` do not compile outside this
// folder, while comparing two amounts of the same unit does.

declare const unit: unique symbol;

/** A bigint at run time, whose unit only the compiler knows. */
export type Opaque<Name extends string> = { readonly [unit]: Name };

/** Collateral: micro-dollars of pUSD. Unit: 10^-6 USD. Signed. */
export type UsdcMicros = Opaque<'UsdcMicros'>;

/** Outcome shares. Unit: 10^-6 share. Signed where it is a difference. */
export type ShareMicros = Opaque<'ShareMicros'>;

/** A length of time. Unit: millisecond. */
export type DurationMs = Opaque<'DurationMs'>;

/** A difference of two prices. Unit: 10^-6 dollar per share. Signed. */
export type PriceOffset = Opaque<'PriceOffset'>;

/** The units that may be added, subtracted and negated among themselves. */
export type Quantity = UsdcMicros | ShareMicros | DurationMs | PriceOffset;

// The only two places where the brand is put on and taken off.
const raw = (quantity: Quantity): bigint => quantity as unknown as bigint;
const branded = <Q extends Quantity>(value: bigint): Q => value as unknown as Q;

/** Adds two amounts of one unit. */
export const plus = <Q extends Quantity>(a: Q, b: NoInfer<Q>): Q => branded(raw(a) + raw(b));

/** Subtracts the second amount from the first. */
export const minus = <Q extends Quantity>(a: Q, b: NoInfer<Q>): Q => branded(raw(a) - raw(b));

/** Changes the sign of an amount. */
export const negate = <Q extends Quantity>(a: Q): Q => branded(-raw(a));

/** Takes the smaller of two amounts. */
export const smaller = <Q extends Quantity>(a: Q, b: NoInfer<Q>): Q => (raw(a) < raw(b) ? a : b);

/** Takes the larger of two amounts. */
export const larger = <Q extends Quantity>(a: Q, b: NoInfer<Q>): Q => (raw(a) > raw(b) ? a : b);

/** Takes the magnitude of an amount. */
export const magnitude = <Q extends Quantity>(a: Q): Q => (raw(a) < 0n ? negate(a) : a);

/** Multiplies an amount by a whole number. */
export const times = <Q extends Quantity>(a: Q, count: bigint): Q => branded(raw(a) * count);

/**
 * Adds up amounts, starting from the given one. A list is not walked by an iterator, which makes an
 * object for each of its amounts: sums are short, and there are thousands of them in a cycle.
 */
export const sum = <Q extends Quantity>(start: Q, amounts: readonly NoInfer<Q>[]): Q => {
  const add = (total: bigint, amount: Q): bigint => total + raw(amount);
  return branded(amounts.reduce(add, raw(start)));
};

/** Adds up what each of some things comes to, with no list of the amounts in between. */
export const sumOf = <T, Q extends Quantity>(
  start: Q,
  things: readonly T[],
  amountOf: (thing: T) => NoInfer<Q>,
): Q => {
  const add = (total: bigint, thing: T): bigint => total + raw(amountOf(thing));
  return branded(things.reduce(add, raw(start)));
};

/** Tells whether an amount is zero. */
export const isZero = (a: Quantity): boolean => raw(a) === 0n;

/** Tells whether an amount is above zero. */
export const isPositive = (a: Quantity): boolean => raw(a) > 0n;

/** Tells whether an amount is below zero. */
export const isNegative = (a: Quantity): boolean => raw(a) < 0n;

/** Orders two amounts of one unit, for sorting: negative when the first is smaller. */
export const compare = <Q extends Quantity>(a: Q, b: NoInfer<Q>): number => {
  if (raw(a) === raw(b)) return 0;
  return raw(a) < raw(b) ? -1 : 1;
};
