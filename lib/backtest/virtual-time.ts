// Waiting on a tape. Calls that are made together wait together, as they would in life: time moves
// only when nobody can do anything without it, and then to the moment that comes first.

import { msOf, timeAt } from '../simulation/micros.ts';
import type { Player } from './player.ts';

/** Waits some of the tape's time. Unit: ms. */
export type WaitFor = (ms: number) => Promise<void>;

/** Lets everything run that waits for nothing: one turn of the event loop. */
export type Turn = () => Promise<void>;

type Sleeper = {
  readonly at: number;
  readonly wake: () => void;
  readonly fail: (error: unknown) => void;
};

// The one who has to wake first; of two at the same moment, the one who lay down first.
const firstOf = (sleepers: readonly Sleeper[]): Sleeper | undefined =>
  sleepers.reduce<Sleeper | undefined>(
    (first, one) => (first === undefined || one.at < first.at ? one : first),
    undefined,
  );

/** Makes waiting possible on a player's tape. */
export const virtualTime = (player: Pick<Player, 'advanceTo' | 'now'>, turn: Turn): WaitFor => {
  const sleepers: Sleeper[] = [];
  let isMoving = false;

  const move = async (): Promise<void> => {
    for (;;) {
      await turn();
      const first = firstOf(sleepers);
      if (first === undefined) break;
      sleepers.splice(sleepers.indexOf(first), 1);
      await player.advanceTo(timeAt(first.at)).then(first.wake, first.fail);
    }
    isMoving = false;
  };
  return (ms) =>
    new Promise((wake, fail) => {
      sleepers.push({ at: msOf(player.now()) + ms, wake, fail });
      if (isMoving) return;
      isMoving = true;
      void move();
    });
};
