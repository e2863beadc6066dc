import { describe, expect, it } from 'vitest';
import { begunGame, GAME_START } from './mlb2025-game.ts';
import { ending, OPENING, readGame, shownBy } from './read-game.ts';
import { ofKind, placesOf } from './temporary-set.ts';
import { written } from './written-events.ts';

describe('trades derived from books', () => {
  it('reads a taker who buys out of asks that are less', async () => {
    const game = begunGame();
    game.silently([['ask', '0.42', '50']]);
    game.book(1000);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '1000 BUY 0.42x30',
      '1000 asks 0.42x50',
      ...ending(1000),
    ]);
    expect(problems).toEqual([]);
  });

  it('reads a taker who sells through two levels, one of them in part', async () => {
    const game = begunGame();
    game.silently([
      ['bid', '0.4', '0'],
      ['bid', '0.39', '20'],
    ]);
    game.book(1000);
    const trades = ofKind((await readGame(game)).events, 'trade');
    expect(written(trades, GAME_START)).toEqual(['1000 SELL 0.4x100', '1000 SELL 0.39x30']);
    expect(new Set(trades.map((trade) => trade.transaction)).size).toBe(1);
    expect(trades.every((trade) => trade.wallet.kind === 'not-recorded')).toBe(true);
  });

  it('takes what is announced right after the book as changes of others', async () => {
    const game = begunGame();
    const rests: readonly [['ask', string, string]] = [['ask', '0.4', '25']];
    game.silently([['bid', '0.4', '0'], ...rests]);
    game.book(1000);
    game.announce(1005, rests);
    expect((await shownBy(game)).slice(1, -2)).toEqual([
      '1000 SELL 0.4x100',
      '1000 bids 0.4x0',
      '1000 asks 0.4x25',
    ]);
  });

  it('reads two takers out of both sides', async () => {
    const game = begunGame();
    game.silently([
      ['bid', '0.4', '90'],
      ['ask', '0.42', '79'],
    ]);
    game.book(1000);
    const trades = ofKind((await readGame(game)).events, 'trade');
    expect(written(trades, GAME_START)).toEqual(['1000 SELL 0.4x10', '1000 BUY 0.42x1']);
    expect(new Set(trades.map((trade) => trade.transaction)).size).toBe(2);
  });

  it('derives nothing from a level that was traded and changed otherwise', async () => {
    const game = begunGame();
    game.silently([['ask', '0.42', '50']]);
    game.book(1000);
    game.announce(1005, [['ask', '0.42', '50']]);
    const { events, problems } = await readGame(game);
    expect(ofKind(events, 'trade')).toEqual([]);
    expect(written(events, GAME_START)[1]).toBe('1000 asks 0.42x50');
    expect(placesOf(problems)).toEqual(['trade-unclear:10']);
  });

  it.each([
    ['right within 100 ms', 100, []],
    ['too late after 101 ms', 101, ['gap:10']],
  ])('takes an announcement as %s', async (_name, delay, expected) => {
    const game = begunGame();
    game.silently([
      ['ask', '0.42', '50'],
      ['ask', '0.5', '9'],
    ]);
    game.book(1000);
    game.change(1000 + delay, [['ask', '0.5', '9']]);
    expect(placesOf((await readGame(game)).problems)).toEqual(expected);
  });

  it.each([
    ['at the book that follows within half a minute', 30_000, 30_000],
    ['half a minute after the last proof at the latest', 30_001, 30_000],
  ])('makes a gap of lost changes %s', async (_name, at, expected) => {
    const game = begunGame();
    game.silently([['bid', '0.1', '3']]);
    game.book(at);
    expect((await shownBy(game))[1]).toBe(
      `${String(expected)} gap: changes were lost before a book`,
    );
  });

  it('derives nothing and makes a gap when anything else was lost', async () => {
    const game = begunGame();
    game.silently([
      ['ask', '0.42', '50'],
      ['bid', '0.1', '3'],
    ]);
    game.book(1000);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '1000 gap: changes were lost before a book',
      '1000 book 0.4x100 0.39x50 0.1x3 | 0.42x50 0.43x60',
      ...ending(1000),
    ]);
    expect(placesOf(problems)).toEqual(['gap:10']);
  });
});
