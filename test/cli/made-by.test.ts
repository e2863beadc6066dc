import { describe, expect, it } from 'vitest';
import { madeBy } from '../../lib/cli/made-by.ts';
import { VERSION } from '../../lib/wiring/version.ts';

describe('what made a page', () => {
  it('is named with its version and a digest of its code, the same each time', () => {
    const words = madeBy();
    expect(words.startsWith(`Keel ${VERSION}, code `)).toBe(true);
    expect(words).toMatch(/ [0-9a-f]{16}$/);
    expect(madeBy()).toBe(words);
  });
});
