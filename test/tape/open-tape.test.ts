import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTapeError } from '../../lib/tape/errors.ts';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { row } from './btc15m-row.ts';
import { begunGame, GAME_START, indexOf, startGame } from './mlb2025-game.ts';
import { eventsOf, linesOf, packed, readTape, refusalOf, temporarySet } from './temporary-set.ts';
import type { TapeProblem } from '../../lib/domain/tape-event.ts';
import type { Files } from './temporary-set.ts';

const GAME = linesOf(begunGame().lines());
const INDEX = indexOf({ 'game.csv': 1 });
const TICKS = 'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask\n';

const TICK_ROWS = `${TICKS}1780795851470,LAST_TRADE,111,BID,0.3,1.0,0.0,0.0\n`;
const TOPS = linesOf([HEADER, row(0)]);
const SNAPSHOTS =
  '{"asks": "[]", "bids": "[]", "timestamp": "2026-03-30T12:00:00Z", "token_id": "7"}\n';
const SNAPSHOT_INDEX = linesOf([
  'condition_id,token_id,slug,first_pitch,is_winner,first_ts,last_ts',
  `0x${'7'.repeat(64)},7,mlb-a,2026-03-30 18:00:00+00,True,` +
    '2026-03-30T12:00:00Z,2026-03-30T13:00:00Z',
]);

const refusedAs = async (files: Files): Promise<string | undefined> =>
  (await refusalOf(temporarySet(files)))?.kind;

describe('a path', () => {
  it('may be a folder or a file, absolute or relative', async () => {
    const folder = temporarySet({ 'game.csv': GAME, 'index.csv': INDEX });
    for (const path of [folder, join(folder, 'game.csv'), relative(process.cwd(), folder)])
      expect((await readTape(path)).events).toHaveLength(3);
  });

  it('is known by its content, whatever the name says', async () => {
    const files = { 'ticks.jsonl': packed(GAME), 'index.csv': indexOf({ 'ticks.jsonl': 1 }) };
    const { tape } = await readTape(join(temporarySet(files), 'ticks.jsonl'));
    expect(tape.name).toBe('mlb2025-ws-book-deltas, ticks.jsonl');
  });

  it('is refused by name and with the allowed sets when it does not exist', async () => {
    const error = await refusalOf('/nowhere/at/all');
    expect(error).toEqual({ kind: 'NOT_FOUND', path: '/nowhere/at/all' });
    expect(error && describeTapeError(error)).toMatch(
      /^\/nowhere\/at\/all does not exist; .*mlb2025-ws-book-deltas, .*btc15m-top5-books-2026-02$/,
    );
  });

  it.each<[string, Files, string]>([
    ['an empty folder', {}, 'EMPTY_FOLDER'],
    ['a folder without data', { 'README.md': 'text' }, 'EMPTY_FOLDER'],
    ['an empty file', { 'game.csv': '' }, 'UNREADABLE'],
    ['a file of some other kind', { 'a.csv': 'name,value\nx,1\n' }, 'UNKNOWN_FORMAT'],
    ['a JSON file of some other kind', { 'a.jsonl': '{"a":1}\n' }, 'UNKNOWN_FORMAT'],
    ['files of two sets', { 'a.csv': TICKS, 'game.csv': GAME }, 'MIXED_FORMATS'],
    ['a file of a set beside another one', { 'a.csv': 'x\n', 'game.csv': GAME }, 'UNKNOWN_FORMAT'],
    ['a header without rows', { 'a.csv': TICKS }, 'NO_ROWS'],
    ['rows that are all damaged', { 'a.csv': `${TICKS}1,2\n3,4\n` }, 'NO_ROWS'],
    ['gzip that is damaged at once', { 'a.csv.gz': Buffer.from([31, 139, 8, 9]) }, 'UNREADABLE'],
  ])('is refused when it is %s', async (_name, files, kind) => {
    expect(await refusedAs(files)).toBe(kind);
  });

  it('is refused without showing what a terminal would obey', async () => {
    const folder = temporarySet({ 'a.csv': `\u001b[2J${'x'.repeat(300)}\n` });
    const error = await refusalOf(folder);
    expect(error && describeTapeError(error)).toMatch(/^[ -~]{80,500}$/);
  });

  it('is refused when two of its files tell the same market at the same time', async () => {
    const index = indexOf({ 'game.csv': 1, 'copy.csv': 1 });
    const folder = temporarySet({ 'game.csv': GAME, 'copy.csv': GAME, 'index.csv': index });
    const error = await refusalOf(folder);
    expect(error).toMatchObject({
      kind: 'OVERLAPPING_FILES',
      files: ['copy.csv', 'game.csv'],
    });
    expect(error && describeTapeError(error)).toMatch(/copy.csv and game.csv tell the same market/);
  });

  it.each<[string, Files]>([
    ['ticks', { 'a.csv': TICK_ROWS, 'b.csv': TICK_ROWS }],
    ['tops', { 'a.csv': TOPS, 'b.csv': TOPS }],
    ['snapshots', { 'a.jsonl': SNAPSHOTS, 'b.jsonl': SNAPSHOTS, 'index.csv': SNAPSHOT_INDEX }],
  ])('is refused when it holds a copy of its %s', async (_name, files) => {
    expect(await refusedAs(files)).toBe('OVERLAPPING_FILES');
  });

  it('is refused when it is a folder in place of a file', async () => {
    const folder = temporarySet({});
    mkdirSync(join(folder, 'game.csv'));
    expect((await refusalOf(folder))?.kind).toBe('UNREADABLE');
  });

  it('is refused when the system does not let it be read', async () => {
    const folder = temporarySet({ 'game.csv': GAME });
    chmodSync(join(folder, 'game.csv'), 0o000);
    const isRoot = process.getuid?.() === 0;
    expect((await refusalOf(folder))?.kind).toBe(isRoot ? 'INDEX_MISSING' : 'UNREADABLE');
  });
});

