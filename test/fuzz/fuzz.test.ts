// Every parser stands what was found before, and some hundred inputs more; a parser with a fault
// does not. The long run is a command, `npm run fuzz`.

import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { corpusOf, KEPT } from './corpus.ts';
import { crashOf, feed, feedSome, startFeeding } from './engine.ts';
import { FAULTY } from './made-up.ts';
import { minimised } from './minimise.ts';
import { unreached } from './reach.ts';
import { TARGETS } from './targets/all.ts';

const INPUTS = 150;
const PATIENCE = 60_000;

const fresh = randomBytes(5).toString('hex');
console.log(`fuzzed with the seed ${fresh}`);

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (_name, target) => {
  it('accepts its first example', async () => {
    const verdict = await feed(target, { input: target.seeds[0], broken: null });
    expect(verdict.kind).toBe('accepted');
  });

  // Fuzzing, seed e-2026-11-28.
  it('stands what was kept, and inputs of a fresh seed', { timeout: PATIENCE }, async () => {
    for (const input of [...target.seeds, ...corpusOf(target.name)])
      expect([input, await crashOf(target, { input, broken: null })]).toEqual([input, null]);
    const feeding = startFeeding(target, fresh, corpusOf(target.name));
    expect(await feedSome(feeding, INPUTS)).toBeNull();
    expect(feeding.classes.size).toBeGreaterThan(0);
  });
});

it('the kept inputs are few and short', () => {
  const kept = TARGETS.map(({ name }) => corpusOf(name));
  expect(kept.flat().length).toBeGreaterThan(TARGETS.length);
  expect(kept.every((inputs) => inputs.length <= KEPT.inputs)).toBe(true);
  expect(kept.flat().every(({ length }) => length <= KEPT.length)).toBe(true);
});

// The script of the report's page reads what stands in the page itself.
const NOT_FED = ['lib/report/browser/page-script.ts'];

it('every reader of foreign text is fed, but for those that are named', () => {
  expect(unreached()).toEqual(NOT_FED);
});

describe('a parser', () => {
  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, 'polluted');
  });

  it.each(FAULTY.filter(([, says]) => says !== 'none'))(
    'is caught when %s',
    async (_fault, says, target) => {
      const crash = await feedSome(startFeeding(target, 'a seed'), 20_000);
      expect(crash?.why).toContain(says);
    },
    PATIENCE,
  );

  it('without a fault is left alone, and is fed the same by the same seed', async () => {
    const sound = FAULTY.find(([, says]) => says === 'none')?.[2];
    if (sound === undefined) throw new Error('there is a parser without a fault');
    const [one, two] = [startFeeding(sound, 'a seed'), startFeeding(sound, 'a seed')];
    expect(await feedSome(one, 5_000)).toBeNull();
    expect(await feedSome(two, 5_000)).toBeNull();
    expect(two.pool).toEqual(one.pool);
    expect([two.accepted, two.index]).toEqual([one.accepted, 5_000]);
  });
});

it('a crash is told by the shortest input that shows it', async () => {
  const crashes = (input: string) => Promise.resolve(input.includes('{"a') && input.includes('}'));
  expect(await minimised('[1,2,{"a":[{"b":"ccccccc"}]},"ddddddd"]', crashes)).toBe('{"a}');
});
