// When books may open, so that nothing is both in the opening cash and applied.

import { describe, expect, it } from 'vitest';
import { areSettledBefore, isQuietBefore } from '../../lib/accounting/applied-keys.ts';
import { durationMs, after as laterBy } from '../../lib/units/time.ts';
import { fill, OPENED } from './scenario.ts';

describe('a wallet', () => {
  const before = (ms: bigint) => laterBy(OPENED, durationMs(-ms));

  it.each([
    [[59_999n], false],
    [[60_000n], false],
    [[60_001n], true],
    [[90_000n, 60_000n], false],
    [[60_000n, 90_000n], false],
    [[], true],
  ])('that moved %s ms before is at rest: %s', (moves, isQuiet) => {
    expect(isQuietBefore(OPENED, moves.map(before))).toBe(isQuiet);
  });

  it.each([
    ['MATCHED', 1_800_000n, false],
    ['MATCHED', 1_800_001n, true],
    ['MINED', 60_000n, false],
    ['RETRYING', 60_000n, false],
    ['CONFIRMED', 60_000n, true],
    ['FAILED', 60_000n, true],
  ] as const)('with a trade that is %s after %s ms is settled: %s', (status, ms, settled) => {
    const one = { ...fill(), status, matchedAt: before(ms) };
    expect(areSettledBefore(OPENED, [one])).toBe(settled);
    expect(areSettledBefore(OPENED, [{ ...fill(), matchedAt: before(60_000n) }, one])).toBe(
      settled,
    );
  });
});
