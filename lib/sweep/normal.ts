// The normal distribution, as exactly as a double holds it.

const HALF_LOG_TAU = 0.9189385332046727;
// Beyond this a double cannot tell the probability from 0 or 1.
const FAR = 8.3;

/**
 * The probability that a standard normal variable is at most this.
 * Source: Marsaglia 2004, Evaluating the Normal Distribution, J. of Statistical Software 11(4).
 */
export const normalCdf = (x: number): number => {
  if (x > FAR) return 1;
  if (x < -FAR) return 0;
  let [sum, term] = [x, x];
  for (let odd = 3, before = 0; sum !== before; odd += 2) {
    before = sum;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - HALF_LOG_TAU);
};

const HALVINGS = 60;

/** What a standard normal variable is at most with this probability. Range: above 0, below 1. */
export const normalQuantile = (probability: number): number => {
  let [low, high] = [-FAR, FAR];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
