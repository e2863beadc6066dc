// The part of the bench about sweeps: how much sooner the same trials are done on two threads. Both
// ways are measured by turns, and the best of each counts: whatever else the machine does makes one
// of them slower and none faster. On a machine whose two cores others use as well, as two threads
// that only count show, the clock on the wall says nothing; there the processor time of both ways
// says how much of two cores would be work.

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

// As many trials as a small grid has. Each thread loads and warms up for itself, which takes as
// long as half a million events, once for all of its trials.
const MINUTES = 240;
const TRIALS = 24;
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
  const made = await runOnThreads(jobs, {
    tapePath,
    threads,
    take: () => undefined,
    progress: () => undefined,
    stopped: () => false,
  });
  invariant(made.ok, 'every trial is run');
  const { user, system } = process.cpuUsage(before);
  const results = JSON.stringify(made.value);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1_000, results };
};

type Times = { readonly wall: number; readonly cpu: number };
type Best = { readonly one: Times; readonly two: Times; readonly machine: number };

const NEVER: Times = { wall: Infinity, cpu: Infinity };

const measured = async (path: string, jobs: readonly SweepJob[]): Promise<Best> => {
  const found = new Set<string>();
  const better = async (before: Times, threads: number): Promise<Times> => {
    const { ms, cpuMs, results } = await timed(path, jobs, threads);
    found.add(results);
    return { wall: Math.min(before.wall, ms), cpu: Math.min(before.cpu, cpuMs) };
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

/** Measures sweeps. */
export const benchSweep = async (say: (line: string) => void): Promise<Verdict> => {
  if (availableParallelism() < 2) {
    say('sweep on two threads: skipped, this machine has one core');
    return 'met';
  }
  const folder = mkdtempSync(join(tmpdir(), 'keel-bench-'));
  const path = join(folder, 'sweep.keeltape');
  await writeBusyTape(path, MINUTES);
  const { one, two, machine } = await measured(path, await jobsOn(path));
  rmSync(folder, { recursive: true });
  const [byWall, byCpu] = [one.wall / two.wall, (2 * one.cpu) / two.cpu];
  say(
    `sweep of ${String(TRIALS)} trials: ${seconds(one.wall)} s on one thread, ` +
      `${seconds(two.wall)} s on two: ${byWall.toFixed(2)} times as fast`,
  );
  say(
    `  processor time ${seconds(one.cpu)} s and ${seconds(two.cpu)} s: ` +
      `${byCpu.toFixed(2)} of two cores are work; two threads that only count are ` +
      `${machine.toFixed(2)} times as fast as one here and now`,
  );
  const isShared = machine < MACHINE_MIN;
  const verdict: Verdict = (isShared ? byCpu : byWall) >= SPEED_UP_MIN ? 'met' : 'missed';
  const by = isShared ? 'by processor time, as others use the cores' : 'by the clock';
  say(`  target: at least ${String(SPEED_UP_MIN)} times on two cores: ${verdict} (${by})`);
  return verdict;
};
