// How the end of flattening is told.

import { describe, expect, it } from 'vitest';
import { flattenedText } from '../../lib/cli/flatten-text.ts';

const LEFT = { market: 'rain', outcome: 'YES', shares: '3' };
const DUST = { market: 'snow', outcome: 'NO', shares: '0.004' };

const NOTHING = { cycles: 3, sold: 1, left: [], dust: [], reports: [] };

describe('the end of flattening', () => {
  it('says that no position is left, and the dust that is', () => {
    expect(flattenedText(NOTHING)).toEqual(['3 cycles, 1 fill.', 'No position is left.']);
    expect(flattenedText({ ...NOTHING, dust: [DUST] }).slice(2)).toEqual([
      'Left as well, finer than any order:',
      '  0.004 NO of snow',
    ]);
  });

  it('names what is left, and why', () => {
    const end = { ...NOTHING, cycles: 1, sold: 0, left: [LEFT], reports: ['flatten: why'] };
    expect(flattenedText(end)).toEqual([
      '1 cycle, 0 fills.',
      '1 position left:',
      '  3 YES of rain',
      '  flatten: why',
    ]);
  });
});
