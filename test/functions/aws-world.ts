// The world around a cycle function, for one test.

import { onTestFinished } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { openSurroundings } from './surroundings.ts';
import { playedVenue } from './venues.ts';
import type { AwsWorld } from './surroundings.ts';

/** Opens a world with generated markets, at four times real time. */
export const openAwsWorld = async (
  mode: 'live' | 'paper',
  changes: Readonly<Record<string, string>> = {},
): Promise<AwsWorld> => {
  const later = onTestFinished;
  const venue = await playedVenue({ tape: generateTape({ seed: 1n }), speed: 4, later });
  return openSurroundings({ mode, changes, venue, later });
};
