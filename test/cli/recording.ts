// A recording of our own for the command to play: one game of ten minutes whose book changes every
// second, with lines that are damaged.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begunGame, indexOf } from '../tape/mlb2025-game.ts';
import { linesOf } from '../tape/temporary-set.ts';
import type { Home } from './command.ts';

const SECONDS = 600;

/** Writes the recording into a home. Its lines count from 1, the first one is a header. */
export const writeRecording = (
  { folder }: Home,
  damagedLines: readonly number[] = [],
  sizes = '1',
): string => {
  const game = begunGame();
  for (let step = 1; step <= SECONDS; step++)
    game.change(step * 1_000, [['bid', '0.41', `${sizes}${String(step)}`]]);
  const lines = game
    .lines()
    .map((line, index) => (damagedLines.includes(index + 1) ? 'damaged' : line));
  mkdirSync(join(folder, 'game'), { recursive: true });
  writeFileSync(join(folder, 'game/game.csv'), linesOf(lines));
  writeFileSync(join(folder, 'game/index.csv'), indexOf({ 'game.csv': 1 }));
  return 'game';
};
