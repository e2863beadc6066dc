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
  /** How long ago the latest session was started, unit: seconds. */
  readonly age: () => number;
  /** Ends the session at once; its store hears of it and closes its files. */
  readonly kill: () => Promise<void>;
  /** Ends session and store at once. */
  readonly killAll: () => Promise<void>;
  /** Ends the store alone at once. */
  readonly killStore: () => void;
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Lets the session that runs end by itself: it has no store to go on with. */
  readonly excuse: () => void;
  /** How many sessions have ended by themselves that nobody had killed or excused. */
  readonly unplannedExits: () => number;
  /** Ends everything that was started, at once and for good. */
  readonly close: () => Promise<void>;
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
  let startedAt = performance.now();
  const running = new Set<ChildProcess>();
  const excused = new WeakSet<ChildProcess>();
  let unplanned = 0;
  let isClosed = false;
  const hear = (text: string): void => {
    cycles += text.match(/Cycle #/g)?.length ?? 0;
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, lines.length - LINES_KEPT);
  };
  const begin = (args: readonly string[]): ChildProcess => {
    if (isClosed) throw new Error('nothing is started any more');
    const child = spawn(process.execPath, [KEEL, ...args], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    return child;
  };
  const excuse = (): void => {
    if (session !== null) excused.add(session);
  };
  const beginSession = (): ChildProcess => {
    const child = begin(['start', '--state', state]);
    child.once('exit', (code, signal) => {
      if (excused.has(child)) return;
      unplanned += 1;
      lines.push(`a session ended by itself: ${String(code ?? signal)}`);
    });
    return child;
  };
  const up = (): ChildProcess | null => (session === null || hasEnded(session) ? null : session);
  const killAnd = async (others: (pid: number) => readonly number[]): Promise<void> => {
    const child = up();
    if (child?.pid === undefined) return;
    excuse();
    const closed = once(child, 'close');
    for (const pid of [child.pid, ...others(child.pid)]) send(pid, 'SIGKILL');
    await closed;
  };
  return {
    start: () => {
      if (up() !== null) return;
      session = beginSession();
      startedAt = performance.now();
    },
    isUp: () => up() !== null,
    age: () => (performance.now() - startedAt) / 1_000,
    kill: () => killAnd(() => []),
    killAll: () => killAnd(childrenOf),
    killStore: () => {
      excuse();
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
    excuse,
    unplannedExits: () => unplanned,
    close: async () => {
      excuse();
      isClosed = true;
      const closed = [...running].map((child) => once(child, 'close'));
      for (const { pid = 0 } of running)
        for (const one of [pid, ...childrenOf(pid)]) send(one, 'SIGKILL');
      await Promise.all(closed);
    },
    cycles: () => cycles,
    said: () => [...lines],
  };
};
