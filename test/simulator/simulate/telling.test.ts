// The last lines, which scripts read: what they begin with, and what they count.

import { expect, it } from 'vitest';
import { NOTHING_PLAYED } from './campaign.ts';
import { NOTHING_JUDGED } from './judged.ts';
import { brokenWorld } from './section.ts';
import { figures, replayFigures } from './telling.ts';

const RUN = { seed: 7n, seconds: 1, more: {} };
const PLAYED = {
  ...NOTHING_PLAYED,
  sections: 2,
  cycles: 400,
  judged: { ...NOTHING_JUDGED, halts: 3, compared: 512 },
};

it('a campaign names its seeds first, and what was judged before its violations', () => {
  const last = figures(PLAYED, RUN).at(-1);
  expect(last).toMatch(/^simulate: seeds=7\.\.8 cycles=400 .* halts=3 .* violations=0 /);
  expect(last).toMatch(/ saves=0 rests=0 twins=0 compared=512 /);
});

it('orders by hand are called so, and are none that were taken of ours', () => {
  const said = figures({ ...PLAYED, taken: 889, byHand: 11 }, RUN);
  expect(said).toContain('orders by hand: 11');
  expect(said.at(-1)).toContain(' taken=889 ');
  expect(figures(PLAYED, RUN).join()).not.toContain('by hand');
});

it('a section that was played again ends with how many violations it had', () => {
  const broken = brokenWorld({ seed: 7n, family: 'calm', cycles: 4, allowed: 'all' }, 'it broke');
  expect(replayFigures(broken)).toMatch(/^replay: seed=7 cycles=0 .*compared=0 violations=1$/);
  expect(replayFigures({ ...broken, violation: null })).toMatch(/ violations=0$/);
});
