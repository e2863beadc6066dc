// The real command as a process of its own, in a folder of its own: what it printed and how it
// ended.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { RUN_FOLDER } from '../functions/run-folder.ts';
import type { ChildProcess } from 'node:child_process';

const PROJECT = resolve(import.meta.dirname, '../..');
const KEEL = join(PROJECT, 'lib/cli/keel.ts');

/** How long a command may take on a machine that others use too. */
export const PATIENCE_MS = 180_000;

/** What a command printed and how it ended. */
export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A command under way. */
export type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output holds the text, or the command has ended. */
  readonly printed: (text: string | RegExp) => Promise<void>;
};

/** A folder in which a command runs; nothing of the caller's environment reaches it. */
export type Home = {
  readonly folder: string;
  readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => Running;
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
  /** Runs a shell line in the folder; \$KEEL is the command. */
  readonly shell: (line: string) => Promise<Ended>;
  readonly remove: () => void;
};

// Hundreds of commands load the same sources: all but the first find them compiled.
const runFolder = process.env[RUN_FOLDER];
const compiled = runFolder === undefined ? {} : { NODE_COMPILE_CACHE: join(runFolder, 'compiled') };

const watched = (child: ChildProcess): Running => {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
  const holds = (text: string | RegExp): boolean =>
    typeof text === 'string' ? stdout.includes(text) : text.test(stdout);
  const printed = (text: string | RegExp): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (holds(text)) done();
      };
      child.stdout?.on('data', look);
      child.on('close', () => done());
      look();
    });
  return { child, ended, printed };
};

/** Makes a home, empty or with what another one holds. */
export const home = (like?: Home): Home => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-cli-'));
  if (like !== undefined) cpSync(like.folder, folder, { recursive: true });
  const bare = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    KEEL: `${process.execPath} ${KEEL}`,
    ...compiled,
  };
  const start: Home['start'] = (args, env = {}) =>
    watched(
      spawn(process.execPath, [KEEL, ...args], {
        cwd: folder,
        env: { ...bare, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  return {
    folder,
    start,
    run: (args, env) => start(args, env).ended,
    shell: (line) =>
      watched(
        spawn('bash', ['-c', line], { cwd: folder, env: bare, stdio: ['ignore', 'pipe', 'pipe'] }),
      ).ended,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A home for one test, empty or with what another one holds; it goes when the test ends. */
export const opened = (like?: Home): Home => {
  const place = home(like);
  onTestFinished(place.remove);
  return place;
};

/** The numbers of the cycles that a session printed. */
export const cyclesIn = (stdout: string): readonly number[] =>
  [...stdout.matchAll(/Cycle #(\d+):/g)].map(([, number]) => Number(number));

/** Expects one clear complaint, no order, and a code that says so. */
export const expectRefusal = ({ code, stdout, stderr }: Ended, words: string | RegExp): void => {
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).not.toContain('submitted');
  expect(code).toBe(1);
};
