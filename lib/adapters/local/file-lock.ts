// A lock beside a file that one process writes at a time. It is created exclusively, names its
// holder, and that of a process which is gone is taken over; nothing has to be cleared by hand.

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { err, ok } from '../../units/result.ts';
import type { Result } from '../../units/result.ts';

/** A lock that is held. */
export type FileLock = { readonly release: () => Promise<void> };

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and lives.
    return hasCode(error, 'EPERM');
  }
};

// What is no number of a process is a lock that was being written, or nobody's.
const holderIn = (text: string): number | null => (/^\d{1,10}$/.test(text) ? Number(text) : null);

const created = async (path: string): Promise<boolean> => {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
};

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
};

// Moved first and looked at then: whoever else takes over as well finds nothing to move.
const cleared = async (path: string, stale: string): Promise<boolean> => {
  const aside = `${path}.${String(process.pid)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    throw error;
  }
  const isStale = (await textOf(aside)) === stale;
  if (isStale) await rm(aside, { force: true });
  else await rename(aside, path);
  return isStale;
};

/**
 * Takes the lock of a file.
 * Refuses: while a living process holds it, with the number of that process, or 0 where it cannot
 * be told.
 * Throws: what the file system says where no lock can be created.
 */
export const lockFile = async (
  file: string,
): Promise<Result<FileLock, { readonly pid: number }>> => {
  const path = `${file}.lock`;
  const held: FileLock = { release: () => rm(path, { force: true }) };
  if (await created(path)) return ok(held);
  const text = await textOf(path);
  const pid = holderIn(text);
  if (pid !== null && isAlive(pid)) return err({ pid });
  if ((await cleared(path, text)) && (await created(path))) return ok(held);
  return err({ pid: holderIn(await textOf(path)) ?? 0 });
};
