// Deployments. Most bring the same function again; now and then one brings a newer function, whose
// state the one before cannot read. It is rolled back after some minutes, and some minutes later
// somebody finds out and restores the state.

import type { Dice } from './dice.ts';

/** What is done in a minute. */
export type Deployment = 'none' | 'same' | 'newer' | 'back' | 'restore';

const RATES = { same: 0.01, newer: 0.004 } as const;

const NEWER_MINUTES = 4;
const UNNOTICED_MINUTES = 4;

type Phase =
  | { readonly kind: 'own' }
  | { readonly kind: 'newer' | 'unnoticed'; readonly left: number }
  /** Restoring may fail, and is tried until the state is ours again. */
  | { readonly kind: 'restoring' };

/** Whoever deploys. */
export type Deployments = {
  /** Called once a minute, told whether the stored state is one that the shipped function reads. */
  readonly minute: (isReadable: boolean) => Deployment;
  /** The same in calm weather: nothing new is deployed, and what is newer is rolled back now. */
  readonly calm: (isReadable: boolean) => Deployment;
};

/** Makes somebody who deploys. */
export const createDeployments = (dice: Dice): Deployments => {
  let phase: Phase = { kind: 'own' };
  const some = (most: number): number => 1 + Math.floor(dice.between(0, most));
  const restoring = (isReadable: boolean): Deployment => {
    phase = { kind: isReadable ? 'own' : 'restoring' };
    return isReadable ? 'none' : 'restore';
  };
  const begun = (): Deployment => {
    if (dice.happens('operator', RATES.newer)) {
      dice.note('deploy newer schema');
      phase = { kind: 'newer', left: some(NEWER_MINUTES) };
      return 'newer';
    }
    if (!dice.happens('operator', RATES.same)) return 'none';
    dice.note('deploy');
    return 'same';
  };
  const rolledBack = (): Deployment => {
    dice.note('deploy rolled back');
    phase = { kind: 'unnoticed', left: some(UNNOTICED_MINUTES) };
    return 'back';
  };
  return {
    minute: (isReadable) => {
      if (phase.kind === 'own') return begun();
      if (phase.kind === 'restoring' || phase.left === 0) {
        return phase.kind === 'newer' ? rolledBack() : restoring(isReadable);
      }
      phase = { ...phase, left: phase.left - 1 };
      return 'none';
    },
    calm: (isReadable) => (phase.kind === 'newer' ? rolledBack() : restoring(isReadable)),
  };
};
