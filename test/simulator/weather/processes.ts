// What happens to a process at one of its requests: it dies before or after that was carried out,
// it stands still for a while, or its clock is set.

import type { SimulatedProcess } from '../world/process.ts';
import type { Travel } from '../world/requests.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Dice } from './dice.ts';

/** By how much a clock may be off the true time: two of them differ by twice that. Unit: ms. */
export const CLOCK_OFF_MAX_MS = 2_500;

const RATES = { death: 0.0006, jump: 0.0006, pause: 0.0008 } as const;

const WHEN = ['before', 'after'] as const;

// Up to nearly the whole time of an invocation. Unit: ms.
const PAUSE_MAX_MS = 48_000;

// Shorter than any way: nothing happens in between.
const AN_INSTANT_MS = 0.001;

/** What befalls processes. */
export type Processes = {
  /** How far the clock of a process is ahead that starts now. Unit: ms. */
  readonly clockAhead: () => number;
  readonly onRequest: (
    process: SimulatedProcess,
    on: { readonly travel: Travel; readonly timeline: Timeline },
  ) => void;
};

// A cycle under a halt asks some more often than this before it is done.
const REQUESTS_LEFT_MAX = 20;

/** Makes what befalls processes; in a deadly time each of them dies at one of its next requests. */
export const createProcesses = (dice: Dice, isDeadly: () => boolean): Processes => {
  const doomed = new WeakMap<SimulatedProcess, number>();
  const isDoomed = (process: SimulatedProcess): boolean => {
    if (!isDeadly()) return false;
    const last = process.requests() + Math.floor(dice.usual(0, REQUESTS_LEFT_MAX));
    const dies = doomed.get(process) ?? last;
    doomed.set(process, dies);
    return process.requests() >= dies;
  };
  const clockAhead = (): number => Math.round(dice.usual(-CLOCK_OFF_MAX_MS, CLOCK_OFF_MAX_MS));
  return {
    clockAhead,
    onRequest: (process, { travel, timeline }) => {
      if (!process.isAlive()) return;
      if (dice.happens('process', RATES.jump)) {
        process.setClock(clockAhead());
        dice.note('clock jumps');
      }
      if (dice.happens('process', RATES.pause)) {
        dice.note('process stands still');
        timeline.at(timeline.now() + dice.between(1_000, PAUSE_MAX_MS), process.pause());
      }
      const isDue = isDoomed(process);
      if (!isDue && !dice.happens('process', RATES.death)) return;
      const when = isDue ? (dice.usual(0, 1) < 0.5 ? 'before' : 'after') : dice.oneOf(WHEN);
      if (!isDue) dice.note(`process dies ${when} a request is carried out`);
      // The request of a dead process is never sent; one that is under way arrives.
      if (when === 'before') process.kill();
      else timeline.at(timeline.now() + travel.there + AN_INSTANT_MS, process.kill);
    },
  };
};
