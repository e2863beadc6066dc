// The files that verbs write: a place that cannot be written is refused before the work, the same
// way by every verb.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import type { Home } from './command.ts';

const SHORT = '--hours 1 --until 2026-06-01T12:04:00Z';
const BACKTEST = `backtest --band base ${SHORT}`;
const SWEEP = `sweep --vary mm.gamma=0.1,0.2 ${SHORT}`;

const session = finishedSession('2 cycles');

// A folder where a file should be, a file where a folder should be, and nothing else.
const blocked = (): Home => {
  const place = session();
  mkdirSync(join(place.folder, 'folder'));
  writeFileSync(join(place.folder, 'file'), 'kept');
  return place;
};

const WRITERS = [
  [BACKTEST, '--out'],
  [BACKTEST, '--log'],
  [SWEEP, '--out'],
  [SWEEP, '--jobs'],
  ['report', '--out'],
  ['export', '--out'],
  ['tape convert --seed 1 --hours 1', '--out'],
  ['record --markets a', '--out'],
] as const;

const NOWHERE = 'http://127.0.0.1:1';
const UNREACHABLE = { CLOB_URL: NOWHERE, GAMMA_URL: NOWHERE, DATA_URL: NOWHERE };

describe('a place that cannot be written', { timeout: PATIENCE_MS }, () => {
  it.each(WRITERS)('is refused by %s %s before anything is done', async (command, option) => {
    const place = blocked();
    for (const [path, why] of [
      ['folder', 'it is a folder'],
      ['none/', 'it names a folder'],
      ['file/below.txt', 'file'],
    ] as const) {
      const args = [...command.split(' '), option, path];
      const { code, stdout, stderr } = await place.run(args, UNREACHABLE);
      expect(stderr).toContain(`${option} ${path}: `);
      expect(stderr).toContain(why);
      expect(stderr).toContain('allowed is a file that can be written, and missing folders are');
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(stdout).toBe('');
      expect(code).toBe(2);
    }
    expect(readFileSync(join(place.folder, 'file'), 'utf8')).toBe('kept');
    expect(existsSync(join(place.folder, 'none'))).toBe(false);
  });

  it.each([
    [BACKTEST, '--out'],
    [BACKTEST, '--log'],
    [SWEEP, '--jobs'],
  ])('is told by %s %s in one document', async (command, option) => {
    const args = [...command.split(' '), option, 'folder', '--json'];
    const { code, stdout } = await blocked().run(args);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'USAGE', messages: [expect.stringContaining(`${option} folder: `)] },
    });
    expect(code).toBe(2);
  });

  it('is named for each preset that would have a page', async () => {
    const place = opened();
    mkdirSync(join(place.folder, 'page-balanced.html'));
    const args = ['backtest', '--preset', 'all', '--out', 'page.html'];
    const { code, stderr } = await place.run(args);
    expect(stderr).toContain('--out page-balanced.html: it is a folder');
    expect(stderr).not.toContain('page-aggressive.html');
    expect(code).toBe(2);
  });

  it('is refused where it is one file for two results', async () => {
    const { code, stderr } = await opened().run(`${BACKTEST} --out X --log ./X`.split(' '));
    expect(stderr).toContain('--log ./X: another result goes there; give each its own\n');
    expect(code).toBe(2);
  });

  it('is refused by evidence for all of its options at once', async () => {
    const place = blocked();
    mkdirSync(join(place.folder, 'data/mlb2025-ws-book-deltas'), { recursive: true });
    const places = ['--cache', 'file', '--results', 'folder', '--page', 'folder'];
    const { code, stderr } = await place.run(['evidence', '--data', 'data', ...places]);
    expect(stderr).toMatch(/--cache file: .*; allowed is a folder that can be written/);
    expect(stderr).toContain('--results folder: it is a folder');
    expect(stderr).toContain('--page folder: it is a folder');
    expect(code).toBe(2);
  });
});

describe('a place whose folder is missing', { timeout: PATIENCE_MS }, () => {
  it.each([
    [`${BACKTEST} --json`, '--out'],
    [BACKTEST, '--log'],
    [SWEEP, '--out'],
    [SWEEP, '--jobs'],
    ['report', '--out'],
    ['export', '--out'],
    ['tape convert --seed 1 --hours 1', '--out'],
  ])('is made by %s %s', async (command, option) => {
    const place = session();
    const { code, stderr } = await place.run([...command.split(' '), option, 'new/er/x.out']);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(statSync(join(place.folder, 'new/er/x.out')).size).toBeGreaterThan(0);
    expect(code).toBe(0);
  });
});

// A device that takes nothing: what is written is lost as on a disk that fills meanwhile.
describe.runIf(existsSync('/dev/full'))('a full disk', { timeout: PATIENCE_MS }, () => {
  it.each([
    [BACKTEST, '--out'],
    [BACKTEST, '--log'],
    [SWEEP, '--jobs'],
    ['report', '--out'],
    ['export', '--out'],
  ])('is a plain line of %s %s, and no success', async (command, option) => {
    const { code, stderr } = await session().run([...command.split(' '), option, '/dev/full']);
    expect(stderr).toMatch(/^\/dev\/full could not be written: ENOSPC/m);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it('takes no result from who asked for JSON: it is the one document', async () => {
    const args = [...BACKTEST.split(' '), '--json', '--log', '/dev/full', '--out', 'x.html'];
    const { code, stdout } = await opened().run(args);
    expect(JSON.parse(stdout)).toHaveProperty('reports');
    expect(code).toBe(1);
  });
});
