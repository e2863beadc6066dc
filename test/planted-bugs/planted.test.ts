// What a hunt reads in the simulator's own words, and what it plays again without the bug.

import { describe, expect, it } from 'vitest';
import { NOTHING_PLAYED } from '../simulator/simulate/campaign.ts';
import { CYCLE } from '../simulator/simulate/minute.ts';
import { NOTHING_JUDGED } from '../simulator/simulate/judged.ts';
import { figures, violationText } from '../simulator/simulate/telling.ts';
import { CANNOT_BE_JUDGED } from '../simulator/simulate/watch.ts';
import { foundIn, heldUpTo, playRange } from './planted.ts';
import type { SectionReport } from '../simulator/simulate/section.ts';

const sectionOf = (checker: string, what = 'first'): SectionReport => ({
  seed: 12n,
  family: 'thin-book',
  asked: 200,
  allowed: 'all',
  cycles: 3,
  simulated: 0,
  ends: new Map(),
  orders: 1,
  taken: 1,
  byHand: 0,
  fills: 0,
  judged: NOTHING_JUDGED,
  strategies: new Map(),
  moves: new Map(),
  troubles: [],
  violation: { checker, at: 0, step: 7, broken: [what, 'second'] },
  lines: [],
});

const toldOf = (checker: string, what = 'first'): string =>
  ['first seed: 10', ...violationText(sectionOf(checker, what))].join('\n');

// A campaign that ends with so many sections, the first of them of a seed.
const campaignOf = (seed: bigint, sections: number, broken: readonly SectionReport[]): string => {
  const report = { ...NOTHING_PLAYED, sections, broken };
  const said = figures(report, { seed, seconds: 1, more: {} });
  return [`first seed: ${String(seed)}`, ...said].join('\n');
};

describe('what a campaign says', () => {
  it('names the checker, the family, the seeds up to the broken one, and what broke', () => {
    expect(foundIn(toldOf('G3'))).toEqual({
      kind: 'caught',
      checker: 'G3',
      family: 'thin-book',
      seeds: { first: 10n, last: 12n },
      what: 'first',
    });
  });

  it('is no catch where the world broke, the function itself, a checker, or nothing', () => {
    expect(foundIn(toldOf('WORLD'))).toBeNull();
    expect(foundIn(toldOf(CYCLE))).toBeNull();
    expect(foundIn(toldOf('G3', `${CANNOT_BE_JUDGED}: Error: no such lot`))).toBeNull();
    expect(foundIn(campaignOf(10n, 3, []))).toBeNull();
  });

  it('names the last seed that held, unless one was broken', () => {
    expect(heldUpTo(campaignOf(10n, 3, []))).toBe(12n);
    expect(heldUpTo(campaignOf(10n, 3, [sectionOf('G3')]))).toBeNull();
    expect(heldUpTo('it died')).toBeNull();
  });
});

describe('a range of seeds', () => {
  const seeds = { first: 10n, last: 14n };

  it('is played to its end, in as many campaigns as it takes', async () => {
    const asked: string[] = [];
    const played = await playRange(seeds, (...args) => {
      asked.push(args.join(' '));
      return Promise.resolve(campaignOf(BigInt(args[1] ?? ''), 3, []));
    });
    expect(played).toBeNull();
    expect(asked).toEqual(['--seed 10 --cycles 1000', '--seed 13 --cycles 400']);
  });

  it.each([
    ['that is broken', toldOf('G3'), 'seed 12: first'],
    ['whose world is', toldOf('WORLD'), 'seed 12: first'],
    ['that dies', 'first seed: 13\nit died', 'it died'],
  ])('tells what broke in a campaign %s, also in a later one', async (_, broken, what) => {
    let left = 1;
    const played = await playRange(seeds, (...args) => {
      left -= 1;
      return Promise.resolve(left < 0 ? broken : campaignOf(BigInt(args[1] ?? ''), 3, []));
    });
    expect(played).toBe(what);
  });
});
