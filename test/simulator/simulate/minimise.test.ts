import { expect, it } from 'vitest';
import { NOTHING_JUDGED } from './judged.ts';
import { minimised } from './minimise.ts';
import type { Again } from './minimise.ts';
import type { SectionReport } from './section.ts';

const report = (
  ids: readonly string[],
  checker: string | null,
  broken: readonly string[] = [],
): SectionReport => ({
  seed: 1n,
  family: 'calm',
  asked: 200,
  allowed: 'all',
  cycles: 1,
  simulated: 0,
  ends: new Map(),
  orders: 0,
  taken: 0,
  byHand: 0,
  fills: 0,
  judged: NOTHING_JUDGED,
  strategies: new Map(),
  moves: new Map(),
  troubles: ids.map((id) => ({ at: 0, name: id, id })),
  violation: checker === null ? null : { checker, at: AT, step: 0, broken },
  lines: [],
});

const ALL = Array.from({ length: 300 }, (_, index) => `venue/${String(index)}/0.06/1/1`);
const AT = 1_000_000;

const present = (index: number): string => ALL[index] ?? 'none';

// Broken where both 3 and 290 happen; broken otherwise where 7 happens without them. 100 comes
// about in no play but the whole one.
const play = ({ allowed }: Pick<Again, 'allowed'>): Promise<SectionReport> => {
  const some = (id: string): boolean =>
    allowed === 'all' || (allowed.has(id) && id !== present(100));
  const ids = ALL.filter(some);
  const has = (index: number): boolean => ids.includes(present(index));
  if (has(3) && has(290)) return Promise.resolve(report(ids, 'G5'));
  return Promise.resolve(report(ids, has(7) ? 'G3' : null));
};

const namesLeft = async (plays: number): Promise<readonly string[]> =>
  (await minimised(await play({ allowed: 'all' }), play, plays)).troubles.map(({ name }) => name);

it('keeps the troubles without which the guarantee holds, and no other', async () => {
  expect(await namesLeft(60)).toEqual([present(3), present(290)]);
});

it('keeps to its number of plays, and what it has left out by then', async () => {
  expect(await namesLeft(0)).toEqual(ALL);
  const some = await namesLeft(18);
  expect(some.length).toBeLessThan(ALL.length);
  expect(some).toEqual(expect.arrayContaining([present(3), present(290)]));
});

it('ends each play soon after the time of the violation', async () => {
  const untils = new Set<number>();
  const broken = await play({ allowed: 'all' });
  await minimised(
    broken,
    (again) => {
      untils.add(again.until);
      return play(again);
    },
    60,
  );
  expect([...untils]).toEqual([AT + 60_000]);
});

it.each([
  ['market 3 may lose 69.17 of 60', 1],
  ['the event may lose 63.10 of 60', ALL.length],
])(
  'takes "market 12 may lose 63.10 of 60" for the same as "%s" and leaves %i',
  async (text, left) => {
    const whole = report(ALL, 'G3', ['market 12 may lose 63.10 of 60']);
    const again = ({ allowed }: Again): Promise<SectionReport> => {
      const ids = ALL.filter((id) => allowed === 'all' || allowed.has(id));
      return Promise.resolve(report(ids, ids.includes(present(5)) ? 'G3' : null, [text]));
    };
    expect((await minimised(whole, again, 60)).troubles).toHaveLength(left);
  },
);

it('plays nothing where nothing is broken', async () => {
  const whole = report(ALL, null);
  const never = (): Promise<SectionReport> => Promise.reject(new Error('played'));
  expect(await minimised(whole, never, 60)).toBe(whole);
});
