// Events are put in one order, however they were read.

import { describe, expect, it } from 'vitest';
import { chronological } from '../../lib/accounting/chronological.ts';
import { secondsLater } from './scenario.ts';

const event = (name: string, at: number) => ({ name, at: secondsLater(at) });
const sorted = [event('b', 1), event('a', 2), event('b', 2), event('c', 2), event('a', 3)];

describe('events', () => {
  it.each([
    ['in order', [0, 1, 2, 3, 4]],
    ['backwards', [4, 3, 2, 1, 0]],
    ['mixed', [2, 4, 0, 3, 1]],
  ])('read %s are sorted by time, and by name within a moment', (_how, order) => {
    const read = order.flatMap((index) => sorted[index] ?? []);
    expect(chronological(read, (one) => one)).toEqual(sorted);
  });

  it('that are equal stay as they were read', () => {
    const [first, second] = [event('a', 1), event('a', 1)];
    expect(chronological([first, second], (one) => one)[0]).toBe(first);
  });
});
