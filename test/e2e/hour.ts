// An hour of generated markets, on paper and live: each of them has fills, stops, complete sets,
// and a market that resolves while it is held.

import { generateTape } from '../../lib/tape/generator/generator.ts';
import { hours } from '../../lib/units/time.ts';
import { deedsIn } from './likeness.ts';
import { playTwins } from './twins.ts';
import type { Played, Twins } from './twins.ts';

/** Plays an hour at a preset, a cycle a minute. */
export const playHour = (preset: string, seed: number): Promise<Twins> =>
  playTwins({
    tape: generateTape({ seed, duration: hours(1) }),
    env: { STRATEGY_PRESET: preset },
  });

const ALWAYS = [
  ...['MM BUY', 'MM SELL', 'Protect SELL'],
  ...['merge sent', 'merge booked', 'redeem sent', 'redemption booked'],
];

/** What an hour is to be about and was not: what every hour has, and these deeds. */
export const missingIn = (played: Played, deeds: readonly string[]): readonly string[] => {
  const done = deedsIn(played);
  return [...ALWAYS, ...deeds].filter((deed) => !done.includes(deed));
};
