// A run that was content because it had nothing to judge.

import { expect, it } from 'vitest';
import { EXCLUSIVE, SENT } from './section.ts';
import { untriedIn } from './untried.ts';

const counted = (...names: readonly string[]) => new Map(names.map((name) => [name, 1]));

it.each([
  ['nothing', 0, [], 1],
  ['few operations', 9_999, [], 0],
  ['operations without what is judged', 10_000, [], 1],
  ['operations without an order', 10_000, [EXCLUSIVE], 1],
  ['operations with wrong clocks alone', 10_000, [SENT], 1],
  ['all of it', 10_000, [EXCLUSIVE, SENT], 0],
] as const)('of %s', (...row) => {
  const [, operations, names, sentences] = row;
  expect(untriedIn({ operations, counts: counted(...names) })).toHaveLength(sentences);
});
