// What moves the market of a session: a tape that is played, or the venue's public data as it
// comes.

import { cycleEnded, pollInto, startLiveFeed } from '../backtest/live-feed.ts';
import { liveFaults } from '../backtest/live-feed-faults.ts';
import { playTape } from '../backtest/play-tape.ts';
import { NO_FAULTS } from '../simulation/faults.ts';
import { after, elapsed, msOfDuration } from '../units/time.ts';
import type { LiveSource } from '../backtest/live-feed.ts';
import type { Playback, PlaybackEnd, PlaybackHooks } from '../backtest/play-tape.ts';
import type { VenueReads } from '../ports/venue.ts';
import type { Faults } from '../simulation/faults.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** The course of a session's market. */
export type Course = {
  readonly faults: Faults;
  /** Reads that are answered by the real venue instead of the simulated one. */
  readonly reads: Partial<VenueReads>;
  /** Moves the market and runs a cycle whenever one is due, until the end or a stop. */
  readonly play: (hooks: PlaybackHooks) => Promise<PlaybackEnd>;
};

/** The course of a tape. */
export const tapeCourse = (playback: Playback): Course => ({
  faults: NO_FAULTS,
  reads: {},
  play: (hooks) => playTape(playback, hooks),
});

/** What a live course is made of. */
export type LiveMarket = {
  readonly venue: SimulatedVenue;
  readonly source: LiveSource;
  readonly reads: VenueReads;
  readonly cycle: DurationMs;
  readonly until: EpochMs;
  readonly wait: (ms: number) => Promise<void>;
  readonly shouldStop: () => boolean;
};

/** The course of the market as it is now. */
export const liveCourse = (market: LiveMarket): Course => {
  const { venue, source, reads } = market;
  const { clock } = source;
  let feed = startLiveFeed(clock.now());
  const onePoll = async (): Promise<void> => {
    const poll = await pollInto(venue, source, feed);
    feed = poll.state;
  };
  return {
    faults: liveFaults(() => feed),
    reads: { fetchPrints: reads.fetchPrints, fetchTargets: reads.fetchTargets },
    play: async ({ runCycle, afterCycle }) => {
      while (clock.now() <= market.until && !market.shouldStop()) {
        const due = after(clock.now(), market.cycle);
        await onePoll();
        const end = await runCycle();
        feed = cycleEnded(feed, clock.now());
        if ((await afterCycle(end)) === 'stop') return 'stopped';
        await market.wait(Number(msOfDuration(elapsed(clock.now(), due))));
      }
      return market.shouldStop() ? 'stopped' : 'until-reached';
    },
  };
};
