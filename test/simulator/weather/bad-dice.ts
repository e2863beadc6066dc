// Dice by which everything that may go wrong does, until they are told otherwise.

import { randomStream } from '../../../lib/tape/generator/random.ts';
import { createDice } from './dice.ts';
import type { Dice } from './dice.ts';

/** Dice, and the word after which nothing goes wrong any more. */
export type BadDice = { readonly dice: Dice; readonly heal: () => void };

/** Makes dice whose details follow from a name. */
export const badDice = (name: string): BadDice => {
  let isBad = true;
  const random = { ...randomStream(1n, name), chance: () => isBad };
  const dice = createDice({
    streamOf: () => random,
    allowed: 'all',
    now: () => 0,
    heard: () => undefined,
  });
  dice.setCalm(false);
  return {
    dice,
    heal: () => {
      isBad = false;
    },
  };
};
