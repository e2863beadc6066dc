// Whether a sum could as well have come about by chance: the signs of what the periods brought are
// drawn anew, many times.

import { randomStream } from '../tape/generator/random.ts';
import { knownFigure, unknownFigure } from './figure.ts';
import type { Figure } from './figure.ts';

/** How often signs are drawn. */
export const PERMUTATIONS = 9_999;

/** With fewer periods that brought anything, no outcome would be rare. */
export const MOVED_MIN = 10;

/**
 * The share of sign-flipped series, the real one among them, whose sum is at least the real one.
 * What is permuted: the sign of each period's profit, each by itself and with even odds; amounts
 * and their order stay. The null is that gain and loss of the same size are equally likely in each
 * period, independently of the others. Periods that brought nothing change nothing.
 * Range: from 1 / 10,000 to 1. Unknown: too few periods that brought anything.
 * Source: Fisher 1935, The Design of Experiments, section 21; the one added to both counts is of
 * Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9(1).
 */
export const signFlipTest = (profits: readonly number[], seed: bigint): Figure => {
  const moved = profits.filter((profit) => profit !== 0);
  if (moved.length < MOVED_MIN)
    return unknownFigure(
      `${moved.length} periods brought anything; fewer than ${MOVED_MIN} prove nothing`,
    );
  const real = moved.reduce((sum, profit) => sum + profit, 0);
  const random = randomStream(seed, 'signs of profits');
  let asGood = 1;
  for (let draw = 0; draw < PERMUTATIONS; draw += 1) {
    let sum = 0;
    for (const profit of moved) sum += random.uniform() < 0.5 ? profit : -profit;
    if (sum >= real) asGood += 1;
  }
  return knownFigure(asGood / (PERMUTATIONS + 1));
};
