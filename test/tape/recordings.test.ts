// The recorded sets themselves, with what was measured on them. The bounds leave room for a better
// reader, not for a worse one.

import { expect, it } from 'vitest';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { describeWithRecordings } from '../recordings.ts';
import { replay } from './replay.ts';
import type { Tape, TapeProblem } from '../../lib/domain/tape-event.ts';
import type { Replay } from './replay.ts';

type Measured = {
  readonly tape: Tape;
  readonly seen: Replay;
  readonly problems: readonly TapeProblem[];
};

const measured = async (folder: string): Promise<Measured> => {
  const problems: TapeProblem[] = [];
  const report = (problem: TapeProblem): void => void problems.push(problem);
  const opened = await openTape(folder, { onProblem: 'go-on', report, assume: NO_OVERRIDES });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return { tape: opened.value, seen: await replay(opened.value), problems };
};

// Reads a set once for all of its tests.
const once = (folder: string): (() => Promise<Measured>) => {
  let reading: Promise<Measured> | undefined;
  return () => (reading ??= measured(folder));
};

const rowsByKind = (problems: readonly TapeProblem[]): Readonly<Record<string, number>> => {
  const rows: Record<string, number> = {};
  for (const { kind, rows: count } of problems) rows[kind] = (rows[kind] ?? 0) + count;
  return rows;
};

const isSound = async (read: () => Promise<Measured>): Promise<void> => {
  const { seen } = await read();
  expect(seen).toMatchObject({ misplaced: 0, crossed: 0, blind: 0 });
};
const SOUND = 'never goes back in time, changes no unknown book and shows none that is crossed';

describeWithRecordings('mlb2025-ws-book-deltas', (folder) => {
  const read = once(folder);
  it(SOUND, () => isSound(read));

  it('fits every hash of a whole book, and of changes all but a few', async () => {
    const { problems, seen } = await read();
    const mismatches = problems.filter(({ kind }) => kind === 'hash-mismatch');
    expect(mismatches.filter(({ detail }) => detail.startsWith('the hash of a book'))).toEqual([]);
    expect(mismatches.length).toBeLessThanOrEqual(9);
    // What is missing are silences that end with lost changes, one of them 54 minutes long.
    expect(seen.knownShare).toBeGreaterThan(0.82);
  });

  it('derives a fill from nearly all of the 820 books that follow a trade', async () => {
    const { problems, seen } = await read();
    const rows = rowsByKind(problems);
    expect(seen.byKind.get('trade')).toBeGreaterThanOrEqual(860);
    expect((rows['trade-unclear'] ?? 0) + (rows['gap'] ?? 0)).toBeLessThanOrEqual(30);
    expect(seen.tradesWithEffect).toBeGreaterThan(700);
  });

  it('drops no row, and decides each of its eleven markets once', async () => {
    const { tape, problems, seen } = await read();
    expect(rowsByKind(problems)).not.toHaveProperty('malformed');
    expect(tape.universe.markets.size).toBe(11);
    expect(seen.byKind.get('status')).toBe(11);
  });
});

describeWithRecordings('mlb2026-depth-snapshots', (folder) => {
  const read = once(folder);
  it(SOUND, () => isSound(read));

  it('shows every snapshot but the four whose sides meet', async () => {
    const { problems, seen } = await read();
    expect(seen.byKind.get('book')).toBe(20_295 - 4);
    expect(rowsByKind(problems)['crossed']).toBe(4);
    expect(rowsByKind(problems)).not.toHaveProperty('malformed');
  });

  it('decides each of its 461 markets', async () => {
    const { tape, seen } = await read();
    expect(tape.universe.markets.size).toBe(461);
    expect(seen.byKind.get('status')).toBe(461);
  });
});

describeWithRecordings('tickscope-ws-ticks', (folder) => {
  const read = once(folder);
  it(SOUND, () => isSound(read));

  it('finds six markets of two tokens each', async () => {
    const { tape } = await read();
    expect([tape.universe.markets.size, tape.universe.tokens.size]).toEqual([6, 12]);
  });

  it('fits the recorded best prices but for three moments', async () => {
    const { problems, seen } = await read();
    expect(rowsByKind(problems)['top-mismatch']).toBeLessThanOrEqual(3);
    expect(seen.byKind.get('book')).toBeLessThanOrEqual(9);
    expect(seen.knownShare).toBeGreaterThan(0.999);
  });

  it('has all 483 trades, nine of ten beside the level that they took from', async () => {
    const { seen } = await read();
    expect(seen.byKind.get('trade')).toBe(483);
    expect(seen.tradesWithEffect).toBeGreaterThan(435);
  });
});

describeWithRecordings('crypto-l2-and-trades-2025-12', (folder) => {
  const read = once(folder);
  it(SOUND, () => isSound(read));

  it('has every book of its two markets, and every trade of its four', async () => {
    const { tape, problems, seen } = await read();
    expect(tape.universe.markets.size).toBe(4);
    expect(seen.byKind.get('book')).toBe(448);
    expect(seen.byKind.get('trade')).toBe(1977);
    expect(problems).toEqual([]);
  });

  it('makes a gap of each silence over 30 s', async () => {
    expect((await read()).seen.gapCauses.get('no book for 30 s')).toBe(6);
  });
});

describeWithRecordings('btc15m-top5-books-2026-02', (folder) => {
  const read = once(folder);
  it(SOUND, () => isSound(read));

  it('has one book a second: nine of ten of its 14,611 rows are repetitions', async () => {
    const { problems, seen } = await read();
    expect(seen.byKind.get('book')).toBe(1918);
    expect(rowsByKind(problems)).toEqual({ duplicate: 12_693 });
    expect(seen.knownShare).toBe(1);
  });

  it('has a trade wherever the newest one changed', async () => {
    const { seen } = await read();
    expect(seen.byKind.get('trade')).toBe(2818);
  });
});
