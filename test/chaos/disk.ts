// A small disk that can be filled to the last byte, where this machine lets us mount one; elsewhere
// a plain folder, of which nothing is ever full.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';

/** A place for the state. */
export type Disk = {
  readonly folder: string;
  readonly canBeFull: boolean;
  readonly fill: () => void;
  readonly free: () => void;
  readonly close: () => void;
};

const SIZE = '64m';
const BLOCK = Buffer.alloc(65_536);

const isMounted = (folder: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC';

const fillUp = (file: string): void => {
  const descriptor = openSync(file, 'w');
  try {
    for (;;) writeSync(descriptor, BLOCK);
  } catch (error) {
    if (!isFull(error)) throw error;
  } finally {
    closeSync(descriptor);
  }
};

/** Opens a disk in a folder, small where it may be mounted. */
export const openDisk = (folder: string): Disk => {
  mkdirSync(folder, { recursive: true });
  const canBeFull = isMounted(folder);
  const filler = join(folder, 'filler');
  return {
    folder,
    canBeFull,
    fill: () => {
      if (canBeFull) fillUp(filler);
    },
    free: () => rmSync(filler, { force: true }),
    close: () => {
      if (canBeFull) execFileSync('umount', [folder]);
    },
  };
};
