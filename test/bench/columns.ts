// Tapes in columns: a compact tape of twenty markets read from its file, and its level changes put
// into a venue in which nothing of our own rests, as columns and one by one.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { createTapeFile } from '../../lib/tape/compact/file-writer.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { marketNamed, START, universeWith } from '../backtest/markets.ts';
import type { TapeBlock, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Benchmark, Run } from './measure.ts';

const MARKETS = Array.from({ length: 20 }, (_, number) => marketNamed(`column-${String(number)}`));
const UNIVERSE = universeWith(...MARKETS);
const CHANGES = 500_000;
const ROWS = 16_384;
const LEVELS = 40;
const CENT = 10_000;
const START_MS = Number(msOfEpoch(START));

const priceOf = (side: 'bids' | 'asks', step: number): bigint =>
  BigInt((side === 'bids' ? 48 - step : 52 + step) * CENT);

const timeOf = (row: number) => epochMs(BigInt(START_MS + Math.floor(row / 3)));

const sideOf = (side: 'bids' | 'asks') =>
  Array.from({ length: LEVELS }, (_, step) => ({
    price: priceMicros(priceOf(side, step)),
    size: shareMicros(100_000_000n),
  }));

const opening = (): readonly TapeEvent[] =>
  MARKETS.map(({ yes }) => ({
    kind: 'book',
    at: START,
    token: yes,
    bids: sideOf('bids'),
    asks: sideOf('asks'),
    depth: WHOLE,
  }));

// Markets, sides, levels and sizes follow each other without a pattern, the same on every run.
const changes = (): readonly TapeEvent[] => {
  let seed = 1;
  const below = (count: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  return Array.from({ length: CHANGES }, (_, row): TapeEvent => {
    const side = below(2) === 0 ? 'bids' : 'asks';
    const token = (MARKETS[below(MARKETS.length)] ?? MARKETS[0])?.yes;
    invariant(token !== undefined, 'there are markets');
    const price = priceMicros(priceOf(side, below(LEVELS)));
    const size = shareMicros(below(5) === 0 ? 0n : BigInt(below(100_000)) * 10_000n);
    return { kind: 'level', at: timeOf(row), token, side, price, size };
  });
};

const eventsAll = (): readonly TapeEvent[] => [...opening(), ...changes()];

const blocksOf = (events: readonly TapeEvent[]): readonly TapeBlock[] => {
  const list = listTokens([...UNIVERSE.tokens.keys()]);
  return Array.from({ length: Math.ceil(events.length / ROWS) }, (_, index) =>
    blockOf(events.slice(index * ROWS, (index + 1) * ROWS), list),
  );
};

const venue = () =>
  createSimulatedVenue({
    universe: UNIVERSE,
    start: START,
    cash: usdc('10000'),
    settings: DEFAULT_SETTINGS,
  });

const FOREVER = epochMs(BigInt(Date.UTC(2099, 0)));

const writtenTo = async (path: string, events: readonly TapeEvent[]): Promise<number> => {
  const writer = await createTapeFile(path, {
    name: 'twenty markets',
    identity: 'bench',
    madeBy: 'bench',
    madeFrom: { kind: 'converted', files: [] },
    start: START,
    universe: UNIVERSE,
    provenance: [],
  });
  await writer.write(events);
  await writer.close(START);
  return statSync(path).size;
};

const readRows = async (path: string, take: (block: TapeBlock) => void): Promise<void> => {
  const options = { onProblem: 'stop', report: () => undefined, assume: {} } as const;
  const opened = await openTape(path, options);
  invariant(opened.ok && opened.value.columns !== null, 'the tape that was written is in columns');
  let rows = 0;
  for await (const block of opened.value.columns.blocks()) {
    take(block);
    rows += block.count;
  }
  invariant(rows === CHANGES + MARKETS.length, 'all of the tape was read');
};

/** Reading and applying columns; the tape is removed when the process ends. */
export const columnBenchmarks = async (): Promise<readonly Benchmark[]> => {
  const events = eventsAll();
  const blocks = blocksOf(events);
  const folder = mkdtempSync(join(tmpdir(), 'keel-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'bench.keeltape');
  const bytes = await writtenTo(path, events);
  const rows = { count: events.length, unit: 'events' };
  const benchmark = (name: string, run: Run): Benchmark => ({
    name,
    warmups: 1,
    samples: 5,
    ready: () => run,
    work: [rows],
  });
  return [
    benchmark('20 markets: events into the venue', () => {
      const fresh = venue();
      events.forEach(fresh.apply);
    }),
    benchmark('20 markets: columns into the venue', () => {
      const fresh = venue();
      for (const block of blocks) fresh.applyBlock(block, 0, FOREVER);
    }),
    benchmark(
      `20 markets: read a compact tape, ${(bytes / events.length).toFixed(1)} bytes an event`,
      () => readRows(path, () => undefined),
    ),
    benchmark('20 markets: compact tape into the venue', () => {
      const fresh = venue();
      return readRows(path, (block) => fresh.applyBlock(block, 0, FOREVER));
    }),
  ];
};
