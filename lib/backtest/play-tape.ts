// Playing a tape: the venue follows its events, and a cycle runs whenever one is due. The time of
// the market is the tape's; nothing here waits or asks a clock.

import { msOf, timeAt } from '../simulation/micros.ts';
import { times } from '../units/quantity.ts';
import { after, elapsed, later, msOfDuration, seconds } from '../units/time.ts';
import { PUNCTUAL } from './cadence.ts';
import { createPlayer, UNWATCHED } from './player.ts';
import { openReel } from './reel.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { Cadence } from './cadence.ts';
import type { Player } from './player.ts';

/** What is played, on which venue, and how often a cycle is due. */
export type Playback = Beat & {
  readonly tape: Tape;
  readonly venue: SimulatedVenue;
  /** Events after this point are not played. */
  readonly until: EpochMs;
};

/** When cycles are due. */
export type Beat = {
  readonly cycle: DurationMs;
  /** The first cycle is due here; a resumed session starts where it ended. */
  readonly from: EpochMs;
};

/** What happens around the cycles. */
export type PlaybackHooks = {
  readonly runCycle: () => Promise<CycleEnd>;
  /** Asked after each cycle: a session ends between cycles only. */
  readonly afterCycle: (end: CycleEnd) => Promise<'go-on' | 'stop'>;
};

/** Why playing ended. */
export type PlaybackEnd = 'tape-ended' | 'until-reached' | 'stopped';

// A recording that polls its books writes them over a moment: a cycle runs that much after the
// first event that makes it due, so that it sees the whole round and none of it is stale.
const ROUND_MS = Number(msOfDuration(seconds(2)));

// Cycles keep their beat: however late one ran, the next is due on the next beat after it.
const nextDue = (due: EpochMs, at: EpochMs, cycle: DurationMs): EpochMs => {
  const beats = msOfDuration(elapsed(due, at)) / msOfDuration(cycle) + 1n;
  return after(due, times(cycle, beats));
};

/**
 * Runs the cycles of a tape that a player moves. On a tape without events nobody would learn
 * anything, so that a cycle waits for the first event after it became due.
 */
export const playCycles = async (
  { player, cadence, ...beat }: Beat & { readonly player: Player; readonly cadence: Cadence },
  hooks: PlaybackHooks,
): Promise<PlaybackEnd> => {
  const until = msOf(player.until);
  let due = beat.from;
  for (;;) {
    const next = await player.nextAt();
    if (next === null) return 'tape-ended';
    if (next > until) return 'until-reached';
    if (next < msOf(due)) {
      await player.advanceTo(timeAt(msOf(due) - 1));
      continue;
    }
    const delay = cadence.delayAt(next);
    if (delay === 'skipped') {
      due = nextDue(due, timeAt(next), beat.cycle);
      continue;
    }
    const start = timeAt(next + ROUND_MS + delay);
    await player.advanceTo(start);
    const following = await player.nextAt();
    if (following !== null && following > until) return 'until-reached';
    const wish = await hooks.afterCycle(await hooks.runCycle());
    due = nextDue(due, later(start, player.now()), beat.cycle);
    if (wish === 'stop' && following !== null) return 'stopped';
  }
};

/** Plays a tape to its end, to the given point, or until told to stop after a cycle. */
export const playTape = async (playback: Playback, hooks: PlaybackHooks): Promise<PlaybackEnd> => {
  const { tape, venue, until, cycle, from } = playback;
  const reel = openReel(tape, venue);
  const player = createPlayer({ reel, venue }, until, UNWATCHED);
  const end = await playCycles({ player, cadence: PUNCTUAL, cycle, from }, hooks);
  await reel.close();
  return end;
};
