import { describe, expect, it } from 'vitest';
import { begunGame, GAME_START, indexOf } from './mlb2025-game.ts';
import { linesOf, ofKind, packed, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Reading } from './temporary-set.ts';

const NAME = 'game.csv.gz';
const INDEX = indexOf({ [NAME]: 1 });

const longGame = (changes: number): readonly string[] => {
  const game = begunGame();
  for (let n = 1; n <= changes; n++) game.change(n * 100, [['bid', '0.41', String(n)]]);
  return game.lines();
};

const readBytes = (bytes: Buffer | string): Promise<Reading> =>
  readTape(temporarySet({ [NAME]: bytes, 'index.csv': INDEX }));

describe('a file that is cut', () => {
  it('gives all rows before the cut, and tells the line where it ends', async () => {
    const whole = packed(linesOf(longGame(2000)));
    const { events, problems } = await readBytes(whole.subarray(0, whole.length / 2));
    const levels = ofKind(events, 'level');
    expect(levels.length).toBeGreaterThan(500);
    expect(written(levels, GAME_START)[0]).toBe('100 bids 0.41x1');
    expect(problems).toMatchObject([{ kind: 'truncated', detail: 'unexpected end of file' }]);
    expect(Math.abs((problems[0]?.line ?? 0) - 9 - 2 * levels.length)).toBeLessThan(3);
  });

  it('gives all rows when only the checksum at its end is cut off', async () => {
    const whole = packed(linesOf(longGame(5)));
    const { events, problems } = await readBytes(whole.subarray(0, whole.length - 1));
    expect(ofKind(events, 'level')).toHaveLength(5);
    expect(problems).toMatchObject([{ kind: 'truncated', line: 20 }]);
  });

  it('in the middle of its last line loses that line, although it may look whole', async () => {
    const text = longGame(5).join('\n');
    const { events, problems } = await readBytes(text.slice(0, -1));
    expect(problems).toMatchObject([{ kind: 'truncated', line: 19 }]);
    expect(ofKind(events, 'level')).toHaveLength(5);
  });
});

describe('a file that is damaged', () => {
  it('gives what can be had before the damage, and tells it', async () => {
    const bytes = Buffer.from(packed(linesOf(longGame(3000))));
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0xff, middle, middle + 200);
    const { events, problems } = await readBytes(bytes);
    expect(ofKind(events, 'level').length).toBeGreaterThan(500);
    expect(problems.at(-1)?.kind).toBe('truncated');
  });

  it('tells a wrong checksum', async () => {
    const bytes = Buffer.from(packed(linesOf(longGame(5))));
    bytes.writeUInt32LE(1, bytes.length - 8);
    const { problems } = await readBytes(bytes);
    expect(problems).toMatchObject([{ kind: 'truncated', detail: 'incorrect data check' }]);
  });

  it.each([
    [4, 'x', 'incorrect header check'],
    [4, '\0', 'data after the packed content'],
    [2000, '\0', 'data after the packed content'],
  ])('tells %i bytes after its end', async (count, filler, detail) => {
    const bytes = Buffer.concat([packed(linesOf(longGame(5))), Buffer.alloc(count, filler)]);
    const { events, problems } = await readBytes(bytes);
    expect(ofKind(events, 'level')).toHaveLength(5);
    expect(problems).toMatchObject([{ kind: 'truncated', detail }]);
  });
});

describe('lines', () => {
  it('may be packed in several parts', async () => {
    const text = linesOf(longGame(20));
    const half = text.length / 2;
    const parts = Buffer.concat([packed(text.slice(0, half)), packed(text.slice(half))]);
    const { events, problems } = await readBytes(parts);
    expect(ofKind(events, 'level')).toHaveLength(20);
    expect(problems).toEqual([]);
  });

  it('may end with a carriage return', async () => {
    const { events, problems } = await readBytes(linesOf(longGame(5)).replaceAll('\n', '\r\n'));
    expect(ofKind(events, 'level')).toHaveLength(5);
    expect(problems).toEqual([]);
  });

  it.each([
    ['in the middle', longGame(5), 12],
    ['at the end', longGame(5), 20],
  ])('of more than a million characters %s are left out and told', async (_name, lines, line) => {
    const long = 'x'.repeat(1_200_000);
    const text = linesOf(lines.toSpliced(line - 1, 0, long));
    const { events, problems } = await readBytes(line === 20 ? text.slice(0, -1) : text);
    expect(problems).toMatchObject([{ kind: 'malformed', line, rows: 1 }]);
    expect(ofKind(events, 'level')).toHaveLength(5);
  });

  it('that are empty are damaged rows', async () => {
    const { problems } = await readBytes(linesOf(longGame(2).toSpliced(11, 0, '')));
    expect(problems).toMatchObject([{ kind: 'malformed', line: 12 }]);
  });
});
