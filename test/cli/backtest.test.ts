import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

// Log lines of cycles: the first and the last ones of a session speak of what a backtest has not,
// and metrics tell what a store counts, which differs.
const said = (text: string): readonly string[] => {
  const lines = linesOf(text).filter((line) => !line.includes('"metric":'));
  const isOfCycle = (line: string): boolean =>
    /\[(?:MM|FF|ICC|Protect|Risk\w*|Execution\w*|Enterprise\w*)\]/.test(line);
  return lines.filter(isOfCycle);
};

describe('keel backtest', { timeout: PATIENCE_MS }, () => {
  it('decides word for word as a paper session on the same tape, without latency', async () => {
    const place = opened();
    const until = ['--until', '2026-06-01T12:40:00Z', '--seed', '7'];
    const session = await place.run(['start', '--json', ...until]);
    const run = ['backtest', '--latency', 'none', '--band', 'pessimistic', '--log', 'log.jsonl'];
    const backtest = await place.run([...run, ...until]);
    expect(session.code).toBe(0);
    expect(backtest.code).toBe(0);
    const logged = said(readFileSync(join(place.folder, 'log.jsonl'), 'utf8'));
    expect(logged).toEqual(said(session.stdout));
    expect(logged.length).toBeGreaterThan(100);
    expect(logged.some((line) => line.includes('BUY submitted'))).toBe(true);
  });

  it('says the same twice, to the byte', async () => {
    const place = opened();
    const args = ['backtest', '--hours', '1', '--json', '--until', '2026-06-01T12:30:00Z'];
    const first = await place.run([...args, '--log', 'first.jsonl']);
    const second = await place.run([...args, '--log', 'second.jsonl']);
    expect(first.code).toBe(0);
    expect(second.stdout.replace('second.jsonl', 'first.jsonl')).toBe(first.stdout);
    const read = (name: string): string => readFileSync(join(place.folder, name), 'utf8');
    expect(read('second.jsonl')).toBe(read('first.jsonl'));
    const { reports } = JSON.parse(first.stdout) as { reports: { bands: { name: string }[] }[] };
    expect(reports[0]?.bands.map(({ name }) => name)).toEqual([
      'pessimistic',
      'base',
      'optimistic',
    ]);
  });

  it('says that only the pessimistic band counts, and writes a page', async () => {
    const place = opened();
    const args = ['--hours', '1', '--until', '2026-06-01T12:10:00Z', '--out', 'report.html'];
    const { code, stdout, stderr } = await place.run(['backtest', ...args]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/pessimistic +base +optimistic/);
    expect(stdout).toContain('Only the pessimistic band counts');
    expect(stdout).toMatch(/rests on \d+ fills: too few to tell skill from luck/);
    expect(stderr).toContain('report.html');
    expect(readFileSync(join(place.folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('finds no decision that knows the future', async () => {
    const place = opened();
    const args = ['--hours', '1', '--check-lookahead', '--band', 'base', '--json'];
    const { code, stdout } = await place.run(['backtest', ...args]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ preset: 'balanced', band: 'base', leaks: [] });
    const { compared } = JSON.parse(stdout) as { compared: number };
    expect(compared).toBeGreaterThan(100);
  });

  it('trades on paper also where the environment asks for live trading', async () => {
    const place = opened();
    const env = { LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS' };
    const args = ['backtest', '--hours', '1', '--until', '2026-06-01T12:05:00Z'];
    expect((await place.run([...args, '--band', 'base'], env)).code).toBe(0);
  });
});
