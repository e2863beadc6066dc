// Plants one bug into a copy of the project and lets the simulator look for it, with fresh seeds
// and no word about where to look. All that was played up to the find is played again on a copy
// without the bug: a checker that says something there as well has seen nothing of the bug.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CANNOT_BE_JUDGED } from '../simulator/simulate/watch.ts';
import type { Interruption } from '../tooling/interruption.ts';

/** Seeds one after the other, the last one included. */
export type SeedRange = { readonly first: bigint; readonly last: bigint };

/** What became of a planted bug. */
export type Hunt =
  | {
      readonly kind: 'caught';
      readonly checker: string;
      readonly family: string;
      /** From the first seed that was played to the one that broke. */
      readonly seeds: SeedRange;
      /** The first thing that was broken. */
      readonly what: string;
      /** What breaks under the same seeds without the bug: null where the checker is right. */
      readonly without: string | null;
    }
  | { readonly kind: 'missed'; readonly last: string }
  | { readonly kind: 'interrupted' };

/** How to look for bugs. */
export type HuntOptions = {
  readonly cycles: number;
  readonly threads: number;
  /** The first seed; null for a fresh one. */
  readonly seed: bigint | null;
  readonly interruption: Pick<Interruption, 'isAsked' | 'asked'>;
};

/** Two folders with the project: as it is, and with a bug. */
export type Sources = { readonly clean: string; readonly planted: string };

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

type Simulate = (folder: string, ...args: readonly string[]) => Promise<string>;

// What is under way when somebody ends the hunt has found nothing: it is not waited for.
const simulatedUntil =
  (interruption: HuntOptions['interruption']): Simulate =>
  async (folder, ...args) => {
    if (interruption.isAsked()) return '';
    const child = spawn(process.execPath, ['--single-threaded-gc', SIMULATE, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    void interruption.asked.then(() => child.kill('SIGKILL'));
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    await once(child, 'close');
    return output;
  };

const violationOf = (checker: string): RegExp =>
  new RegExp(
    `^VIOLATION of (${checker}), seed (\\d+), family ([\\w-]+),\\nstep .*\\n\\s*(.*)$`,
    'm',
  );

// A checker, a world or a cycle that breaks is no catch: only a guarantee is.
const BROKEN_GUARANTEE = violationOf('G\\d');
const BROKEN = violationOf('\\w+');
const FIRST = /^first seed: (\d+)$/m;
const FIGURES = /^simulate: seeds=\d+\.\.(\d+) .* violations=0 /m;

type Found = Omit<Extract<Hunt, { readonly kind: 'caught' }>, 'without'>;

/** What a campaign says that it found; null where no guarantee was broken. */
export const foundIn = (output: string): Found | null => {
  const first = FIRST.exec(output)?.[1];
  const found = BROKEN_GUARANTEE.exec(output);
  if (first === undefined || found === null) return null;
  const [, checker = '', seed = '', family = '', what = ''] = found;
  if (what.startsWith(CANNOT_BE_JUDGED)) return null;
  return {
    kind: 'caught',
    checker,
    family,
    seeds: { first: BigInt(first), last: BigInt(seed) },
    what,
  };
};

/** The last seed of a campaign in which everything held; null where something did not. */
export const heldUpTo = (output: string): bigint | null => {
  const last = FIGURES.exec(output)?.[1];
  return last === undefined ? null : BigInt(last);
};

// A campaign ends by its cycles, of which a section has about so many.
const SECTION_CYCLES = 200n;

const lastLineOf = (output: string): string => output.trim().split('\n').at(-1) ?? '';

const brokenIn = (output: string): string => {
  const [, , seed = '', , what] = BROKEN.exec(output) ?? [];
  return what === undefined ? lastLineOf(output) : `seed ${seed}: ${what}`;
};

/** Plays all seeds of a range, in as many campaigns as it takes, and says what breaks in them. */
export const playRange = async (
  { first, last }: SeedRange,
  play: (...args: readonly string[]) => Promise<string>,
): Promise<string | null> => {
  let next = first;
  while (next <= last) {
    const cycles = (last - next + 1n) * SECTION_CYCLES;
    const output = await play('--seed', String(next), '--cycles', String(cycles));
    const held = heldUpTo(output);
    if (held === null) return brokenIn(output);
    next = held + 1n;
  }
  return null;
};

/** Looks for one bug. */
export const hunt = async (
  { clean, planted }: Sources,
  { cycles, threads, seed, interruption }: HuntOptions,
): Promise<Hunt> => {
  const simulate = simulatedUntil(interruption);
  const how = ['--threads', String(threads), '--minimise', '0'];
  const from = seed === null ? [] : ['--seed', String(seed)];
  const output = await simulate(planted, '--cycles', String(cycles), ...from, ...how);
  const found = foundIn(output);
  const without =
    found === null
      ? null
      : await playRange(found.seeds, (...args) => simulate(clean, ...args, ...how));
  if (interruption.isAsked()) return { kind: 'interrupted' };
  return found === null ? { kind: 'missed', last: brokenIn(output) } : { ...found, without };
};
