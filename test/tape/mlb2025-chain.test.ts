import { describe, expect, it } from 'vitest';
import { begunGame, GAME_START, startGame } from './mlb2025-game.ts';
import { ending, OPENING, readGame, shownBy } from './read-game.ts';
import { placesOf } from './temporary-set.ts';
import { written } from './written-events.ts';

describe('the chain of hashes', () => {
  it('shows a whole book whose hash fits, and the winner at the end', async () => {
    expect(await shownBy(begunGame())).toEqual([OPENING, ...ending(0)]);
  });

  it('shows a change whose hash fits a book stamped up to 300 ms before', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']], { stampAge: 300 });
    expect(await shownBy(game)).toEqual([OPENING, '500 bids 0.41x10', ...ending(500)]);
  });

  it('refuses the hash of a book stamped 301 ms before', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']], { stampAge: 301 });
    expect(await shownBy(game)).toEqual([OPENING, ...ending(500)]);
  });

  it('holds changes back for a second, and shows them once a hash proves them', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']], { hash: 'a'.repeat(40) });
    game.change(1500, [['ask', '0.43', '0']]);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '1500 asks 0.43x0',
      '1500 bids 0.41x10',
      ...ending(1500),
    ]);
    expect(problems).toEqual([]);
  });

  it('makes a gap of it when no hash proves the changes within a second', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']], { hash: 'a'.repeat(40) });
    game.change(1501, [['ask', '0.43', '0']]);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '500 gap: the hash of a price change differs',
      '1501 book 0.41x10 0.4x100 0.39x50 | 0.42x80',
      ...ending(1501),
    ]);
    expect(placesOf(problems)).toEqual(['hash-mismatch:10']);
  });

  it('does not know the book from a lost change on to the next whole book', async () => {
    const game = begunGame();
    game.silently([['bid', '0.38', '5']]);
    game.change(500, [['bid', '0.41', '10']]);
    game.change(9000, [['bid', '0.41', '11']]);
    game.book(9500);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '500 gap: the hash of a price change differs',
      '9500 book 0.41x11 0.4x100 0.39x50 0.38x5 | 0.42x80 0.43x60',
      ...ending(9500),
    ]);
    expect(placesOf(problems)).toEqual(['hash-mismatch:10']);
  });

  it('makes a gap of held changes when a whole book comes before their proof', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.41', '10']], { hash: 'a'.repeat(40) });
    game.book(600);
    expect(await shownBy(game)).toEqual([
      OPENING,
      '500 gap: the hash of a price change differs',
      '600 book 0.41x10 0.4x100 0.39x50 | 0.42x80 0.43x60',
      ...ending(600),
    ]);
  });

  it('does not know the book after a whole book whose hash differs', async () => {
    const game = begunGame();
    game.book(500, { hash: 'b'.repeat(40) });
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '500 gap: the hash of a book differs',
      '500 resolved',
    ]);
    expect(placesOf(problems)).toEqual(['hash-mismatch:10']);
  });

  it('shows nothing of a first book whose hash differs', async () => {
    const game = startGame();
    game.silently([['bid', '0.4', '100']]);
    game.book(0, { hash: 'b'.repeat(40) });
    game.change(100, [['bid', '0.41', '10']], { hash: 'c'.repeat(40) });
    expect(await shownBy(game)).toEqual(['100 resolved']);
  });

  it('vouches for a quiet book every five seconds once the next hash has proven it', async () => {
    const game = begunGame();
    game.change(12_000, [['bid', '0.41', '10']]);
    expect(await shownBy(game)).toEqual([
      OPENING,
      '5000 alive',
      '10000 alive',
      '12000 bids 0.41x10',
      ...ending(12_000),
    ]);
  });

  it('hides a book whose sides meet until they part', async () => {
    const game = begunGame();
    game.change(500, [['bid', '0.42', '10']]);
    game.change(600, [['ask', '0.42', '0']]);
    const { events, problems } = await readGame(game);
    expect(written(events, GAME_START)).toEqual([
      OPENING,
      '500 gap: crossed',
      '600 book 0.42x10 0.4x100 0.39x50 | 0.43x60',
      ...ending(600),
    ]);
    expect(placesOf(problems)).toEqual(['crossed:10']);
  });

  it('takes a one-sided and an empty book as they are', async () => {
    const game = begunGame();
    game.change(1, [
      ['ask', '0.42', '0'],
      ['ask', '0.43', '0'],
    ]);
    game.change(2, [
      ['bid', '0.4', '0'],
      ['bid', '0.39', '0'],
    ]);
    game.change(3, [['ask', '0.9', '7']]);
    expect(await shownBy(game)).toEqual([
      OPENING,
      '1 asks 0.42x0',
      '1 asks 0.43x0',
      '2 bids 0.4x0',
      '2 bids 0.39x0',
      '3 asks 0.9x7',
      ...ending(3),
    ]);
  });

  it('tells a finer tick before the first price that proves it', async () => {
    const game = begunGame();
    game.change(1, [['bid', '0.405', '10']]);
    game.change(2, [['bid', '0.406', '10']]);
    const ticks = (await shownBy(game)).slice(1, 5);
    expect(ticks).toEqual(['1 tick 0.005', '1 bids 0.405x10', '2 tick 0.001', '2 bids 0.406x10']);
  });
});
