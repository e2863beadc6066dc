import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDimension, plannedTrials, sizeOf, trialsOf } from '../../lib/sweep/space.ts';
import { configUnder, decidingValues, VARIED_NAMES } from '../../lib/sweep/values.ts';
import { liveEnv } from '../config/environments.ts';
import type { Dimension, Space } from '../../lib/sweep/space.ts';

const dimension = (text: string): Dimension => {
  const parsed = parseDimension(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const grid = (...texts: readonly string[]): Space => ({
  dimensions: texts.map(dimension),
  search: { kind: 'grid' },
});

const refusalOf = (space: Space, base = {}): readonly string[] => {
  const planned = plannedTrials(base, space);
  return planned.ok ? [] : planned.error;
};

describe('a dimension', () => {
  it('is a list of values or a range of decimals', () => {
    expect(dimension('MIN_MOVE_CENTS=1,2,3')).toEqual({
      kind: 'list',
      name: 'MIN_MOVE_CENTS',
      texts: ['1', '2', '3'],
    });
    expect(dimension('mm.gamma=0.1..2.05')).toMatchObject({ kind: 'range', decimals: 2 });
  });

  it.each([
    ['MIN_MOVE=1', /cannot be varied \(did you mean MIN_MOVE_CENTS\?\)/],
    ['PRIVATE_KEY=1', /cannot be varied\. Allowed: STRATEGY_PRESET/],
    ['LIVE_TRADING=I_UNDERSTAND_THE_RISKS', /cannot be varied/],
    ['WHALE_USD', /allowed is NAME=a,b,c/],
    ['WHALE_USD=', /allowed is NAME=a,b,c/],
    ['WHALE_USD=5..1', /the lower bound first/],
    ['WHALE_USD=5..5', /the lower bound first/],
    ['WHALE_USD=5,6,5', /the value 5 is given more than once/],
  ])('refuses %s', (text, words) => {
    const parsed = parseDimension(text);
    expect(parsed.ok ? '' : parsed.error).toMatch(words);
  });
});

describe('the trials of a space', () => {
  it('are every combination, the last name changing fastest', () => {
    expect(trialsOf(grid('MIN_MOVE_CENTS=1,2', 'STRATEGY_PRESET=balanced,aggressive'))).toEqual([
      { MIN_MOVE_CENTS: '1', STRATEGY_PRESET: 'balanced' },
      { MIN_MOVE_CENTS: '1', STRATEGY_PRESET: 'aggressive' },
      { MIN_MOVE_CENTS: '2', STRATEGY_PRESET: 'balanced' },
      { MIN_MOVE_CENTS: '2', STRATEGY_PRESET: 'aggressive' },
    ]);
  });

  const lists = fc
    .uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 })
    .map((numbers) => `MIN_MOVE_CENTS=${numbers.join(',')}`);
  const ranges = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
    .map(([low, more]) => `mm.gamma=${low / 10}..${(low + more) / 10}`);

  it('are as many different ones as asked for or as there are, within the bounds', () => {
    fc.assert(
      fc.property(lists, ranges, fc.integer({ min: 1, max: 60 }), (list, range, trials) => {
        const dimensions = [dimension(list), dimension(range)];
        const space: Space = { dimensions, search: { kind: 'random', trials, seed: '4' } };
        const planned = plannedTrials({}, space);
        const found = planned.ok ? planned.value : [];
        const size = Number(sizeOf(dimensions));
        expect(found).toHaveLength(Math.min(trials, size));
        expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(found.length);
        const [, low = 0, high = 0] = /=(.*)\.\.(.*)$/.exec(range)?.map(Number) ?? [];
        for (const one of found) {
          expect(list.slice(15).split(',')).toContain(one['MIN_MOVE_CENTS']);
          expect(Number(one['mm.gamma'])).toBeGreaterThanOrEqual(low);
          expect(Number(one['mm.gamma'])).toBeLessThanOrEqual(high);
        }
        expect(plannedTrials({}, space)).toEqual(planned);
      }),
      { numRuns: 300 },
    );
  });

  it('of another seed are others', () => {
    const dimensions = [dimension('mm.gamma=0.01..9.99')];
    const [one, other] = ['1', '2'].map((seed) =>
      trialsOf({ dimensions, search: { kind: 'random', trials: 5, seed } }),
    );
    expect(one).not.toEqual(other);
  });
});

describe('planning trials', () => {
  it('says every impossible value with its name, its place and what is allowed', () => {
    const found = refusalOf(grid('MIN_MOVE_CENTS=2,-1,200', 'mm.gamma=0.1,zero'));
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^--vary MIN_MOVE_CENTS=-1: .*"-1" is negative\. Allowed: cents/);
    expect(found[1]).toMatch(/^--vary MIN_MOVE_CENTS=200: .*too high\. Allowed: cents/);
    expect(found[2]).toMatch(/^--vary mm\.gamma=zero: mm\.gamma: "zero" .*Allowed: a number above/);
  });

  it('says which trial contradicts itself', () => {
    const space = grid('MAX_EXPOSURE_USD=1000,50', 'MAX_EXPOSURE_PER_MARKET_USD=100');
    expect(refusalOf(space)).toEqual([
      expect.stringMatching(/^trial 2 \(MAX_EXPOSURE_USD=50 .*above the total of 50/),
    ]);
  });

  it('takes a value that is possible only with another of the trial', () => {
    const space = grid('MAX_EXPOSURE_USD=1000', 'MAX_EXPOSURE_PER_MARKET_USD=600');
    expect(refusalOf(space)).toEqual([]);
  });

  it.each([
    ['nothing to vary', grid(), /--vary is missing/],
    ['a range in a grid', grid('mm.gamma=1..2'), /has a range: give --random N/],
    ['a name twice', grid('mm.gamma=1', 'mm.gamma=2'), /mm.gamma is given more than once/],
  ])('refuses %s', (_what, space, words) => {
    expect(refusalOf(space).join('\n')).toMatch(words);
  });

  it('refuses a grid one above the most, and takes one exactly there', () => {
    const list = (name: string, count: number): string =>
      `${name}=${Array.from({ length: count }, (_, place) => (place + 1) / 100).join(',')}`;
    const of = (count: number): readonly string[] =>
      refusalOf(grid(list('mm.gamma', count), list('mm.keepSize', 1)));
    expect(of(10_000)).toEqual([]);
    expect(of(10_001).join('\n')).toMatch(/10001 trials: allowed are at most 10000/);
  });
});

describe('what a trial sets', () => {
  it('lies over what the environment says, and over the preset', () => {
    const base = decidingValues({ ...liveEnv, MIN_MOVE_CENTS: '7', PATH: '/bin' });
    expect(Object.keys(base)).not.toContain('PRIVATE_KEY');
    expect(Object.keys(base)).not.toContain('LIVE_TRADING');
    const config = configUnder(base, { 'mm.gamma': '0.7', 'mm.horizonMinutes': '30' });
    expect(config).toMatchObject({
      ok: true,
      value: { mode: 'paper', parameters: { mm: { gamma: 0.7, horizon: 1_800_000n } } },
    });
    expect(config.ok && config.value.parameters.ff.moveMin).toBe(70_000n);
  });

  it('of every name that may be varied is refused when it makes no sense', () => {
    expect(VARIED_NAMES.length).toBeGreaterThan(30);
    for (const name of VARIED_NAMES)
      expect(refusalOf(grid(`${name}=nonsense`))).toEqual([
        expect.stringContaining(`--vary ${name}=nonsense: ${name}: "nonsense"`),
      ]);
  });
});
