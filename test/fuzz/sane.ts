// What holds for every value that any parser gives: no number that is none, no amount beyond what
// there can be, nothing that is deeper or larger than what it was made of could need.

import { claim } from './target.ts';

// More than all money and all shares there are in micro-units, in wei even: a 256-bit number.
const BIGINT_MAX = 2n ** 256n;
const NODES_MAX = 400_000;

/** Looks at every part of a value. Throws: where one makes no sense. */
export const claimSane = (value: unknown): void => {
  const seen = new Set<object>();
  const left: unknown[] = [value];
  for (let count = 0; left.length > 0; count += 1) {
    claim(count < NODES_MAX, 'a value has an end');
    const one = left.pop();
    if (typeof one === 'number') claim(Number.isFinite(one), 'a number is one');
    if (typeof one === 'bigint')
      claim(one < BIGINT_MAX && one > -BIGINT_MAX, 'an amount is one that there can be');
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    if (one instanceof Map) for (const [key, inner] of one) left.push(key, inner);
    else if (one instanceof Set) for (const inner of one) left.push(inner);
    else for (const inner of Object.values(one) as unknown[]) left.push(inner);
  }
};

/** Whether something was added to what all objects have. */
export const isPolluted = (): boolean => {
  for (const _name in {}) return true;
  return Object.keys(Array.prototype).length > 0 || Object.keys(Function.prototype).length > 0;
};
