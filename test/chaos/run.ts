// Chaos on the real thing: real processes, real HTTP and the embedded store, and everything that
// can be done to them from outside, for as long as asked. Nothing may be lost by it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomStream } from '../../lib/tape/generator/random.ts';
import { KEY } from '../soak/scene.ts';
import { createJudge } from './books.ts';
import { openDisk } from './disk.ts';
import { openLine } from './line.ts';
import { MOVES, turnSwitch } from './moves.ts';
import { createSystem } from './system.ts';
import { openVenue } from './venue.ts';
import type { Judge } from './books.ts';
import type { Ground, Move } from './moves.ts';

/** What a run is asked for. */
export type ChaosOptions = {
  readonly seed: bigint;
  /** Unit: seconds of real time until the last comparison begins, or more for a first order. */
  readonly seconds: number;
  /** The moves to choose from, by their names. */
  readonly moves?: readonly string[];
  /** Settles when somebody ends the run. */
  readonly interrupted?: Promise<void>;
  readonly say: (line: string) => void;
};

/** What it came to. */
export type ChaosReport = {
  readonly moves: ReadonlyMap<string, number>;
  readonly canBeFull: boolean;
  readonly starts: number;
  /** How many sessions ended by themselves without a reason that was given them. */
  readonly unplannedExits: number;
  readonly cycles: number;
  readonly orders: number;
  readonly fills: number;
  /** How often the books were compared at rest. */
  readonly rests: number;
  readonly violations: readonly string[];
  readonly said: readonly string[];
};

const REST_EVERY_MS = 15 * 60_000;
const REST_LOOKS_MAX = 30;
const REST_CYCLES = '4 cycles';

type Run = Ground & {
  readonly judge: Judge;
  readonly counts: Map<string, number>;
  readonly violations: string[];
  readonly say: (line: string) => void;
  starts: number;
  rests: number;
};

const blame = ({ violations, say }: Run, broken: readonly string[]): void => {
  violations.push(...broken);
  for (const text of broken) say(`VIOLATION: ${text}`);
};

const variablesAt = (url: string): Readonly<Record<string, string>> => ({
  CLOB_URL: url,
  GAMMA_URL: url,
  DATA_URL: url,
  GEOBLOCK_URL: `${url}/api/geoblock`,
  RPC_URL: `${url}/rpc`,
  SIGNATURE_TYPE: '0',
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'aggressive',
  PRIVATE_KEY: KEY,
  TARGET_ADDRESSES: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  CYCLE_SECONDS: '5',
});

const startAgain = async (run: Run): Promise<void> => {
  if (run.system.isUp()) return;
  // Before the first order there need not be any state.
  if (run.server.received.posts().size > 0) blame(run, await run.judge.afterDeath());
  run.system.start();
  run.starts += 1;
  await run.pass(1, 2);
};

// Under a halt, on a quiet line, what was sent comes to its end and the books become the venue's.
const rest = async (run: Run): Promise<void> => {
  const { system, judge, killFile, line, disk, say } = run;
  await line.set('through');
  disk.free();
  await system.killAll();
  await turnSwitch(killFile, 'halt');
  let broken: readonly string[] = ['never looked at'];
  for (let look = 0; look < REST_LOOKS_MAX && broken.length > 0; look += 1) {
    await system.run('start', '--state', disk.folder, '--until', REST_CYCLES);
    broken = await judge.atRest();
  }
  const verified = await system.run('ledger', 'verify', '--live', '--state', disk.folder);
  if (verified.code !== 0) broken = [...broken, `ledger verify: ${verified.output}`];
  blame(run, broken);
  await turnSwitch(killFile, 'off');
  run.rests += 1;
  say('at rest: the books were compared');
};

const chosen = ({ random, disk }: Run, names: readonly string[]): readonly [string, Move] => {
  const possible = [...MOVES].filter(
    ([name]) => names.includes(name) && (disk.canBeFull || name !== 'full disk'),
  );
  const one = possible[random.below(possible.length)];
  if (one === undefined) throw new Error(`no such moves: ${names.join(', ')}`);
  return one;
};

// On a busy machine a short storm may kill every session before its first order, and nothing would
// have been tried.
const LONGEST_TIMES = 6;

/** Whether a storm goes on after a time: for as long as asked, and then for a first order. */
export const goesOn = (passedSeconds: number, seconds: number, orders: number): boolean =>
  passedSeconds < (orders > 0 ? seconds : seconds * LONGEST_TIMES);

const storm = async (run: Run, { seconds, moves = [...MOVES.keys()] }: ChaosOptions) => {
  const begun = Date.now();
  let lastRest = begun;
  const passed = (): number => (Date.now() - begun) / 1_000;
  const orders = (): number => run.server.received.posts().size;
  while (run.violations.length === 0 && goesOn(passed(), seconds, orders())) {
    await startAgain(run);
    await run.pass(4, 25);
    const [name, move] = chosen(run, moves);
    run.say(name);
    run.counts.set(name, (run.counts.get(name) ?? 0) + 1);
    blame(run, await move(run));
    if (Date.now() - lastRest < REST_EVERY_MS) continue;
    await rest(run);
    lastRest = Date.now();
  }
};

const play = async (run: Run, options: ChaosOptions): Promise<void> => {
  const doctor = await run.system.run('doctor', '--state', run.disk.folder);
  if (doctor.code !== 0) throw new Error(`the doctor is not content:\n${doctor.output}`);
  await storm(run, options);
  if (run.violations.length === 0) await rest(run);
};

const reportOf = (run: Run): ChaosReport => ({
  moves: run.counts,
  canBeFull: run.disk.canBeFull,
  starts: run.starts,
  unplannedExits: run.system.unplannedExits(),
  cycles: run.system.cycles(),
  orders: run.server.received.posts().size,
  fills: run.judge.fills().length,
  rests: run.rests,
  violations: run.violations,
  said: run.system.said(),
});

const open = async ({ seed, say }: ChaosOptions, home: string) => {
  const venue = await openVenue(seed);
  const line = await openLine(venue.port);
  const disk = openDisk(join(home, 'state'));
  const system = createSystem({ home, state: disk.folder, env: variablesAt(line.url) });
  const random = randomStream(seed, 'chaos');
  const run: Run = {
    system,
    line,
    disk,
    server: venue.server,
    killFile: join(home, 'data', 'KILL'),
    random,
    pass: (from, to) => sleep((from + random.uniform() * (to - from)) * 1_000),
    judge: createJudge(venue.server, disk.folder),
    counts: new Map(),
    violations: [],
    say,
    starts: 0,
    rests: 0,
  };
  return { run, venue };
};

const NEVER = new Promise<void>(() => undefined);

/** Runs chaos to its end, to the first thing that is wrong, or until somebody ends it. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosReport> => {
  const home = mkdtempSync(join(tmpdir(), 'keel-chaos-'));
  const { run, venue } = await open(options, home);
  const eyes = setInterval(run.judge.fills, 1_000);
  try {
    await Promise.race([play(run, options), options.interrupted ?? NEVER]);
    return reportOf(run);
  } finally {
    clearInterval(eyes);
    await run.system.close();
    await run.line.stop();
    await venue.stop();
    run.disk.close();
    rmSync(home, { recursive: true, force: true });
  }
};
