import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockFile } from '../../../lib/adapters/local/file-lock.ts';

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'a.keeltape');
};

// The number of a process that has ended.
const goneProcess = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of a file', () => {
  it('is held by one only, and told with the process that has it', async () => {
    const file = place();
    expect((await lockFile(file)).ok).toBe(true);
    expect(await lockFile(file)).toEqual({ ok: false, error: { pid: process.pid } });
  });

  it('is free again, and gone, when it was given back', async () => {
    const file = place();
    const lock = await lockFile(file);
    if (lock.ok) await lock.value.release();
    expect(existsSync(`${file}.lock`)).toBe(false);
    expect((await lockFile(file)).ok).toBe(true);
  });

  it.each([
    ['a process that is gone', () => String(goneProcess())],
    ['nobody', () => ''],
    ['something unreadable', () => 'half a num'],
  ])('is taken over from %s, and nothing is left beside it', async (_whose, text) => {
    const file = place();
    writeFileSync(`${file}.lock`, text());
    expect((await lockFile(file)).ok).toBe(true);
    expect(await lockFile(file)).toEqual({ ok: false, error: { pid: process.pid } });
    expect(readdirSync(join(file, '..'))).toEqual(['a.keeltape.lock']);
  });

  it('is given to one of many who ask at once', async () => {
    const file = place();
    const locks = await Promise.all(Array.from({ length: 20 }, () => lockFile(file)));
    expect(locks.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('cannot be taken where there is no folder', async () => {
    await expect(lockFile(join(place(), 'nowhere', 'a'))).rejects.toThrow('ENOENT');
  });
});
