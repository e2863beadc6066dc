// A hunt lasts for hours, and somebody ends it: nothing of it may be left behind.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const COMMAND = join(import.meta.dirname, 'planted-bugs.ts');
const PATIENCE = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'keel-hunt-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a hunt that somebody ends', () => {
  it(
    'removes its copies, tells what is complete, and ends with 130',
    async () => {
      const child = spawn(process.execPath, [COMMAND, '--only', 'peak', '--threads', '1'], {
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('hunting: ')) child.kill('SIGINT');
      });
      const [code] = (await once(child, 'close')) as readonly (number | null)[];
      expect(output.trim().split('\n').at(-1)).toMatch(
        /^planted-bugs: planted=0 caught=0 missed=0 seconds=\d+ interrupted=yes$/,
      );
      expect(code).toBe(130);
      expect(readdirSync(folder)).toEqual([]);
    },
    PATIENCE,
  );
});
