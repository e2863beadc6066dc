// A portfolio that is not there: every verb names it, its mode and place, and which ones there are.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { noPortfolio } from '../../lib/cli/no-portfolio.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';

const NOBODY = { mode: 'paper', portfolio: portfolioId('nobody') } as const;

const folderWith = (...names: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), '1\n');
  return folder;
};

describe('a portfolio that is not there', () => {
  it('is named with those that are in its folder, of both modes', async () => {
    const folder = folderWith('saved-b.txt', 'saved-a.live.txt', 'saved-c.txt.new', 'KILL');
    mkdirSync(join(folder, 'store'));
    expect(await noPortfolio({ kind: 'folder', folder }, NOBODY)).toBe(
      `There is no paper portfolio nobody in ${folder}; there are: a (live), b (paper).`,
    );
  });

  it('is named where there is none at all, and where nothing can be listed', async () => {
    for (const folder of [folderWith(), join(folderWith(), 'missing')])
      expect(await noPortfolio({ kind: 'folder', folder }, NOBODY)).toBe(
        `There is no paper portfolio nobody in ${folder}; none is there.`,
      );
  });
});

const played = finishedSession('2 cycles');

describe('a verb that is asked for it', { timeout: PATIENCE_MS }, () => {
  it.each([
    'status --portfolio nobody',
    'report --portfolio nobody',
    'export --portfolio nobody',
    'ledger verify --portfolio nobody',
    'session reset --portfolio nobody',
    'flatten --preview --portfolio nobody',
  ])('%s says so, and fails', async (command) => {
    const { code, stderr } = await played().run(command.split(' '));
    expect(stderr).toContain(
      'There is no paper portfolio nobody in data/state; there are: generated-1 (paper).',
    );
    expect(code).toBe(1);
  });

  it('ledger verify --live names the mode that it looked for', async () => {
    const { code, stderr } = await played().run(['ledger', 'verify', '--live']);
    expect(stderr).toMatch(
      /There is no live portfolio \S+ in data\/state; there are: generated-1 /,
    );
    expect(code).toBe(1);
  });
});
