// The world around a cycle function, for one test.

import { onTestFinished } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { openSurroundings } from './surroundings.ts';
import type { AwsWorld } from './surroundings.ts';

/** Opens a world with generated markets, at four times real time. */
export const openAwsWorld = (
  mode: 'live' | 'paper',
  changes: Readonly<Record<string, string>> = {},
): Promise<AwsWorld> =>
  openSurroundings({
    mode,
    changes,
    tape: generateTape({ seed: 1n }),
    speed: 4,
    later: onTestFinished,
  });
