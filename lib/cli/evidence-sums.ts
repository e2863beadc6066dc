// Sums over results of the evidence, in which what is not known stays unknown: what a band could
// not put a price on is no zero, and neither is a sum that it belongs to.

import type { EvidenceRow } from './evidence-row.ts';

/** What stands where an amount is not known. */
export const UNKNOWN = '?';

/** Dollars and cents; never a zero with a sign. */
export const dollars = (value: number): string => {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && text !== '0.00' ? `-${text}` : text;
};

/** The sum of numbers. */
export const sumOf = (values: readonly number[]): number =>
  values.reduce((all, one) => all + one, 0);

/** The values where all of them are known, else null. */
export const allKnown = (values: readonly (number | null)[]): readonly number[] | null => {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? known : null;
};

const amountOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** The sum of amounts as it is printed. */
export const money = (...amounts: readonly (string | null)[]): string => {
  const known = allKnown(amounts.map(amountOf));
  return known === null ? UNKNOWN : dollars(sumOf(known));
};

/** What each market brought; null where that is not known. */
export type Nets = ReadonlyMap<string, number | null>;

/** What each market of a result brought. */
export const netsOf = ({ markets }: Pick<EvidenceRow, 'markets'>): Nets =>
  new Map(markets.map(({ name, net }) => [name, amountOf(net)]));

const broughtBy = (nets: Nets, market: string): number | null => {
  const net = nets.get(market);
  return net === undefined ? 0 : net;
};

/**
 * What one trader has more than another, market by market; a market that one of them left out
 * brought it nothing.
 */
export const differences = (own: Nets, other: Nets): readonly (number | null)[] =>
  [...new Set([...own.keys(), ...other.keys()])].map((market) => {
    const [more, less] = [broughtBy(own, market), broughtBy(other, market)];
    return more === null || less === null ? null : more - less;
  });
