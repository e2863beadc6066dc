// Cycles with real money, one after the other in real time, until the session is asked to end. It
// ends with a cycle under halt, so that nothing of ours rests at the venue when nobody looks.

import { stoppable } from '../backtest/stoppable-switch.ts';
import { cancelEverything } from '../cycle/cancel.ts';
import { runCycle } from '../cycle/run-cycle.ts';
import { larger } from '../units/quantity.ts';
import { after, durationMs, elapsed, msOfDuration } from '../units/time.ts';
import { noted, STARTED } from './session-end.ts';
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

const cycles = async (run: LiveRun, ports: Ports): Promise<SessionEnd> => {
  let course = STARTED;
  while (!run.shouldStop() && !isOver(run, course)) {
    const started = ports.clock.now();
    const end = await runCycle(ports, run.settings);
    course = noted(course, end);
    if (end.kind === 'failed') return course;
    if (end.kind === 'saved') run.progress(end, ports.clock.now());
    if (!isOver(run, course)) await waitUntil(run, dueAfter(run, started, end));
  }
  return { ...course, market: run.shouldStop() ? 'stopped' : 'until-reached' };
};

/** Runs a live session to its end. Where the state fails, everything is cancelled all the same. */
export const runLive = async (run: LiveRun): Promise<SessionEnd> => {
  const killSwitch = stoppable(run.ports.killSwitch);
  const ports = { ...run.ports, killSwitch };
  const course = await cycles(run, ports);
  if (course.failure !== null) {
    await cancelEverything(ports.venue);
    return course;
  }
  killSwitch.stop();
  return noted(course, await runCycle(ports, run.settings));
};
