import { describe, expect, it } from 'vitest';
import { formatTime } from '../../lib/units/time.ts';
import { begunGame, GAME_START, idsOf, indexOf, startGame } from './mlb2025-game.ts';
import { OPENING, readGame, readLines } from './read-game.ts';
import { linesOf, ofKind, packed, placesOf, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';

describe('flaws of the rows', () => {
  it('drops damaged rows, each with its line; the hash decides about the book', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    game.change(2000, [['bid', '0.41', '12']]);
    const lines = game.lines().map((line, i) => (i === 9 ? line.replace('0.41', '4.1') : line));
    const { events, problems } = await readLines(lines);
    expect(placesOf(problems)).toEqual(['malformed:10']);
    expect(written(events, GAME_START).slice(1, -2)).toEqual(['2000 bids 0.41x12']);
  });

  it.each([
    ['too few fields', (line: string) => line.slice(line.indexOf(',') + 1)],
    ['a price of one', (line: string) => line.replace(',0.41,', ',1.0,')],
    ['a price that is no number', (line: string) => line.replace(',0.41,', ',0.4.1,')],
    ['an unknown side', (line: string) => line.replace(',bid,', ',buy,')],
    ['a negative size', (line: string) => line.replace(',10.0,', ',-10.0,')],
    ['a short hash', (line: string) => line.replace(/,[0-9a-f]{40},/, ',abc,')],
    ['a time in seconds', (line: string) => line.replace(/\d{3}$/, '')],
    ['a time of another year', (line: string) => line.replace(/\d{13}$/, '1850000000000')],
    ['an unknown event', (line: string) => line.replace('price_change', 'trade')],
    ['a foreign token', (line: string) => line.replace(`,${idsOf(1).yes},`, ',999,')],
  ])('drops a row with %s', async (_name, damage) => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    const lines = game.lines().map((line, i) => (i === 9 ? damage(line) : line));
    expect(placesOf((await readLines(lines)).problems)).toEqual(['malformed:10']);
  });

  it('quotes damaged rows in short and printable text', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    const price = `\u001b[2J${'9'.repeat(5000)}`;
    const damage = (line: string, i: number) => (i === 9 ? line.replace('0.41', price) : line);
    const { problems } = await readLines(game.lines().map(damage));
    expect(problems[0]?.detail).toMatch(/^price '\?\[2J9+\.\.\.$/);
    expect(problems[0]?.detail.length).toBeLessThan(210);
  });

  it('counts a repeated row once', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    const lines = game.lines().flatMap((line, i) => (i === 9 ? [line, line] : [line]));
    const { events, problems } = await readLines(lines);
    expect(placesOf(problems)).toEqual(['duplicate:11']);
    expect(written(events, GAME_START)[1]).toBe('500 bids 0.41x10');
  });

  it('tells a message that is earlier than the one before, and lets time stand still', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    game.change(495, [['bid', '0.41', '12']]);
    const { events, problems } = await readGame(game);
    expect(placesOf(problems)).toEqual(['disorder:12']);
    expect(written(events, GAME_START)[2]).toBe('500 bids 0.41x12');
  });

  it('tells tokens that do not mirror each other', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']]);
    const differ = (line: string, i: number) => (i === 10 ? line.replace('10.0', '11.0') : line);
    const lines = game.lines().map(differ);
    expect(placesOf((await readLines(lines)).problems)).toEqual(['mirror-mismatch:11']);
  });
});

describe('several games', () => {
  it('reads all files of a folder together in time order', async () => {
    const [one, two] = [begunGame(1), begunGame(2)];
    one.change(500, [['bid', '0.41', '1']]);
    two.change(400, [['bid', '0.41', '2']]);
    two.change(600, [['bid', '0.41', '3']]);
    const folder = temporarySet({
      'a.csv.gz': packed(linesOf(one.lines())),
      'b.csv': linesOf(two.lines()),
      'index.csv': indexOf({ 'a.csv.gz': 1, 'b.csv': 2 }),
    });
    const { tape, events } = await readTape(folder);
    expect(written(ofKind(events, 'level'), GAME_START)).toEqual([
      '400 bids 0.41x2',
      '500 bids 0.41x1',
      '600 bids 0.41x3',
    ]);
    expect(tape.universe.markets.size).toBe(2);
    expect([tape.start, tape.end].map(formatTime)).toEqual([
      '2025-06-18T02:00:00.000Z',
      '2025-06-18T02:00:00.600Z',
    ]);
  });

  it('decides a market that two files are about once, after the later one', async () => {
    const [first, second] = [begunGame(1), startGame(1)];
    second.silently([['bid', '0.5', '1']]);
    second.book(60_000);
    const folder = temporarySet({
      'z.csv': linesOf(first.lines()),
      'a.csv': linesOf(second.lines()),
      'index.csv': indexOf({ 'z.csv': 1, 'a.csv': 1 }),
    });
    const { tape, events } = await readTape(folder);
    expect(tape.universe.markets.size).toBe(1);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '0 gap: the recording ends',
      '60000 book 0.5x1 | ',
      '60000 gap: the recording ends',
      '60000 resolved',
    ]);
  });
});
