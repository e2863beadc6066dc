// Opens the market that the options ask for: generated, recorded, or as it is now.

import { systemClock } from '../adapters/local/system-clock.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { ownMarkets } from '../backtest/live-feed.ts';
import { tokensFor } from '../cycle/look.ts';
import { after, earlier } from '../units/time.ts';
import { ok } from '../units/result.ts';
import { liveTape, openPublic } from '../wiring/live-market.ts';
import { liveCourse, tapeCourse } from './course.ts';
import { tapeFor } from './open-tape.ts';
import type { PaperConfig } from '../config/config.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { Course } from './course.ts';
import type { TapeSource } from './open-tape.ts';
import type { PaperHome } from './paper-session.ts';
import type { StartOptions } from './start-options.ts';

/** A market about to be opened: the portfolio it goes with, its tape, and the course it takes. */
export type MarketPlan = {
  readonly portfolio: string;
  readonly tapeOf: (stored: PortfolioState | null) => Promise<Result<Tape, string>>;
  /** `latest` gives the state after the last cycle, which says what a live feed must read. */
  readonly courseOf: (on: CourseRequest) => Course;
};

/** What a course is put on. */
export type CourseRequest = {
  readonly home: PaperHome;
  readonly settings: CycleSettings;
  readonly latest: () => PortfolioState | null;
  readonly shouldStop: () => boolean;
};

/** Where what is wrong with a market is told. */
export type Complaints = {
  readonly problem: (problem: TapeProblem) => void;
  readonly line: (line: string) => void;
};

const endOf = ({ until }: StartOptions, end: EpochMs): EpochMs =>
  until.kind === 'time' ? earlier(end, until.at) : end;

const onTape = async (
  source: TapeSource,
  options: StartOptions,
  complaints: Complaints,
): Promise<Result<MarketPlan, readonly string[]>> => {
  const opened = await tapeFor(source, complaints.problem);
  if (!opened.ok) return opened;
  const { tape, portfolio } = opened.value;
  return ok({
    portfolio,
    tapeOf: () => Promise.resolve(ok(tape)),
    courseOf: ({ home, settings: { cycle } }) => {
      const { venue, origin } = home;
      const from = origin === 'new' ? tape.start : after(venue.now(), cycle);
      return tapeCourse({ tape, venue, cycle, from, until: endOf(options, tape.end) });
    },
  });
};

const onLiveData = (
  options: StartOptions,
  config: PaperConfig,
  complaints: Complaints,
): MarketPlan => {
  const opened = openPublic({
    config,
    clock: systemClock,
    complain: complaints.line,
    lifetime: LASTING,
  });
  return {
    portfolio: 'live-data',
    tapeOf: (stored) => liveTape(opened, systemClock, stored),
    courseOf: ({ home, settings, latest, shouldStop }) => {
      const { venue, tape } = home;
      opened.pin(() => ownMarkets(venue));
      const tokensToRead: ReturnType<typeof tokensFor> = (universe) => {
        const state = latest();
        return state === null ? [] : tokensFor(settings, state, systemClock.now())(universe);
      };
      return liveCourse({
        venue,
        reads: opened.reads,
        source: { reads: opened.reads, clock: systemClock, tokensToRead },
        cycle: settings.cycle,
        until: endOf(options, tape.end),
        wait: (ms) => waitUnless(shouldStop, ms),
        shouldStop,
      });
    },
  };
};

/** Plans the market that the options ask for. Recordings are opened, live data are not read yet. */
export const planMarket = async (
  options: StartOptions,
  config: PaperConfig,
  complaints: Complaints,
): Promise<Result<MarketPlan, readonly string[]>> => {
  const { source } = options;
  if (source.kind !== 'live') return onTape(source, options, complaints);
  return ok(onLiveData(options, config, complaints));
};
