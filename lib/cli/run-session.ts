// Runs the cycles of a session: paces them, shows progress, ends between cycles when asked, and
// closes with a cycle that cancels everything.

import { paperPorts } from '../backtest/paper-ports.ts';
import { stoppable } from '../backtest/stoppable-switch.ts';
import { runCycle } from '../cycle/run-cycle.ts';
import { elapsed, msOfDuration } from '../units/time.ts';
import { keepVenue } from '../wiring/paper-venue-state.ts';
import { pauseMs } from './pacing.ts';
import { noted, STARTED } from './session-end.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Ports } from '../cycle/ports.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { EpochMs } from '../units/time.ts';
import type { Course } from './course.ts';
import type { Moment } from './pacing.ts';
import type { PaperHome } from './paper-session.ts';
import type { Speed } from './start-options.ts';
import type { SavedCycle, SessionEnd } from './session-end.ts';

/** A session about to run. */
export type Session = {
  readonly tape: Tape;
  readonly home: PaperHome;
  readonly course: Course;
  readonly settings: CycleSettings;
  readonly telemetry: Telemetry;
  readonly killSwitch: KillSwitchPort;
  readonly leaseClock: Clock;
  readonly speed: Speed;
  readonly cyclesMax: number | null;
  /** Names this process among the holders of leases. */
  readonly name: string;
  readonly wait: (ms: number) => Promise<void>;
  readonly shouldStop: () => boolean;
  readonly progress: (end: SavedCycle, at: EpochMs) => void;
};

// The lease of a session that died may still run; its end is known, so it is waited for.
const patiently =
  (session: Session, cycle: () => Promise<CycleEnd>) => async (): Promise<CycleEnd> => {
    for (;;) {
      const end = await cycle();
      if (end.kind !== 'skipped' || session.shouldStop()) return end;
      const ms = Number(msOfDuration(elapsed(session.leaseClock.now(), end.until)));
      session.telemetry.log({
        level: 'warn',
        message: `[Keel] Another session holds this portfolio: waiting ${String(ms)} ms for it`,
        fields: {},
      });
      await session.wait(Math.max(ms, 1));
    }
  };

// Waits after a cycle for real time to catch up with the tape.
const pacer = ({ home, leaseClock, speed, wait }: Session): (() => Promise<void>) => {
  const moment = (): Moment => ({ onTape: home.venue.now(), real: leaseClock.now() });
  let before = moment();
  return async () => {
    await wait(pauseMs(speed, before, moment()));
    before = moment();
  };
};

/** What the ports of a session are made of. */
export type SessionParts = Pick<
  Session,
  'tape' | 'home' | 'course' | 'telemetry' | 'killSwitch' | 'leaseClock' | 'name'
>;

/** The ports of a session: the simulated venue, but for what its market answers by itself. */
export const sessionPorts = (session: SessionParts): Ports => {
  const { tape, home, course, telemetry, killSwitch, leaseClock, name } = session;
  const { venue, store } = home;
  const ports = paperPorts({
    venue,
    store,
    killSwitch,
    faults: course.faults,
    telemetry,
    leaseClock,
    name,
    checkpoint: (past) => keepVenue(tape, home, past),
  });
  return { ...ports, venue: { ...ports.venue, ...course.reads } };
};

/** Runs a session to its end. */
export const runSession = async (session: Session): Promise<SessionEnd> => {
  const { home, settings, course: market } = session;
  const { venue } = home;
  const pace = pacer(session);
  const cyclesMax = session.cyclesMax ?? Infinity;
  const killSwitch = stoppable(session.killSwitch);
  const ports = sessionPorts({ ...session, killSwitch });
  const cycle = patiently(session, () => runCycle(ports, settings));
  let course = STARTED;
  const afterCycle = async (end: CycleEnd): Promise<'go-on' | 'stop'> => {
    course = noted(course, end);
    if (end.kind !== 'saved' || session.shouldStop()) return 'stop';
    session.progress(end, venue.now());
    if (course.tally.cycles >= cyclesMax) return 'stop';
    await pace();
    return session.shouldStop() ? 'stop' : 'go-on';
  };
  const played = await market.play({ runCycle: cycle, afterCycle });
  if (course.failure !== null) return course;
  course = { ...course, market: played };
  killSwitch.stop();
  return noted(course, await cycle());
};
