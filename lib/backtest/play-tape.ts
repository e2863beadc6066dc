// Playing a tape: the venue follows its events, and a cycle runs whenever one is due. The time of
// the market is the tape's; nothing here waits or asks a clock.

import { times } from '../units/quantity.ts';
import { after, elapsed, msOfDuration, seconds } from '../units/time.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Tape, TapeEvent } from '../domain/tape-event.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';

/** What is played, on which venue, and how often a cycle is due. */
export type Playback = {
  readonly tape: Tape;
  readonly venue: SimulatedVenue;
  readonly cycle: DurationMs;
  /** Events after this point are not played. */
  readonly until: EpochMs;
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
const ROUND: DurationMs = seconds(2);

type Player = {
  readonly feed: (event: TapeEvent) => Promise<'go-on' | 'stop'>;
  readonly finish: () => Promise<void>;
};

// Cycles keep their beat: however late one ran, the next is due on the next beat after it.
const nextDue = (due: EpochMs, at: EpochMs, cycle: DurationMs): EpochMs => {
  const beats = msOfDuration(elapsed(due, at)) / msOfDuration(cycle) + 1n;
  return after(due, times(cycle, beats));
};

const createPlayer = (playback: Playback, hooks: PlaybackHooks): Player => {
  const { venue } = playback;
  let due = playback.from;
  let scheduled: EpochMs | null = null;

  const cycleAt = async (at: EpochMs): Promise<'go-on' | 'stop'> => {
    venue.advanceTo(at);
    due = nextDue(due, at, playback.cycle);
    scheduled = null;
    return hooks.afterCycle(await hooks.runCycle());
  };
  return {
    feed: async (event) => {
      if (scheduled !== null && event.at > scheduled && (await cycleAt(scheduled)) === 'stop')
        return 'stop';
      venue.apply(event);
      if (scheduled === null && event.at >= due) scheduled = after(event.at, ROUND);
      return 'go-on';
    },
    finish: async () => {
      if (scheduled !== null) await cycleAt(scheduled);
    },
  };
};

/** Plays a tape to its end, to the given point, or until told to stop after a cycle. */
export const playTape = async (playback: Playback, hooks: PlaybackHooks): Promise<PlaybackEnd> => {
  const player = createPlayer(playback, hooks);
  for await (const batch of playback.tape.events()) {
    for (const event of batch) {
      if (event.at > playback.until) return 'until-reached';
      if ((await player.feed(event)) === 'stop') return 'stopped';
    }
  }
  await player.finish();
  return 'tape-ended';
};
