import { expect, it } from 'vitest';
import { minimised } from './minimise.ts';
import type { SectionReport } from './section.ts';

const report = (ids: readonly string[], checker: string | null): SectionReport => ({
  seed: 1n,
  family: 'calm',
  asked: 200,
  cycles: 1,
  simulated: 0,
  ends: new Map(),
  orders: 0,
  taken: 0,
  fills: 0,
  strategies: new Map(),
  moves: new Map(),
  troubles: ids.map((id) => ({ at: 0, name: id, id })),
  violation: checker === null ? null : { checker, at: 0, step: 0, broken: [] },
  lines: [],
});

const ALL = Array.from({ length: 20 }, (_, index) => String(index));

// Broken where both 3 and 11 happen; broken otherwise where 7 happens without them.
const play = (allowed: ReadonlySet<string> | 'all'): Promise<SectionReport> => {
  const ids = ALL.filter((id) => allowed === 'all' || allowed.has(id));
  const has = (id: string): boolean => ids.includes(id);
  if (has('3') && has('11')) return Promise.resolve(report(ids, 'G5'));
  return Promise.resolve(report(ids, has('7') ? 'G3' : null));
};

const namesLeft = async (plays: number): Promise<readonly string[]> =>
  (await minimised(await play('all'), play, plays)).troubles.map(({ name }) => name);

it('keeps the troubles without which the guarantee holds, and no other', async () => {
  expect(await namesLeft(200)).toEqual(['3', '11']);
});

it('keeps to its number of plays, and what it has left out by then', async () => {
  expect(await namesLeft(0)).toEqual(ALL);
  const some = await namesLeft(6);
  expect(some.length).toBeLessThan(ALL.length);
  expect(some).toEqual(expect.arrayContaining(['3', '11']));
});
