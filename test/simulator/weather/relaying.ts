// What becomes of batches at the relayer: most are final within seconds, some are listed late, take
// minutes, fail, or are given up.

import { RELAYED } from '../relayer/relayer.ts';
import type { BatchFate } from '../relayer/relayer.ts';
import type { Dice } from './dice.ts';

const FATE_RATE = 0.25;

// A deposit wallet takes nothing after 4 minutes; the slowest come after that. Unit: ms.
const SLOW = { from: 8_000, to: 60_000 } as const;
const STUCK = { from: 60_000, to: 420_000 } as const;
const LISTED_LATE = { from: 1_000, to: 30_000 } as const;

type Trouble = readonly [name: string, fate: (dice: Dice) => Partial<BatchFate>];

const TROUBLES: readonly Trouble[] = [
  ['fails', () => ({ end: 'failed' })],
  ['is invalid', () => ({ end: 'invalid', minedAfter: 500 })],
  ['is slow', (dice) => ({ minedAfter: dice.between(SLOW.from, SLOW.to) })],
  ['is stuck', (dice) => ({ minedAfter: dice.between(STUCK.from, STUCK.to) })],
  [
    'is stuck and fails',
    (dice) => ({ end: 'failed', minedAfter: dice.between(STUCK.from, STUCK.to) }),
  ],
  ['is final late', (dice) => ({ confirmedAfter: dice.between(SLOW.from, STUCK.to) })],
  ['is listed late', (dice) => ({ listedAfter: dice.between(LISTED_LATE.from, LISTED_LATE.to) })],
];

/** Chooses what becomes of each batch. */
export const batchFateBy = (dice: Dice) => (): BatchFate => {
  if (!dice.happens('relayer', FATE_RATE)) return RELAYED;
  const [name, fate] = dice.oneOf(TROUBLES);
  dice.note(`batch ${name}`);
  return { ...RELAYED, ...fate(dice) };
};
