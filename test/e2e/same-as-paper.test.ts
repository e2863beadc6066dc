// One market, traded on paper and traded live over HTTP: what is seen, wanted, refused and sent,
// and what the books say, is the same, since nothing but the adapters differs.

import { expect, it } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { deedsIn, expectSame } from './likeness.ts';
import { playTwins } from './twins.ts';

it('market making over HTTP decides and books what it does on paper', async () => {
  // Enough for fills both ways, and for the first ten live cycles to be over.
  const twins = await playTwins({ tape: generateTape({ seed: 1 }), cyclesMax: 45 });
  expectSame(twins);
  expect(deedsIn(twins.live)).toEqual(expect.arrayContaining(['MM BUY', 'MM SELL']));
}, 120_000);
