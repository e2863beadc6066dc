// What is remembered must never be told about anything else.

import { describe, expect, it } from 'vitest';
import { rememberingLast } from '../../lib/units/last-answer.ts';

type Pair = { readonly name: string };

const counting = () => {
  let computed = 0;
  const joined = rememberingLast((a: Pair, b: Pair) => {
    computed += 1;
    return { text: `${a.name} ${b.name}` };
  });
  return { joined, computed: () => computed };
};

const [one, two]: readonly [Pair, Pair] = [{ name: 'one' }, { name: 'two' }];

describe('a function that remembers its last answer', () => {
  it('gives the very same answer about the very same values', () => {
    const { joined, computed } = counting();
    expect(joined(one, two)).toBe(joined(one, two));
    expect(computed()).toBe(1);
  });

  it('computes anew when any of the values is another', () => {
    const { joined } = counting();
    joined(one, two);
    expect(joined(two, two).text).toBe('two two');
    expect(joined(two, one).text).toBe('two one');
  });

  it('computes anew for values that are merely equal', () => {
    const { joined, computed } = counting();
    expect(joined({ ...one }, two)).toEqual(joined(one, two));
    expect(computed()).toBe(2);
  });

  it('remembers one answer only', () => {
    const { joined, computed } = counting();
    joined(one, two);
    joined(two, one);
    expect(joined(one, two).text).toBe('one two');
    expect(computed()).toBe(3);
  });
});
