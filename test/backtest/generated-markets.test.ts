import { beforeAll, describe, expect, it } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { complaint } from './laws.ts';
import { fillsOf, tableOf } from './results.ts';
import { openSession, playOn } from './session.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { SavedCycle } from './session.ts';

type Played = {
  readonly records: readonly CycleRecord[];
  readonly broken: readonly string[];
};

// Five hours at the settings that a run gets without any.
const played = async (seed: number): Promise<Played> => {
  const tape = generateTape({ seed });
  const session = openSession({ universe: tape.universe, start: tape.start });
  const broken: string[] = [];
  const ends: SavedCycle[] = [];
  await playOn(session, { tape }, (end) => {
    ends[0] = end;
    const found = complaint(session, end);
    if (found !== '') broken.push(found);
  });
  const [last] = ends;
  if (last !== undefined) console.log(tableOf(tape.name, session.records, last));
  return { records: session.records, broken };
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
