// When books may open, so that nothing is both in the opening cash and applied.

import { describe, expect, it } from 'vitest';
import { isQuietBefore } from '../../lib/accounting/applied-keys.ts';
import { durationMs, after as laterBy } from '../../lib/units/time.ts';
import { OPENED } from './scenario.ts';

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
});
