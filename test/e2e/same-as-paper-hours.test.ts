import { expect, it } from 'vitest';
import { missingIn, playHour } from './hour.ts';
import { expectSame } from './likeness.ts';

it.each([
  ['conservative', 5, []],
  ['balanced', 14, ['FF BUY', 'FF SELL', 'hedge', 'Protect fee']],
])(
  'an hour at the %s preset, seed %i, is the same over HTTP',
  async (...scene) => {
    const [preset, seed, deeds] = scene;
    const twins = await playHour(preset, seed);
    expectSame(twins);
    expect(missingIn(twins.live, deeds)).toEqual([]);
  },
  120_000,
);
