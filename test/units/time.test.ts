// Time as a value: nothing here asks a clock, and unknown never becomes a date.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  durationMs,
  earlier,
  earlierKnown,
  earliestKnown,
  elapsed,
  epochMs,
  epochSeconds,
  formatTime,
  hours,
  later,
  minutes,
  msOfDuration,
  msOfEpoch,
  seconds,
  secondsAsEstimate,
} from '../../lib/units/time.ts';
import type { When } from '../../lib/units/time.ts';

const anyTime = fc.bigInt({ min: 0n, max: 4_102_444_800_000n }).map(epochMs);
const early = epochMs(1_000n);
const late = epochMs(2_500n);
const unknown: When = { kind: 'unknown' };

describe('points in time', () => {
  it('move by the time elapsed between them', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (from, to) => {
        expect(after(from, elapsed(from, to))).toBe(to);
      }),
    );
  });

  it('are elapsed backwards as a negative duration', () => {
    expect(elapsed(late, early)).toBe(durationMs(-1_500n));
  });

  it.each([
    [early, late],
    [late, early],
  ])('of %s and %s the earlier and the later are found', (a, b) => {
    expect([earlier(a, b), later(a, b)]).toEqual([early, late]);
  });

  it.each([
    [
      { kind: 'at', at: early },
      { kind: 'at', at: late },
    ],
    [
      { kind: 'at', at: late },
      { kind: 'at', at: early },
    ],
  ] satisfies [When, When][])('known ones have an earlier one', (a, b) => {
    expect(earlierKnown(a, b)).toEqual({ kind: 'at', at: early });
    expect(earliestKnown(a, b)).toEqual({ kind: 'at', at: early });
  });

  it.each([
    [unknown, { kind: 'at', at: early }],
    [{ kind: 'at', at: early }, unknown],
    [unknown, unknown],
  ] satisfies [When, When][])('an unknown one leaves the earlier one unknown', (a, b) => {
    expect(earlierKnown(a, b)).toEqual(unknown);
  });

  it.each([
    [unknown, { kind: 'at', at: early }, { kind: 'at', at: early }],
    [{ kind: 'at', at: late }, unknown, { kind: 'at', at: late }],
    [unknown, unknown, unknown],
  ] satisfies [When, When, When][])('of %o and %o the earliest known is %o', (a, b, earliest) => {
    expect(earliestKnown(a, b)).toEqual(earliest);
  });

  it.each([
    [1_000n, 1n, 1n],
    [1_001n, 1n, 2n],
    [1_999n, 1n, 2n],
    [-1n, -1n, 0n],
  ])('%s ms are %s whole seconds, %s when rounded up', (ms, down, up) => {
    expect(epochSeconds(epochMs(ms), 'down')).toBe(down);
    expect(epochSeconds(epochMs(ms), 'up')).toBe(up);
  });

  it('are written in UTC', () => {
    expect(formatTime(epochMs(1_764_000_000_123n))).toBe('2025-11-24T16:00:00.123Z');
  });

  it('are counted as they were given', () => {
    expect(msOfEpoch(epochMs(42n))).toBe(42n);
  });
});

describe('lengths of time', () => {
  it.each([
    [seconds(90), 90_000n],
    [minutes(15), 900_000n],
    [hours(24), 86_400_000n],
    [seconds(0), 0n],
  ])('%s counts %s ms', (duration, ms) => {
    expect(msOfDuration(duration)).toBe(ms);
  });

  it('are whole: a fraction of a second throws', () => {
    expect(() => seconds(0.5)).toThrow(RangeError);
  });

  it('are seconds as a float for estimates', () => {
    expect(secondsAsEstimate(durationMs(1_500n))).toBe(1.5);
  });
});
