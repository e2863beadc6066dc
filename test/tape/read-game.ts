// Reading one game of our own, as its events in short texts.

import { GAME_START, indexOf } from './mlb2025-game.ts';
import { linesOf, packed, readTape, temporarySet } from './temporary-set.ts';
import { written } from './written-events.ts';
import type { Game } from './mlb2025-game.ts';
import type { Reading } from './temporary-set.ts';

/** What a begun game shows first. */
export const OPENING = '0 book 0.4x100 0.39x50 | 0.42x80 0.43x60';

/** What every game shows last. */
export const ending = (at: number): readonly string[] => [
  `${String(at)} gap: the recording ends`,
  `${String(at)} resolved`,
];

/** Reads the lines of game 1. */
export const readLines = (lines: readonly string[]): Promise<Reading> => {
  const index = indexOf({ 'game.csv.gz': 1 });
  return readTape(temporarySet({ 'game.csv.gz': packed(linesOf(lines)), 'index.csv': index }));
};

/** Reads game 1. */
export const readGame = (game: Game): Promise<Reading> => readLines(game.lines());

/** The events of game 1 in short texts. */
export const shownBy = async (game: Game): Promise<readonly string[]> =>
  written((await readGame(game)).events, GAME_START);
