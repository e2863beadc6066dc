// How long requests are under way. Most take as long as ever; now and then one is held up, longer
// than anybody waits for it, and arrives all the same.

import { currentProcess } from '../world/process.ts';
import type { Travel } from '../world/requests.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Dice } from './dice.ts';
import type { Processes } from './processes.ts';

/** The most that a request is held up on its way. Unit: ms. */
export const HELD_UP_MAX_MS = 40_000;

/** The most that a request to a service is held up: longer than a lease. Unit: ms. */
const SERVICE_HELD_UP_MAX_MS = 75_000;

const RATES = { spike: 0.003, heldUp: 0.01, serviceHeldUp: 0.004 } as const;

/** A way with its usual one-way time. Unit: ms. */
type Way = { readonly name: string; readonly usual: number };

const legOf = (dice: Dice, { name, usual }: Way): number => {
  const leg = dice.usual(usual * 0.6, usual * 1.8);
  if (dice.happens('travel', RATES.spike)) {
    dice.note(`travel ${name} spike`);
    return leg + dice.between(1_000, 6_000);
  }
  return dice.isGusty('travel') ? leg * 12 : leg;
};

/** Decides how long requests travel; what happens to their process meanwhile, it is told. */
export type Roads = {
  readonly toVenue: (isPlacing: boolean) => Travel;
  readonly toAws: () => Travel;
};

/** Makes the ways to venue and services. */
export const createRoads = (dice: Dice, processes: Processes, timeline: () => Timeline): Roads => {
  const travelOf = (way: Way, extra: number): Travel => {
    const travel = { there: legOf(dice, way) + extra, back: legOf(dice, way) };
    const process = currentProcess();
    if (process !== undefined) processes.onRequest(process, { travel, timeline: timeline() });
    return travel;
  };
  return {
    toVenue: (isPlacing) => {
      const isHeldUp = isPlacing && dice.happens('travel', RATES.heldUp);
      if (isHeldUp) dice.note('travel placing held up');
      const extra = isHeldUp ? dice.between(5_000, HELD_UP_MAX_MS - 8_000) : 0;
      return travelOf({ name: 'venue', usual: 25 }, extra);
    },
    toAws: () => {
      const isHeldUp = dice.happens('travel', RATES.serviceHeldUp);
      if (isHeldUp) dice.note('travel aws held up');
      const extra = isHeldUp ? dice.between(5_000, SERVICE_HELD_UP_MAX_MS) : 0;
      return travelOf({ name: 'aws', usual: 3 }, extra);
    },
  };
};
