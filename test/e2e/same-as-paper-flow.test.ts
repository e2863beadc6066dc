import { expect, it } from 'vitest';
import { missingIn, playHour } from './hour.ts';
import { expectSame } from './likeness.ts';

const FLOW = ['FF BUY', 'FF SELL', 'hedge', 'Protect fee'];

it.each([
  ['balanced', 17],
  ['aggressive', 19],
])(
  'an hour of flow at the %s preset, seed %i, is the same over HTTP',
  async (preset, seed) => {
    const twins = await playHour(preset, seed);
    expectSame(twins);
    expect(missingIn(twins.live, FLOW)).toEqual([]);
  },
  120_000,
);
