// Noise that wanders and always comes back: an Ornstein-Uhlenbeck process in steps of one second.

import { STEP_MINUTES } from './clock.ts';
import type { Random } from './random.ts';

/** How far noise strays, and how long it takes to come most of the way back. */
export type NoisePlan = { readonly deviation: number; readonly minutes: number };

/** Noise around zero. */
export type Noise = {
  readonly value: () => number;
  /** Moves on by one step; a scale above 1 makes this step livelier. */
  readonly advance: (scale: number) => void;
  readonly push: (by: number) => void;
};

/** Starts noise at a place drawn from where it mostly is. */
export const startNoise = ({ deviation, minutes }: NoisePlan, random: Random): Noise => {
  const kept = Math.exp(-STEP_MINUTES / minutes);
  const innovation = deviation * Math.sqrt(1 - kept * kept);
  let value = deviation * random.normal();
  return {
    value: () => value,
    advance: (scale) => {
      value = kept * value + scale * innovation * random.normal();
    },
    push: (by) => {
      value += by;
    },
  };
};
