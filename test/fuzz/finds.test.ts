// What fuzzing found wrong about its own targets: what they were fed with, and what they asked for.

import { describe, expect, it } from 'vitest';
import { chanceOf } from './chance.ts';
import { crashOf } from './engine.ts';
import { breakPath } from './mutate/break.ts';
import { TARGETS } from './targets/all.ts';
import type { Target } from './target.ts';

const PATIENCE = 60_000;
const TRIES = 40;

const cases = (isMeant: (target: Target) => boolean) =>
  TARGETS.filter(isMeant).map((target) => [target.name, target] as const);

// Seed 21c9b21935: Node's parser of arguments takes quadratic time for one endless word, which
// nobody types. The arguments of one verb were fed without the bound of the others.
const ENDLESS = `-${'a'.repeat(100_000)}`;

describe('one endless word', () => {
  const verbs = cases(({ name }) => name.startsWith('arguments of '));

  it('is fed to a dozen verbs and more', () => {
    expect(verbs.length).toBeGreaterThan(12);
  });

  it.each(verbs)(
    'takes none of the %s too long',
    async (_name, target) => {
      expect(await crashOf(target, { input: ENDLESS, broken: null })).toBeNull();
    },
    PATIENCE,
  );
});

// A fresh seed each: the net of a run of a sweep may be unknown, and older cycle records lack what
// was kept later. Both were asked for as if nothing were whole without them.
const FOUND = ['run of a sweep', 'cycle record'];

describe('what is asked for is needed', () => {
  it.each(cases(({ name }) => FOUND.includes(name)))('by the %s', async (_name, target) => {
    const chance = chanceOf('needed');
    for (const path of target.required)
      for (let count = 0; count < TRIES; count += 1) {
        const input = breakPath(target.seeds[0], path, chance) ?? '';
        expect([path, input, await crashOf(target, { input, broken: path })]).toEqual([
          ...[path, input],
          null,
        ]);
      }
  });
});
