// Probabilities on the scale where they have no ends. A constant distance there is a fair one at
// every price, so spreads and volatilities are measured on it. Estimates only, never money.
//
// Math.log and Math.exp may differ between engines by the standard; V8 carries its own port of
// fdlibm for both, so that one version of Node gives the same bits on every machine.

import { probability } from './price.ts';
import type { Probability } from './price.ts';

declare const estimate: unique symbol;

/** ln(p / (1 - p)): a float. */
export type LogOdds = number & { readonly [estimate]: 'LogOdds' };

// Beyond this a probability is not told from 0 or 1 by any price grid, whose finest step is 10^-4.
const PROBABILITY_MIN = 1e-7;

/** The log-odds of a probability. */
export const logOddsOf = (p: Probability): LogOdds => Math.log(p / (1 - p)) as LogOdds;

/** Moves log-odds by a distance on their own scale. */
export const movedBy = (x: LogOdds, distance: number): LogOdds => (x + distance) as LogOdds;

/** The probability of log-odds, kept a ten-millionth away from 0 and 1. */
export const probabilityAt = (x: LogOdds): Probability =>
  probability(Math.min(1 - PROBABILITY_MIN, Math.max(PROBABILITY_MIN, 1 / (1 + Math.exp(0 - x)))));
