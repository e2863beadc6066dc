// The time of an invocation is what both clocks leave of it; what is due at a moment comes then.

import { describe, expect, it, vi } from 'vitest';
import { timeLeftOf, whenLeft } from '../../functions/cycle/bounds.ts';
import { durationMs, msOfDuration, seconds } from '../../lib/units/time.ts';
import { manualClock } from '../loopback/clocks.ts';

const granted = (ms: number) => {
  const clock = manualClock();
  let told = ms;
  const left = timeLeftOf({ getRemainingTimeInMillis: () => told }, clock);
  return {
    clock,
    tell: (next: number) => {
      told = next;
    },
    left: () => Number(msOfDuration(left())),
  };
};

describe('the time left', () => {
  it('is what AWS says', () => {
    const time = granted(50_000.7);
    expect(time.left()).toBe(50_000);
  });

  it('falls with the monotonic clock where the other one was set back', () => {
    const time = granted(50_000);
    time.clock.advance(seconds(20));
    time.tell(49_000);
    expect(time.left()).toBe(30_000);
  });

  it('falls with what AWS says where the monotonic clock stood still', () => {
    const time = granted(50_000);
    time.tell(10_000);
    expect(time.left()).toBe(10_000);
  });
});

describe('what is due before the end', () => {
  const at = (leftMs: number, waitMs: number): number => {
    vi.useFakeTimers();
    try {
      const act = vi.fn();
      whenLeft(() => durationMs(BigInt(leftMs)), seconds(7), act);
      vi.advanceTimersByTime(waitMs);
      return act.mock.calls.length;
    } finally {
      vi.useRealTimers();
    }
  };

  it.each([
    [50_000, 42_999, 0],
    [50_000, 43_000, 1],
    [50_000, 43_001, 1],
    [7_000, 0, 1],
    [3_000, 0, 1],
  ])('with %i ms left, after %i ms has come %i times', (leftMs, waitMs, times) => {
    expect(at(leftMs, waitMs)).toBe(times);
  });

  it('does not come when it was called off', () => {
    vi.useFakeTimers();
    try {
      const act = vi.fn();
      whenLeft(() => seconds(50), seconds(7), act)();
      vi.advanceTimersByTime(60_000);
      expect(act).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});
