import { describe, expect, it } from 'vitest';
import { pauseMs } from '../../lib/cli/pacing.ts';
import { epochMs } from '../../lib/units/time.ts';
import type { Moment } from '../../lib/cli/pacing.ts';

const moment = (onTape: bigint, real: bigint): Moment => ({
  onTape: epochMs(onTape),
  real: epochMs(real),
});
const BEFORE = moment(1_000n, 50_000n);
const at = (factor: number) => ({ kind: 'multiple', factor }) as const;

describe('the pace of a session', () => {
  it.each([
    { what: 'as much as passed on the tape', factor: 1, passed: 60_000n, ms: 60_000 },
    { what: 'a sixtieth of it', factor: 60, passed: 60_000n, ms: 1_000 },
    { what: 'twice of it', factor: 0.5, passed: 60_000n, ms: 120_000 },
    { what: 'a silence as well', factor: 60, passed: 3_600_000n, ms: 60_000 },
    { what: 'nothing where nothing passed', factor: 60, passed: 0n, ms: 0 },
  ])('is $what', ({ factor, passed, ms }) => {
    expect(pauseMs(at(factor), BEFORE, moment(1_000n + passed, 50_000n))).toBe(ms);
  });

  it.each([
    ['one millisecond below', 999n, 1],
    ['at', 1_000n, 0],
    ['one millisecond above', 1_001n, 0],
    ['by a clock that was set back,', -3_600_000n, 1_000],
  ])('counts what a cycle took, %s what it may take', (_where, took, ms) => {
    expect(pauseMs(at(60), BEFORE, moment(61_000n, 50_000n + took))).toBe(ms);
  });

  it('is no wait at all at full speed', () => {
    expect(pauseMs({ kind: 'as-fast-as-possible' }, BEFORE, moment(61_000n, 50_000n))).toBe(0);
  });
});
