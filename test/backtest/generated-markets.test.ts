import { beforeAll, describe, expect, it } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { playLawfully } from './lawful-play.ts';
import { fillsOf } from './results.ts';
import { openSession } from './session.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { Played } from './lawful-play.ts';

// Five hours at the settings that a run gets without any.
const played = (seed: number): Promise<Played> => {
  const tape = generateTape({ seed });
  return playLawfully(openSession({ universe: tape.universe, start: tape.start }), tape);
};

// Five hours of market and 300 cycles each, on a machine that others use too.
const PATIENCE_MS = 300_000;
const SEEDS = [2, 3, 4];
const sessions = new Map<number, Played>();

beforeAll(async () => {
  for (const seed of SEEDS) sessions.set(seed, await played(seed));
}, PATIENCE_MS);

const recordsOf = (seeds: readonly number[]): readonly CycleRecord[] =>
  seeds.flatMap((seed) => sessions.get(seed)?.records ?? []);

describe.each(SEEDS)('five hours of generated markets, seed %i', (seed) => {
  it('break no law in any of their 300 cycles', () => {
    expect(sessions.get(seed)?.broken).toEqual([]);
    expect(recordsOf([seed])).toHaveLength(300);
  });

  it('let market making buy and sell', () => {
    expect(fillsOf(recordsOf([seed]), 'MM', 'BUY')).toBeGreaterThan(0);
    expect(fillsOf(recordsOf([seed]), 'MM', 'SELL')).toBeGreaterThan(0);
  });

  it('let stops fire', () => {
    expect(fillsOf(recordsOf([seed]), 'Protect', 'SELL')).toBeGreaterThan(0);
  });
});

describe('generated markets at default thresholds', () => {
  it('let flow following enter and leave', () => {
    expect(fillsOf(recordsOf(SEEDS), 'FF', 'BUY')).toBeGreaterThan(0);
    expect(fillsOf(recordsOf(SEEDS), 'FF', 'SELL')).toBeGreaterThan(0);
  });
});
