// How many times a live cycle waits for the venue, counted and not timed.

import { beforeAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { durationMs } from '../../lib/units/time.ts';
import { START } from '../backtest/markets.ts';
import { openRounds } from '../loopback/rounds.ts';
import { FASTEST, MINUTELY, openLiveWorld, savedBy } from './live-world.ts';
import { runClock, STANDING } from './run-clock.ts';
import { MARKET_COUNT, POSITION_COUNT } from './world.ts';
import type { SavedCycle } from '../backtest/session.ts';

const CYCLES = 6;
const LATENCY = durationMs(50n);
const REPLACED = 20;
const ROUNDS_MAX = 8;

type Counted = { readonly end: SavedCycle; readonly rounds: number; readonly asked: string };

const run = async (): Promise<readonly Counted[]> => {
  const clock = runClock(START, STANDING);
  const world = await openLiveWorld({ pace: MINUTELY, clock, store: memoryStore });
  const wire = openRounds(world.direct, () => clock.pass(LATENCY));
  world.use(wire.send);
  const counted: Counted[] = [];
  while (counted.length < CYCLES) {
    world.turn();
    const before = wire.rounds.length;
    const end = savedBy(await wire.until(world.cycle()));
    const rounds = wire.rounds.slice(before);
    counted.push({ end, rounds: rounds.length, asked: rounds.map(String).join('\n') });
  }
  return counted;
};

describe('a live cycle on fifty markets', () => {
  let cycles: readonly Counted[] = [];

  beforeAll(async () => {
    cycles = await run();
  });

  it('replaces twenty quotes at least, holding twenty positions, and sees no mismatch', () => {
    for (const { end } of cycles) {
      const { record, state } = end;
      expect(state.memory.markets.size).toBe(MARKET_COUNT);
      expect(positionsOf(state.ledger).size).toBeGreaterThanOrEqual(POSITION_COUNT);
      expect(record.placed).toBeGreaterThanOrEqual(REPLACED);
      expect(record).toMatchObject({
        tradingState: 'ACTIVE',
        clearance: 'cleared',
        mismatches: [],
      });
    }
  });

  it('waits for the venue eight times at most', () => {
    for (const { rounds, asked } of cycles) expect(rounds, asked).toBeLessThanOrEqual(ROUNDS_MAX);
  });
});

describe('a live cycle every five seconds', () => {
  it('halts no market because the venue keeps old balances of five fills', async () => {
    const clock = runClock(START, STANDING);
    const world = await openLiveWorld({ pace: FASTEST, clock, store: memoryStore });
    world.fill(5);
    const halted: string[] = [];
    for (let cycle = 0; cycle < CYCLES + 2; cycle += 1) {
      world.turn();
      const { state } = savedBy(await world.cycle());
      halted.push(...state.risk.mismatches.filter((one) => one.halted).map((one) => one.detail));
    }
    expect(halted).toEqual([]);
  });
});
