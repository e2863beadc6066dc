import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFlattenOptions } from '../../lib/cli/flatten-options.ts';
import { present } from '../../lib/units/invariant.ts';
import { home, opened, PATIENCE_MS } from './command.ts';
import type { Home } from './command.ts';

const SEED = '3';
const PHRASE = 'flatten generated-3';

let played: Home | undefined;
const traded = (): Home => opened(present(played, 'a session was played'));

beforeAll(async () => {
  played = home();
  const ended = await played.run(['start', '--seed', SEED, '--until', '60 cycles']);
  expect(ended.stdout).toMatch(/Held at the end:\n {2}Market/);
}, PATIENCE_MS);
afterAll(() => played?.remove());

const flatten = (place: Home, ...args: readonly string[]) =>
  place.run(['flatten', '--seed', SEED, ...args]);

const switchIn = ({ folder }: Home): string | null => {
  const path = join(folder, 'data/KILL');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
};

describe('keel flatten on paper', { timeout: PATIENCE_MS }, () => {
  it('shows what it would do, and does nothing', async () => {
    const place = traded();
    const before = await place.run(['status', '--portfolio', 'generated-3', '--json']);
    const ended = await flatten(place, '--preview');
    expect(ended.stdout).toContain('What would be sold now, and at no lower price:');
    expect(ended.stdout).toMatch(/Together at least \$\d+\.\d\d, less fees/);
    expect([ended.code, switchIn(place)]).toEqual([0, null]);
    const after = await place.run(['status', '--portfolio', 'generated-3', '--json']);
    const cycleOf = (text: string): unknown => /"cycle":\d+/.exec(text)?.[0];
    expect(cycleOf(after.stdout)).toBe(cycleOf(before.stdout));
  });

  it.each([
    [[], 'There is nobody to ask here: --phrase "flatten generated-3" does it without.'],
    [['--phrase', 'flatten'], 'The phrase is "flatten generated-3".'],
  ])('sells nothing without the phrase: %j', async (args, why) => {
    const place = traded();
    const ended = await flatten(place, ...args);
    expect(ended.stderr).toContain(why);
    expect(ended.stderr).toContain('Nothing was sold.');
    expect(ended.stdout).not.toContain('submitted');
    expect([ended.code, switchIn(place)]).toEqual([2, null]);
  });

  it('sells what can be sold, buys nothing, and leaves the switch at reduce-only', async () => {
    const place = traded();
    const ended = await flatten(place, '--phrase', PHRASE, '--cycles', '5');
    expect(ended.stdout).toMatch(/ICC SELL submitted: .* FAK /);
    expect(ended.stdout).not.toContain('BUY submitted');
    expect(ended.stdout).toContain('all orders cancelled, none rests');
    expect(switchIn(place)).toBe('reduce-only');
    const kept = /(\d+) positions? left:/.exec(ended.stdout);
    expect(ended.code).toBe(kept === null ? 0 : 1);
    const verified = await place.run(['ledger', 'verify', '--portfolio', 'generated-3']);
    expect(verified.stdout).toContain('rebuild the books to the byte');
  });

  it.each([[1], [2]])(
    'counts the %d cycles that were asked for, and explains each',
    async (most) => {
      const place = traded();
      const ended = await flatten(place, '--phrase', PHRASE, '--cycles', String(most));
      expect(ended.stdout).toMatch(new RegExp(`^${String(most)} cycles?, \\d+ fills?\\.$`, 'm'));
      const cycles = Array.from({ length: most + 2 }, (_, index) => 61 + index);
      for (const cycle of cycles) {
        const told = await place.run(['explain', String(cycle), '--portfolio', 'generated-3']);
        expect(told.stdout).toContain(`Cycle ${String(cycle)} of portfolio generated-3`);
      }
    },
  );

  it('sells nothing while the switch says halt', async () => {
    const place = traded();
    await place.run(['kill']);
    const ended = await flatten(place, '--phrase', PHRASE);
    expect(ended.stderr).toContain('The kill switch says halt');
    expect(ended.stdout).not.toContain('submitted');
    expect([ended.code, switchIn(place)]).toEqual([2, 'halt']);
  });

  it('says its end as one object for programs', async () => {
    const ended = await flatten(traded(), '--phrase', PHRASE, '--json');
    const end: unknown = JSON.parse(ended.stdout);
    expect(end).toMatchObject({ kind: 'done' });
  });
});

describe('the options of keel flatten', () => {
  it.each([
    [['--until', '3 cycles'], '--until means nothing when everything is to go'],
    [['--fresh'], '--fresh means nothing when everything is to go'],
    [['--cycles', '0'], '--cycles 0: allowed is a whole number from 1 to 100'],
    [['--cycles', '101'], '--cycles 101: allowed is a whole number from 1 to 100'],
    [['--seed', 'x'], '--seed x: allowed is a whole number of at most 18 digits'],
    [['--what'], "Unknown option '--what'"],
  ])('refuse %j', (args, why) => {
    const parsed = parseFlattenOptions(args);
    expect(parsed.ok ? '' : parsed.error.join('\n')).toContain(why);
  });

  it.each([['1'], ['100']])('take %s cycles', (cycles) => {
    expect(parseFlattenOptions(['--cycles', cycles])).toMatchObject({
      ok: true,
      value: { cycles: Number(cycles), preview: false, phrase: null },
    });
  });

  it('take their own beside those that open the portfolio', () => {
    const args = ['--phrase=flatten x', '--portfolio', 'x', '--preview', '--state', 's'];
    expect(parseFlattenOptions(args)).toMatchObject({
      ok: true,
      value: { phrase: 'flatten x', preview: true, start: { portfolio: 'x', stateFolder: 's' } },
    });
  });
});
