// Plants one bug into a copy of the project and lets the simulator look for it, with fresh seeds
// and no word about where to look. What it finds is played again on a copy without the bug.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { plant } from './bug.ts';
import type { PlantedBug } from './bug.ts';

/** What became of a planted bug. */
export type Hunt =
  | {
      readonly kind: 'caught';
      readonly checker: string;
      readonly seed: string;
      /** The first thing that was broken. */
      readonly what: string;
      /** What the same seed shows without the bug: nothing, where the checker is right. */
      readonly without: 'holds' | 'broken';
    }
  | { readonly kind: 'missed'; readonly last: string };

/** How to look for bugs. */
export type HuntOptions = { readonly cycles: number; readonly threads: number };

const PROJECT = resolve(import.meta.dirname, '../..');
const COPIED = ['lib', 'functions', 'test', 'package.json'];

/** A copy of the project that goes when all is done. */
export type Copy = { readonly folder: string; readonly remove: () => void };

/** Copies what the simulator needs. */
export const copyProject = (): Copy => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-planted-'));
  for (const name of COPIED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const SIMULATE = 'test/simulator/simulate.ts';

const simulate = async (folder: string, ...args: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, ['--single-threaded-gc', SIMULATE, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  return output;
};

// A checker or a world that breaks is no catch: only a guarantee is.
const VIOLATION = /^VIOLATION of (G\d), seed (\d+), .*\nstep .*\n\s*(.*)$/m;

/** Looks for one bug. `clean` is a folder with the project as it is. */
export const hunt = async (
  one: PlantedBug,
  clean: string,
  { cycles, threads }: HuntOptions,
): Promise<Hunt> => {
  const copy = copyProject();
  try {
    plant(copy.folder, one);
    const output = await simulate(
      copy.folder,
      ...['--cycles', String(cycles), '--threads', String(threads), '--minimise', '0'],
    );
    const found = VIOLATION.exec(output);
    if (found === null) return { kind: 'missed', last: output.trim().split('\n').at(-1) ?? '' };
    const [, checker = '', seed = '', what = ''] = found;
    const again = await simulate(clean, '--replay', seed);
    const without = VIOLATION.test(again) || !/^replay: /m.test(again) ? 'broken' : 'holds';
    return { kind: 'caught', checker, seed, what, without };
  } finally {
    copy.remove();
  }
};
