// The part of the bench about sweeps: how much sooner the same trials are done on two threads. Both
// ways are measured by turns, and the best of each counts: whatever else the machine does makes one
// of them slower and none faster. On a machine whose two cores others use as well, as two threads
// that only count show, the clock on the wall says nothing. There the processor time of both ways
// only says what cannot be reached: one thread does some of its work beside itself already, so that
// more of it in all is no measure of how much sooner two are done.

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { runOnThreads } from '../../lib/backtest/sweep/thread-pool.ts';
import { wholeRun } from '../../lib/sweep/walk-forward.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { writeBusyTape } from './busy-tape.ts';
import type { SweepJob } from '../../lib/sweep/sweep-run.ts';
import type { Verdict } from './live-bench.ts';

// As many runs as twelve trials over eight folds are. Each thread loads and warms up for itself,
// once for all of its runs: of two dozen runs that alone costs a tenth of what two threads bring.
const MINUTES = 240;
const TRIALS = 96;
const TURNS = 2;
const SPEED_UP_MIN = 1.7;
// Below this others use the cores as well.
const MACHINE_MIN = 1.8;
const COUNTS = 400_000_000;

const COUNTING = `
  const { parentPort } = require('node:worker_threads');
  let sum = 0;
  for (let count = 0; count < ${String(COUNTS)}; count += 1) sum += count % 7;
  parentPort.postMessage(sum);
`;

const counting = (): Promise<unknown> =>
  new Promise((done) => {
    new Worker(COUNTING, { eval: true }).on('message', done);
  });

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const jobsOn = async (path: string): Promise<readonly SweepJob[]> => {
  const options = { onProblem: 'go-on', report: () => undefined, assume: NO_OVERRIDES } as const;
  const tape = await openTape(path, options);
  invariant(tape.ok, 'the tape can be read');
  const { start, end } = tape.value;
  const stretch = {
    from: Number(msOfEpoch(start)),
    until: Number(msOfEpoch(end)),
    periodMs: 60_000,
  };
  return Array.from({ length: TRIALS }, (_, place) => ({
    settings: {
      base: {},
      seed: '1',
      cash: '10000',
      latency: 'typical',
      share: '0.5',
      bands: ['pessimistic'],
      periodMs: stretch.periodMs,
    },
    run: wholeRun({ 'mm.gamma': `0.${String(place + 10)}` }, stretch),
  }));
};

const timed = async (tapePath: string, jobs: readonly SweepJob[], threads: number) => {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  let first = Infinity;
  const made = await runOnThreads(jobs, {
    tapePath,
    threads,
    take: () => {
      first = Math.min(first, performance.now() - begun);
    },
    progress: () => undefined,
    stopped: () => false,
  });
  invariant(made.ok, 'every trial is run');
  const { user, system } = process.cpuUsage(before);
  const results = JSON.stringify(made.value);
  const wall = performance.now() - begun;
  return { times: { wall, cpu: (user + system) / 1_000, first }, results };
};

// The first result is there when threads have loaded, warmed up and made a trial each.
type Times = { readonly wall: number; readonly cpu: number; readonly first: number };
type Best = { readonly one: Times; readonly two: Times; readonly machine: number };

const NEVER: Times = { wall: Infinity, cpu: Infinity, first: Infinity };

const sooner = (a: Times, b: Times): Times => ({
  wall: Math.min(a.wall, b.wall),
  cpu: Math.min(a.cpu, b.cpu),
  first: Math.min(a.first, b.first),
});

const measured = async (path: string, jobs: readonly SweepJob[]): Promise<Best> => {
  const found = new Set<string>();
  const better = async (before: Times, threads: number): Promise<Times> => {
    const { times, results } = await timed(path, jobs, threads);
    found.add(results);
    return sooner(before, times);
  };
  let [one, two, machine] = [NEVER, NEVER, 2];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const alone = await msOf(counting);
    one = await better(one, 1);
    const together = await msOf(() => Promise.all([counting(), counting()]));
    two = await better(two, 2);
    machine = Math.min(machine, (2 * alone) / together);
  }
  invariant(found.size === 1, 'one thread and two find the same');
  return { one, two, machine };
};

const seconds = (ms: number): string => (ms / 1_000).toFixed(2);

// What keeps two threads from being twice as fast: V8 compiles and collects beside one thread too,
// every thread loads and warms up, and cores share their way to memory.
const sayWhy = (say: (line: string) => void, { one, two }: Best): void => {
  const beside = one.cpu / one.wall;
  const more = (two.cpu / one.cpu - 1) * 100;
  say(
    `  one thread keeps ${beside.toFixed(2)} cores busy by itself, two do ${more.toFixed(0)} % ` +
      `more work for the same trials: at most ${((2 * one.wall) / two.cpu).toFixed(2)} times`,
  );
  say(`  first result after ${seconds(one.first)} s on one thread, ${seconds(two.first)} s on two`);
};

/** Measures sweeps. */
export const benchSweep = async (say: (line: string) => void): Promise<Verdict> => {
  if (availableParallelism() < 2) {
    say('sweep on two threads: skipped, this machine has one core');
    return 'met';
  }
  const folder = mkdtempSync(join(tmpdir(), 'keel-bench-'));
  const path = join(folder, 'sweep.keeltape');
  await writeBusyTape(path, MINUTES);
  const best = await measured(path, await jobsOn(path));
  const { one, two, machine } = best;
  rmSync(folder, { recursive: true });
  const [byWall, byCpu] = [one.wall / two.wall, (2 * one.cpu) / two.cpu];
  say(
    `sweep of ${String(TRIALS)} trials: ${seconds(one.wall)} s on one thread, ` +
      `${seconds(two.wall)} s on two: ${byWall.toFixed(2)} times as fast`,
  );
  say(
    `  processor time ${seconds(one.cpu)} s and ${seconds(two.cpu)} s: ` +
      `${byCpu.toFixed(2)} of two cores are work at most; two threads that only count are ` +
      `${machine.toFixed(2)} times as fast as one here and now`,
  );
  const target = `  target: at least ${String(SPEED_UP_MIN)} times on two cores`;
  if (machine >= MACHINE_MIN) {
    sayWhy(say, best);
    const verdict: Verdict = byWall >= SPEED_UP_MIN ? 'met' : 'missed';
    say(`${target}: ${verdict}`);
    return verdict;
  }
  const isPossible = byCpu >= SPEED_UP_MIN;
  say(`${target}: ${isPossible ? 'not judged, others use the cores' : 'missed'}`);
  return isPossible ? 'met' : 'missed';
};
