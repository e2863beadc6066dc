// How long a storm lasts.

import { describe, expect, it } from 'vitest';
import { goesOn } from './run.ts';

describe('a storm', () => {
  it.each([
    [14, 1, true],
    [15, 1, false],
    [16, 1, false],
    [15, 0, true],
    [89, 0, true],
    [90, 0, false],
  ])('of 15 seconds, %i seconds on, with %i orders sent, goes on: %s', (passed, orders, is) => {
    expect(goesOn(passed, 15, orders)).toBe(is);
  });
});
