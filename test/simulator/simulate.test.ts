// The whole system under a storm of faults, for a few sections: the long run is a command,
// `npm run simulate`. One seed is always the same; the other is fresh, and printed.

import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { playSection } from './simulate/section.ts';
import { violationText } from './simulate/telling.ts';
import { countsOf } from './weather/dice.ts';
import type { SectionOptions, SectionReport } from './simulate/section.ts';

const CYCLES = 80;
const PATIENCE = 240_000;

const play = (
  seed: bigint,
  cycles = CYCLES,
  family: SectionOptions['family'] = 'by-seed',
): Promise<SectionReport> =>
  playSection({ seed, family, cycles, allowed: 'all', listen: () => undefined });

describe('the function as it ships, in a storm', () => {
  it(
    'keeps G1 to G8 for a section of a fixed seed, and goes on trading',
    async () => {
      const report = await play(9n);
      expect(violationText(report)).toEqual([]);
      expect(report.ends.get('saved')).toBeGreaterThan(CYCLES / 2);
      expect(report.orders).toBeGreaterThan(CYCLES);
      expect(report.fills).toBeGreaterThan(10);
      expect(countsOf(report.troubles).size).toBeGreaterThan(20);
    },
    PATIENCE,
  );

  it(
    'keeps them where the cash is shown twice as large while the books open',
    async () => {
      const report = await play(4_000_008n, 15, 'restless');
      expect(countsOf(report.troubles).get('doubled balance at first')).toBe(1);
      expect(violationText(report)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'keeps them for a section of a fresh seed',
    async () => {
      const seed = BigInt(randomInt(2 ** 47));
      console.log(`simulated seed: ${seed.toString()}`);
      expect(violationText(await play(seed))).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'plays the same section again from the same seed',
    async () => {
      const [one, two] = [await play(5n, 25), await play(5n, 25)];
      expect(two).toEqual(one);
    },
    PATIENCE,
  );
});
