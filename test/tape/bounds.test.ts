import { describe, expect, it } from 'vitest';
import { LEVELS_MAX } from '../../lib/domain/book.ts';
import { describeTape } from '../../lib/tape/describe.ts';
import { describeTapeError } from '../../lib/tape/errors.ts';
import { SET_NAMES } from '../../lib/tape/sets.ts';
import { CHARS_IN_MEMORY_MAX, refusalOf } from '../../lib/tape/verdict.ts';
import { begunGame, indexOf } from './mlb2025-game.ts';
import { readLines } from './read-game.ts';
import { linesOf, placesOf, readTape, temporarySet } from './temporary-set.ts';
import type { TapeError } from '../../lib/tape/errors.ts';

describe('what is held in memory', () => {
  it.each([
    { where: 'at', order: 'by-time', chars: CHARS_IN_MEMORY_MAX, kind: undefined },
    { where: 'above', order: 'by-time', chars: CHARS_IN_MEMORY_MAX + 1, kind: 'TOO_LARGE' },
    { where: 'far above', order: 'as-recorded', chars: 1e12, kind: undefined },
  ] as const)('is bounded: a file $where the limit, read $order', ({ order, chars, kind }) => {
    const file = { name: 'a', lines: 1, rows: 1, chars, first: 0, last: 0 };
    const survey = { complaintOf: () => undefined, subjectsOf: () => new Set<string>() };
    const set = { path: '/p', index: '/p/index.csv', format: { order } };
    expect(refusalOf(set, [file], survey)?.kind).toBe(kind);
  });

  it('is bounded: a message has at most twice the levels of a side', async () => {
    const opening = begunGame().lines();
    const last = opening.at(-1)?.split(',') ?? [];
    const rows = Array.from({ length: 2 * LEVELS_MAX + 2 }, (_, i) =>
      last
        .with(3, 'price_change')
        .with(4, String((i + 1) / 1_000_000))
        .join(','),
    );
    const { problems } = await readLines([...opening, ...rows]);
    const beyond = opening.length + 2 * LEVELS_MAX + 1;
    expect(placesOf(problems)).toContain(`malformed:${String(beyond)}`);
    expect(placesOf(problems)).not.toContain(`malformed:${String(beyond - 1)}`);
  });
});

const ERRORS: readonly TapeError[] = [
  { kind: 'NOT_FOUND', path: '/p' },
  { kind: 'UNREADABLE', path: '/p', cause: 'EACCES' },
  { kind: 'EMPTY_FOLDER', path: '/p' },
  { kind: 'UNKNOWN_FORMAT', path: '/p', firstLine: 'a,b' },
  { kind: 'MIXED_FORMATS', path: '/p', found: ['x', 'y'] },
  { kind: 'OVERLAPPING_FILES', path: '/p', files: ['x', 'y'] },
  { kind: 'NO_ROWS', path: '/p', lines: 3 },
  { kind: 'TOO_LARGE', path: '/p', limit: '1 byte' },
  { kind: 'INDEX_MISSING', path: '/p' },
  { kind: 'INDEX_MALFORMED', path: '/p', line: 7, detail: 'why' },
  { kind: 'INDEX_DISAGREES', path: '/p', file: 'f', detail: 'why' },
];

describe('an error', () => {
  it.each(ERRORS)('names the path in one line: $kind', (error) => {
    const text = describeTapeError(error);
    expect(text).toMatch(/^\/p.{10,}$/);
    for (const [key, value] of Object.entries(error))
      if (key !== 'kind') expect(text).toContain([value].flat().join(' and '));
  });

  it.each(['NOT_FOUND', 'EMPTY_FOLDER', 'UNKNOWN_FORMAT'])('lists what is allowed: %s', (kind) => {
    const error = ERRORS.find((each) => each.kind === kind);
    for (const set of SET_NAMES) expect(error && describeTapeError(error)).toContain(set);
  });
});

it('shows the first twelve of many markets', async () => {
  const numbers = Array.from({ length: 14 }, (_, i) => i + 1);
  const names = Object.fromEntries(numbers.map((n) => [`game-${String(n)}.csv`, n]));
  const files = Object.entries(names).map(([name, n]): [string, string] => [
    name,
    linesOf(begunGame(n).lines()),
  ]);
  const folder = temporarySet({ ...Object.fromEntries(files), 'index.csv': indexOf(names) });
  const lines = describeTape((await readTape(folder)).tape);
  expect(lines[0]).toBe('Tape: mlb2025-ws-book-deltas, 14 files');
  expect(lines[2]).toMatch(/^Markets: 14 \((mlb-game-\d+, ){11}mlb-game-\d+, and 2 more\)$/);
});