describe('the index of a set', () => {
  const damaged = (change: (index: string) => string): Files => ({
    'game.csv': GAME,
    'index.csv': change(INDEX),
  });

  it('is needed', async () => {
    expect(await refusedAs({ 'game.csv': GAME })).toBe('INDEX_MISSING');
  });

  it.each<[string, (index: string) => string]>([
    ['a column is missing', (index) => index.replace('winner', 'looser')],
    ['a row is too short', (index) => index.replace(',1000.5,', ',')],
    ['a field is quoted', (index) => index.replace('Cubs', '"Cubs"')],
    ['a condition id is no hash', (index) => index.replace('0x0', '0y0')],
    ['a token id is no number', (index) => index.replace('1001', 'one')],
    ['both tokens are the same', (index) => index.replace('2001', '1001')],
    ['the winner is no outcome', (index) => index.replace('Mets,Cubs', 'Mets,Reds')],
    ['both outcomes are the same', (index) => index.replace('Cubs,Mets', 'Cubs,Cubs')],
    ['the volume is no amount', (index) => index.replace('1000.5', '1,000.5')],
    ['the game start is no time', (index) => index.replace('01:45:00', '25:45:00')],
    ['it is empty', () => ''],
  ])('is refused when %s', async (_name, change) => {
    expect(await refusedAs(damaged(change))).toBe('INDEX_MALFORMED');
  });

  it('is refused by line', async () => {
    const folder = temporarySet(damaged((index) => index.replace('2025-06-18', 'yesterday')));
    expect(await refusalOf(folder)).toMatchObject({
      line: 2,
      detail: `game_start 'yesterday 01:45:00' is no time`,
    });
  });

  it.each([
    ['does not name the file', indexOf({ 'other.csv': 1 }), 'no row names the file'],
    ['names other tokens', indexOf({ 'game.csv': 2 }), 'token 2001 is not of mlb-game-2'],
  ])('disagrees when it %s', async (_name, index, detail) => {
    const folder = temporarySet({ 'game.csv': GAME, 'index.csv': index });
    const error = await refusalOf(folder);
    expect(error).toMatchObject({ kind: 'INDEX_DISAGREES', file: 'game.csv', detail });
    expect(error && describeTapeError(error)).toContain('disagrees with game.csv');
  });
});

describe('a reading', () => {
  const withFlaw = (): string => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    game.change(1000, [['bid', '0.41', '11']]);
    const lines = game.lines().map((line, i) => (i === 10 ? 'damaged' : line));
    return temporarySet({ 'game.csv': linesOf(lines), 'index.csv': INDEX });
  };

  it('ends with the first problem when told to stop, and says nothing after it', async () => {
    const folder = withFlaw();
    const { events, problems } = await readTape(folder, { onProblem: 'stop' });
    expect(problems.map(({ kind, file, line }) => [kind, file, line])).toEqual([
      ['malformed', 'game.csv', 11],
    ]);
    const whole = await readTape(folder);
    expect(whole.events.slice(0, events.length)).toEqual(events);
    expect(events.length).toBeLessThan(whole.events.length);
  });

  it('starts from the beginning every time, and tells its problems again', async () => {
    const problems: TapeProblem[] = [];
    const report = (problem: TapeProblem): void => void problems.push(problem);
    const { tape, events } = await readTape(withFlaw(), { report });
    expect(await eventsOf(tape)).toEqual(events);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toEqual(problems[1]);
  });

  it('can be left before its end', async () => {
    const { tape } = await readTape(withFlaw());
    for await (const batch of tape.events()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await eventsOf(tape)).not.toEqual([]);
  });

  it('tells a file without a single line, and reads the others', async () => {
    const folder = temporarySet({ 'game.csv': GAME, 'index.csv': INDEX, 'x.csv': '' });
    const { events, problems } = await readTape(folder);
    expect(problems).toMatchObject([{ kind: 'truncated', file: 'x.csv', line: 1, rows: 0 }]);
    expect(events).toHaveLength(3);
  });

  it('stops at once when a file without a line is a problem to stop at', async () => {
    const folder = temporarySet({ 'game.csv': GAME, 'index.csv': INDEX, 'x.csv': '' });
    expect((await readTape(folder, { onProblem: 'stop' })).events).toEqual([]);
  });

  it('tells the damaged rows of a file without a good one, and reads the others', async () => {
    const header = startGame(2).lines().join('');
    const folder = temporarySet({
      'game.csv': GAME,
      'bad.csv': `${header}\nx\ny\n`,
      'index.csv': indexOf({ 'game.csv': 1, 'bad.csv': 2 }),
    });
    const { tape, problems } = await readTape(folder);
    expect(problems.map(({ file, line }) => `${file}:${String(line)}`)).toEqual([
      'bad.csv:2',
      'bad.csv:3',
    ]);
    expect(tape.start).toBe(BigInt(GAME_START));
  });

  it('leaves files alone that are not data', async () => {
    const folder = temporarySet({ 'game.csv': GAME, 'index.csv': INDEX });
    writeFileSync(join(folder, 'README.md'), 'text');
    writeFileSync(join(folder, '.hidden'), 'text');
    expect((await readTape(folder)).problems).toEqual([]);
  });
});
