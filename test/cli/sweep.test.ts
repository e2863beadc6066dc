import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertTape } from '../../lib/tape/compact/file-convert.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { hours } from '../../lib/units/time.ts';
import { PATIENCE_MS, opened } from './command.ts';
import type { Home } from './command.ts';

const SHORT = ['--hours', '1', '--until', '2026-06-01T12:12:00Z'];
const VARY = ['--vary', 'mm.gamma=0.1,0.4', '--vary', 'STRATEGY_PRESET=balanced,conservative'];

const linesOf = (place: Home, name: string): readonly string[] =>
  readFileSync(join(place.folder, name), 'utf8').split('\n').toSorted();

const writeGenerated = async (out: string): Promise<void> => {
  const made = await convertTape({
    tape: generateTape({ seed: 1n, duration: hours(1) }),
    problems: () => undefined,
    sources: [],
    madeBy: 'a test',
    out,
    progress: () => 'go-on',
  });
  expect(made.ok).toBe(true);
};

describe('keel sweep', { timeout: PATIENCE_MS }, () => {
  it('says the same to the byte on one thread and on three', async () => {
    const place = opened();
    const args = ['sweep', ...SHORT, ...VARY, '--walk-forward', 'time:2', '--json'];
    const one = await place.run([...args, '--threads', '1', '--out', 'one.jsonl']);
    const three = await place.run([...args, '--threads', '3', '--out', 'three.jsonl']);
    expect(one.code).toBe(0);
    expect(three.stdout).toBe(one.stdout);
    expect(linesOf(place, 'three.jsonl')).toEqual(linesOf(place, 'one.jsonl'));
    const document = JSON.parse(one.stdout) as {
      trials: { values: Record<string, string>; sharpe: { value: number | null; why?: string } }[];
      walkForward: { by: string; folds: unknown[]; together: { p: { value: number | null } } };
      warnings: string[];
    };
    expect(document.warnings).toEqual([expect.stringMatching(/^Held out, nothing can be said/)]);
    expect(document.trials).toHaveLength(4);
    expect(document.trials[0]?.sharpe.value).toBeNull();
    expect(document.trials[0]?.sharpe.why).toMatch(/prove nothing/);
    expect(document.walkForward).toMatchObject({ by: 'time', folds: [{}, {}] });
    expect(document.walkForward.together.p.value).toBeNull();
  });

  it('goes on where it was, and says what it says without a stop', async () => {
    const place = opened();
    const args = ['sweep', ...SHORT, ...VARY, '--out', 'sweep.jsonl'];
    const whole = await place.run(args);
    expect(whole.code).toBe(0);
    const path = join(place.folder, 'sweep.jsonl');
    const [head = '', first = '', second = ''] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${head}\n${first}\n${second.slice(0, 40)}`);
    const again = await place.run(args);
    expect(again.stderr).toContain('1 runs are done already');
    expect(again.stdout).toBe(whole.stdout);
    expect(linesOf(place, 'sweep.jsonl')).toHaveLength(6);
    const other = await place.run([...args, '--seed', '2']);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/sweep\.jsonl is of another sweep: other tape, settings/);
    appendFileSync(path, 'nonsense\n');
    expect((await place.run(args)).stderr).toContain('line 6 makes no sense');
    writeFileSync(path, head.replace(/"code":"[0-9a-f]{16}"/, '"code":"0123456789abcdef"') + '\n');
    expect((await place.run(args)).stderr).toMatch(/is of another sweep: other code; give --out/);
  });

  it('shows the trials, what was held out, and how little that says', async () => {
    const place = opened();
    const args = ['sweep', ...SHORT, ...VARY, '--band', 'all', '--top', '2'];
    const { code, stdout } = await place.run([...args, '--walk-forward', 'markets:2']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Trial +net +of it income +fills +drawdown +Sharpe +base net +opt/);
    expect(stdout).toContain('2 more trials; --top 4 shows all');
    expect(stdout).toMatch(/Walk-forward by markets/);
    expect(stdout).toMatch(/! Held out, nothing can be said of .*fewer than 30 prove nothing/);
    expect(stdout).toContain('Only what was held out');
  });

  it('says that nothing was held out, in words and in the document', async () => {
    const place = opened();
    const one = await place.run(['sweep', ...SHORT, '--vary', 'mm.mode=on']);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('! Nothing was held out');
    const document = await place.run(['sweep', ...SHORT, '--vary', 'mm.mode=on', '--json']);
    expect(JSON.parse(document.stdout)).toMatchObject({
      warnings: [expect.stringMatching(/^Nothing was held out/)],
    });
  });

  it('writes the runs that are to be made, and those of the choices when they are', async () => {
    const place = opened();
    const args = ['sweep', ...SHORT, ...VARY, '--walk-forward', 'time:2', '--out', 'a.jsonl'];
    const jobsIn = async (): Promise<readonly { run: { from: string } }[]> => {
      expect((await place.run([...args, '--jobs', 'jobs.json'])).code).toBe(0);
      return JSON.parse(readFileSync(join(place.folder, 'jobs.json'), 'utf8')) as [];
    };
    expect(await jobsIn()).toHaveLength(4);
    const path = join(place.folder, 'a.jsonl');
    expect((await place.run(args)).code).toBe(0);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(await jobsIn()).toEqual([]);
    writeFileSync(path, `${lines.slice(0, 5).join('\n')}\n`);
    const held = await jobsIn();
    expect(held.length).toBeGreaterThan(0);
    expect(held.map(({ run }) => run.from)).not.toContain('2026-06-01T12:00:00.000Z');
  });

  it('finds the same on a compact tape as on the markets that it was made of', async () => {
    const place = opened();
    const targets = '0x1000000000000000000000000000000000000001';
    const env = { TARGET_ADDRESSES: targets };
    const path = join(place.folder, 'made.keeltape');
    await writeGenerated(path);
    const until = ['--until', '2026-06-01T12:12:00Z', '--json'];
    const made = await place.run(['sweep', ...VARY, ...until, '--hours', '1'], env);
    const read = await place.run(['sweep', ...VARY, ...until, '--data', path], env);
    expect(read.code).toBe(0);
    expect(read.stdout).toBe(made.stdout);
    const missing = await place.run(['sweep', ...VARY, '--data', 'no.keeltape']);
    expect(missing.code).toBe(1);
  });

  it('refuses impossible values with name, place and what is allowed, all at once', async () => {
    const place = opened();
    const values = ['--vary', 'MIN_MOVE_CENTS=1,-2', '--vary', 'mm.gamma=much'];
    const { code, stderr, stdout } = await place.run(['sweep', ...values]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/--vary MIN_MOVE_CENTS=-2: .*is negative\. Allowed: cents above 0/);
    expect(stderr).toMatch(/--vary mm\.gamma=much: .*Allowed: a number above 0/);
  });

  it('refuses a walk-forward that the tape is too short for', async () => {
    const place = opened();
    const args = ['sweep', '--hours', '1', '--until', '2026-06-01T12:02:00Z', ...VARY];
    const { code, stderr } = await place.run([...args, '--walk-forward', 'time:4']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/2 periods: too few for 4 folds/);
  });
});
