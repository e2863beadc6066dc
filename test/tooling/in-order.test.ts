import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder, seedsText } from './in-order.ts';

it('nothing is counted before all that comes before it', () => {
  const taken: string[] = [];
  const put = inOrder<string>((one) => taken.push(one));
  put(1, 'b');
  put(3, 'd');
  expect(taken).toEqual([]);
  put(0, 'a');
  expect(taken).toEqual(['a', 'b']);
  put(2, 'c');
  expect(taken).toEqual(['a', 'b', 'c', 'd']);
});

it('in whatever order all come, each is counted once and in its place', () => {
  const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 });
  fc.assert(
    fc.property(orders, (order) => {
      const taken: number[] = [];
      const put = inOrder<number>((one) => taken.push(one));
      for (const number of order) put(number, number);
      expect(taken).toEqual(order.toSorted((a, b) => a - b));
    }),
    { numRuns: 10_000 },
  );
});

it.each([
  [0, 'none'],
  [1, '7..7'],
  [3, '7..9'],
])('%i seeds from 7 on are %s', (count, text) => {
  expect(seedsText(7n, count)).toBe(text);
});
