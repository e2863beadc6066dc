// The system of a chaos run: the real command in a process of its own with its embedded store in
// another, which can be killed, stopped in its tracks and started again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ChildProcess } from 'node:child_process';

/** How a command ended. */
export type Ended = { readonly code: number | null; readonly output: string };

/** The system under test. */
export type System = {
  /** Starts a session, unless one runs. */
  readonly start: () => void;
  readonly isUp: () => boolean;
  /** Ends the session at once; its store hears of it and closes its files. */
  readonly kill: () => Promise<void>;
  /** Ends session and store at once. */
  readonly killAll: () => Promise<void>;
  /** Ends the store alone at once. */
  readonly killStore: () => void;
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Runs a verb to its end. */
  readonly run: (...args: readonly string[]) => Promise<Ended>;
  /** How many cycles the sessions have told of so far. */
  readonly cycles: () => number;
  /** What was printed last. */
  readonly said: () => readonly string[];
};

/** Where a system lives, and with which variables. */
export type SystemPlace = {
  readonly home: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string>>;
};

const KEEL = resolve(import.meta.dirname, '../../lib/cli/keel.ts');
const LINES_KEPT = 60;

const childrenOf = (pid: number): readonly number[] => {
  try {
    const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

// The process may have ended by itself just before.
const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Makes a system that is not started yet. */
export const createSystem = ({ home, state, env }: SystemPlace): System => {
  const lines: string[] = [];
  let cycles = 0;
  let session: ChildProcess | null = null;
  const hear = (text: string): void => {
    cycles += text.match(/Cycle #/g)?.length ?? 0;
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, lines.length - LINES_KEPT);
  };
  const begin = (args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [KEEL, ...args], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    return child;
  };
  const up = (): ChildProcess | null => (session === null || hasEnded(session) ? null : session);
  const killAnd = async (others: (pid: number) => readonly number[]): Promise<void> => {
    const child = up();
    if (child?.pid === undefined) return;
    const closed = once(child, 'close');
    for (const pid of [child.pid, ...others(child.pid)]) send(pid, 'SIGKILL');
    await closed;
  };
  return {
    start: () => {
      if (up() === null) session = begin(['start', '--state', state]);
    },
    isUp: () => up() !== null,
    kill: () => killAnd(() => []),
    killAll: () => killAnd(childrenOf),
    killStore: () => {
      for (const pid of childrenOf(up()?.pid ?? 0)) send(pid, 'SIGKILL');
    },
    signal: (signal) => {
      const pid = up()?.pid;
      if (pid !== undefined) send(pid, signal);
    },
    run: async (...args) => {
      const child = begin(args);
      let output = '';
      child.stdout?.on('data', (text: string) => (output += text));
      child.stderr?.on('data', (text: string) => (output += text));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, output };
    },
    cycles: () => cycles,
    said: () => [...lines],
  };
};
