// Live cycles with real waits: how long one takes, how much of that is waiting, and what it asks.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { START } from '../backtest/markets.ts';
import { cycleOf } from './live-run.ts';
import { openSlowWire } from './live-wires.ts';
import { MINUTELY, openLiveWorld } from './live-world.ts';
import { logging } from './request-log.ts';
import { runClock } from './run-clock.ts';
import type { RunCycle } from './live-run.ts';
import type { LiveOpening, LiveWorld } from './live-world.ts';
import type { Logged } from './request-log.ts';

/** A measured cycle. Unit of times: ms. */
export type Measured = RunCycle & {
  /** What the server took of this process. */
  readonly served: number;
  readonly log: readonly Logged[];
};

/** How cycles are measured. */
export type Measuring = { readonly latencyMs: number; readonly cycles: number };

const WARMUPS = 3;

const measureOne = async (world: LiveWorld, latencyMs: number): Promise<Measured> => {
  const wire = openSlowWire(world.direct, latencyMs);
  const log: Logged[] = [];
  world.use(logging(wire.send, world.clock, log));
  world.turn();
  const begin = performance.now();
  const end = await world.cycle();
  const took = performance.now() - begin;
  return { ...cycleOf(end, { took, rounds: wire.rounds() }), served: wire.served(), log };
};

const measureOn = async (
  store: LiveOpening['store'],
  { latencyMs, cycles }: Measuring,
): Promise<readonly Measured[]> => {
  const clock = runClock(START, () => performance.now());
  const world = await openLiveWorld({ pace: MINUTELY, clock, store });
  const all: Measured[] = [];
  while (all.length < WARMUPS + cycles) all.push(await measureOne(world, latencyMs));
  return all.slice(WARMUPS);
};

/** Measures cycles whose store is in memory. */
export const measureInMemory = (measuring: Measuring): Promise<readonly Measured[]> =>
  measureOn(memoryStore, measuring);

/** Measures cycles on the embedded store, another process of this machine. */
export const measureEmbedded = async (measuring: Measuring): Promise<readonly Measured[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-bench-'));
  const started = await startEmbeddedStore(folder);
  if (!started.ok) throw new Error('the embedded store does not start');
  const { client, stop } = started.value;
  try {
    await ensureTable(client, 'keel');
    const open = (identity: Parameters<LiveOpening['store']>[0]) =>
      dynamoStore({ client, table: 'keel', identity });
    return await measureOn(open, measuring);
  } finally {
    await stop();
    await rm(folder, { recursive: true });
  }
};
