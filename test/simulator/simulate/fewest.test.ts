// The search for the fewest, on things that are made up: what it finds, and in how many trials.

import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { fewest } from './fewest.ts';

const COUNT = 300;
const ALL = Array.from(
  { length: COUNT },
  (_, index) => `${'abcd'.charAt(index % 4)}${String(index)}`,
);

// Trials to find one of them: doubling, halving in between, and one that proves it enough.
const EACH_MAX = 2 * Math.ceil(Math.log2(COUNT)) + 1;

type Does = (has: (index: number) => boolean) => boolean;

const search = async (does: Does, trialsMax = 1_000) => {
  let trials = 0;
  const left = await fewest({
    all: ALL,
    kindOf: (one) => one.slice(0, 1),
    trial: (some) => {
      trials += 1;
      const indices = new Set(some.map((one) => Number(one.slice(1))));
      return Promise.resolve(does((index) => indices.has(index)) ? some : null);
    },
    trialsMax,
  });
  return { left: left.map((one) => Number(one.slice(1))), trials };
};

describe('the fewest of 300', () => {
  it('are none where none is needed, which is found at once', async () => {
    expect(await search(() => true)).toEqual({ left: [], trials: 1 });
  });

  it('are one culprit wherever it is, in twice as many trials as it takes to halve', async () => {
    for (let culprit = 0; culprit < COUNT; culprit += 1) {
      const { left, trials } = await search((has) => has(culprit));
      expect(left).toEqual([culprit]);
      expect(trials).toBeLessThanOrEqual(EACH_MAX);
    }
  });

  it('are the last one after three trials', async () => {
    const { left, trials } = await search((has) => has(COUNT - 1));
    expect(left).toEqual([COUNT - 1]);
    expect(trials).toBeLessThanOrEqual(3);
  });

  it('are two culprits far apart', async () => {
    for (const [one, other] of [
      [0, COUNT - 1],
      [3, 150],
      [149, 290],
    ] as const) {
      const { left, trials } = await search((has) => has(one) && has(other));
      expect(left).toEqual([one, other]);
      expect(trials).toBeLessThanOrEqual(2 * EACH_MAX + 10);
    }
  });

  it('are a culprit and the neighbour that it needs', async () => {
    for (let culprit = 1; culprit < COUNT; culprit += 7) {
      const { left, trials } = await search((has) => has(culprit) && has(culprit - 1));
      expect(left).toEqual([culprit - 1, culprit]);
      expect(trials).toBeLessThanOrEqual(2 * EACH_MAX);
    }
  });

  it('are one of two that make up for each other', async () => {
    const { left } = await search((has) => has(40) || (has(100) && has(200)));
    expect(left).toHaveLength(2);
  });

  it('still do it, in no more trials than allowed, whatever does it', async () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const random = randomStream(BigInt(seed), 'needed');
      const needed = Array.from({ length: 1 + random.below(6) }, () => random.below(COUNT));
      const spoils = random.below(COUNT);
      const does: Does = (has) => needed.every(has) && (has(spoils) || !has(spoils + 1));
      const most = random.below(80);
      const { left, trials } = await search(does, most);
      expect(trials).toBeLessThanOrEqual(most);
      if (trials > 0)
        expect(does((index) => left.includes(index)) || left.length === COUNT).toBe(true);
    }
  });
});
