// The clocks of a holder: one that somebody may set, and one that only ever counts, which stands
// still while its process does.

import type { Random } from '../../lib/tape/generator/random.ts';
import type { History, Line } from './history.ts';
import type { Instant } from './timeline.ts';

/** Both clocks of a process. Unit: ms. */
export type Clocks = {
  readonly wall: () => number;
  readonly monotonic: () => number;
  /** Perhaps sets the clock, perhaps lets the other one stand still for a time. */
  readonly disturb: () => void;
};

/** What clocks are made of. */
export type ClockSetup = {
  readonly random: Random;
  readonly now: () => Instant;
  readonly process: string;
  readonly reach: History['clocks'];
  readonly write: (line: Line) => void;
};

// Any two clocks within this of the truth differ by no more than the margin of a lease, 5 s.
const WITHIN_MARGIN_MS = 2_500;
const ANY_MS = 600_000;
const STANDSTILL_MS = 60_000;

const skew = (random: Random, reach: number): number => {
  const pick = random.below(4);
  if (pick === 0) return reach;
  if (pick === 1) return -reach;
  return random.below(2 * reach + 1) - reach;
};

/** Makes clocks; the first reading of them is in the history. */
export const openClocks = (setup: ClockSetup): Clocks => {
  const { random, now, process } = setup;
  const reach = setup.reach === 'any' ? ANY_MS : WITHIN_MARGIN_MS;
  let wall = skew(random, reach);
  let monotonic = -now() + random.below(1_000_000);
  const write = (): void => setup.write({ kind: 'clock', at: now(), process, wall, monotonic });
  write();
  return {
    wall: () => now() + wall,
    monotonic: () => now() + monotonic,
    disturb: () => {
      if (random.chance(0.2)) wall = skew(random, reach);
      else if (random.chance(0.05)) monotonic -= random.below(STANDSTILL_MS);
      else return;
      write();
    },
  };
};
