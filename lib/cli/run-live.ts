// Cycles with real money, one after the other in real time, until the session is asked to end. It
// ends with a cycle under halt, so that nothing of ours rests at the venue when nobody looks.

import { stoppable } from '../backtest/stoppable-switch.ts';
import { cancelEverything } from '../cycle/cancel.ts';
import { describeHalt } from '../cycle/halt.ts';
import { runCycle } from '../cycle/run-cycle.ts';
import { larger } from '../units/quantity.ts';
import { after, durationMs, elapsed, msOfDuration } from '../units/time.ts';
import { noted, STARTED } from './session-end.ts';
import type { CycleFailure } from '../cycle/cycle-failure.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Ports } from '../cycle/ports.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { EpochMs } from '../units/time.ts';
import type { LiveUntil } from './live-options.ts';
import type { SavedCycle, SessionEnd } from './session-end.ts';

/** A live session about to run. */
export type LiveRun = {
  readonly ports: Ports;
  readonly settings: CycleSettings;
  readonly until: LiveUntil;
  readonly wait: (ms: number) => Promise<void>;
  readonly shouldStop: () => boolean;
  readonly progress: (end: SavedCycle, at: EpochMs) => void;
};

const isOver = ({ ports, until }: LiveRun, { tally }: SessionEnd): boolean => {
  switch (until.kind) {
    case 'never':
      return false;
    case 'cycles':
      return tally.cycles >= until.count;
    case 'time':
      return ports.clock.now() > until.at;
  }
};

const waitUntil = (run: LiveRun, due: EpochMs): Promise<void> => {
  const left = elapsed(run.ports.clock.now(), due);
  return run.wait(Number(msOfDuration(larger(left, durationMs(0n)))));
};

// Another holder's lease ends by itself; a cycle that met one is tried again when it is over.
const dueAfter = (run: LiveRun, started: EpochMs, end: CycleEnd): EpochMs =>
  end.kind === 'skipped' ? end.until : after(started, run.settings.cycle);

/**
 * How many cycles in a row may fail before a session gives up. Why 5: at a cycle a minute as long
 * as a resting order lives, so that what is left alone by then has gone by itself.
 */
export const FAILURES_MAX = 5;

// What may be over by the next cycle: the positions that are held still need their stops. After a
// broken rule, the state remembers to reduce only.
const mayPass = ({ kind }: CycleFailure): boolean =>
  kind === 'UNAVAILABLE' || kind === 'LEASE_LOST' || kind === 'INVARIANT_BROKEN';

const cycles = async (run: LiveRun, ports: Ports): Promise<SessionEnd> => {
  let course = STARTED;
  let failures = 0;
  while (!run.shouldStop() && !isOver(run, course)) {
    const started = ports.clock.now();
    const end = await runCycle(ports, run.settings);
    course = noted(course, end);
    failures = end.kind === 'failed' ? failures + 1 : 0;
    if (end.kind === 'failed' && (failures >= FAILURES_MAX || !mayPass(end.error))) return course;
    if (end.kind === 'saved') run.progress(end, ports.clock.now());
    if (!isOver(run, course)) await waitUntil(run, dueAfter(run, started, end));
  }
  return { ...course, market: run.shouldStop() ? 'stopped' : 'until-reached' };
};

const cancelAndTell = async ({ venue, telemetry }: Ports): Promise<void> => {
  const outcome = await cancelEverything(venue);
  telemetry.log({
    level: outcome.kind === 'verified' ? 'warn' : 'error',
    message: `[RiskManager] The session broke: ${describeHalt(outcome)}`,
    fields: {},
  });
};

/**
 * Runs a live session to its end. Whatever it fails by, everything is cancelled and what came of
 * that is told.
 * Throws: what an adapter throws and no cycle has caught.
 */
export const runLive = async (run: LiveRun): Promise<SessionEnd> => {
  const killSwitch = stoppable(run.ports.killSwitch);
  const ports = { ...run.ports, killSwitch };
  try {
    const course = await cycles(run, ports);
    killSwitch.stop();
    // Under halt a cycle cancels before it asks for the state, which may be what has failed.
    const last = noted(course, await runCycle(ports, run.settings));
    return { ...last, failure: course.failure ?? last.failure };
  } catch (error) {
    await cancelAndTell(ports);
    throw error;
  }
};
