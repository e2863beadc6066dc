// Troubles that are played alone: they hit the calls that they hit in the whole storm.

import { expect, it } from 'vitest';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { createDice } from './dice.ts';
import { isId } from './rolls.ts';
import type { Allowed } from './rolls.ts';

const SEEDS = 200;
const READ = 0.05;
const POST = 0.3;

/** Plays three minutes of reads and posts; each trouble is named by its call and its detail. */
const play = (seed: number, allowed: Allowed, reads = 5) => {
  const dice = createDice({
    streamOf: (name) => randomStream(BigInt(seed), name),
    allowed,
    now: () => 0,
    heard: () => undefined,
  });
  dice.setCalm(false);
  const ask = (name: string, rate: number): void => {
    if (dice.happens('venue', rate)) dice.note(`${name} ${String(dice.between(0, 1))}`);
  };
  for (let minute = 0; minute < 3; minute += 1) {
    dice.blow();
    for (let read = 0; read < reads; read += 1) ask(`read ${String(read)}`, READ);
    for (let post = 0; post < 5; post += 1) ask(`post ${String(post)}`, POST);
  }
  return dice.troubles();
};

it('all troubles of a storm by their ids are the storm, each subset is that part of it', () => {
  let played = 0;
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const all = play(seed, 'all');
    const half = all.filter((_, index) => index % 2 === 0);
    played += all.length;
    expect(play(seed, new Set(all.map(({ id }) => id)))).toEqual(all);
    expect(play(seed, new Set(half.map(({ id }) => id)))).toEqual(half);
  }
  expect(played).toBeGreaterThan(SEEDS);
});

it('a trouble stays at its call when calls of another rate come or go before it', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const posts = play(seed, 'all').filter(({ name }) => name.startsWith('post'));
    expect(play(seed, new Set(posts.map(({ id }) => id)), 0)).toEqual(posts);
  }
});

it('nothing happens where no trouble is allowed, and ids are ids', () => {
  expect(play(1, new Set())).toEqual([]);
  for (const { id } of play(1, 'all')) expect(isId(id)).toBe(true);
  for (const text of ['venue', 'venue 14 3', 'venue/14/3', 'venue/1/0.06/7/3,']) {
    expect(isId(text)).toBe(false);
  }
});
