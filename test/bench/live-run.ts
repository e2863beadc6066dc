// A hundred live cycles in a row, in less time than they take: between two cycles, and while the
// venue is waited for, the clock is moved on; what this machine computes passes on it as it is.

import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { durationMs, msOfDuration } from '../../lib/units/time.ts';
import { START } from '../backtest/markets.ts';
import { openRounds } from '../loopback/rounds.ts';
import { openLiveWorld } from './live-world.ts';
import { logging } from './request-log.ts';
import { runClock } from './run-clock.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { LiveWorld, Pace } from './live-world.ts';
import type { Logged } from './request-log.ts';

/** One cycle of a run. Unit of times: ms. */
export type RunCycle = {
  readonly end: CycleEnd['kind'];
  readonly took: number;
  readonly rounds: number;
  readonly placed: number;
  readonly canceled: number;
  readonly positions: number;
};

/** What a run came to. */
export type LiveRun = {
  readonly pace: Pace;
  readonly latencyMs: number;
  readonly cycles: readonly RunCycle[];
  readonly log: readonly Logged[];
};

/** Says what one cycle did. */
export const cycleOf = (end: CycleEnd, spent: Pick<RunCycle, 'took' | 'rounds'>): RunCycle => {
  if (end.kind !== 'saved')
    return { ...spent, end: end.kind, placed: 0, canceled: 0, positions: 0 };
  const { placed, canceled } = end.record;
  const positions = positionsOf(end.state.ledger).size;
  return { ...spent, end: end.kind, placed, canceled: canceled.length, positions };
};

const timeOf = ({ clock }: LiveWorld): number => Number(msOfDuration(clock.monotonic()));

/** Runs cycles one after the other. */
export const runLive = async (
  pace: Pace,
  { latencyMs, cycles }: { readonly latencyMs: number; readonly cycles: number },
): Promise<LiveRun> => {
  const clock = runClock(START, () => performance.now());
  const world = await openLiveWorld({ pace, clock, store: memoryStore });
  const wire = openRounds(world.direct, () => clock.pass(durationMs(BigInt(latencyMs))));
  const log: Logged[] = [];
  world.use(logging(wire.send, clock, log));
  const run: RunCycle[] = [];
  while (run.length < cycles) {
    world.turn();
    const [begin, before] = [timeOf(world), wire.rounds.length];
    const end = await wire.until(world.cycle());
    run.push(cycleOf(end, { took: timeOf(world) - begin, rounds: wire.rounds.length - before }));
  }
  return { pace, latencyMs, cycles: run, log };
};
