// How much of a Sharpe ratio is luck: the luck of few periods, and that of having tried many
// settings and kept the best. All ratios are of one period and are not annualised.

import { andThen, knownFigure, unknownFigure } from './figure.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import type { Figure } from './figure.ts';

/** The moments of period returns. */
export type Moments = {
  readonly count: number;
  readonly mean: number;
  /** Of a sample: divided by one less than the count. */
  readonly deviation: number;
  /** Third moment over the cube of the deviation; 0 for a normal variable. */
  readonly skewness: number;
  /** Fourth moment over the fourth power of the deviation; 3 for a normal variable. */
  readonly kurtosis: number;
};

/** Fewer periods than these prove nothing. */
export const PERIODS_MIN = 30;

/** The moments of at least two returns; without any spread the higher ones are 0. */
export const momentsOf = (returns: readonly number[]): Moments => {
  const count = returns.length;
  const mean = returns.reduce((sum, one) => sum + one, 0) / count;
  const moment = (power: number): number =>
    returns.reduce((sum, one) => sum + (one - mean) ** power, 0) / count;
  const variance = moment(2);
  return {
    count,
    mean,
    deviation: Math.sqrt((variance * count) / (count - 1)),
    skewness: variance === 0 ? 0 : moment(3) / variance ** 1.5,
    kurtosis: variance === 0 ? 0 : moment(4) / variance ** 2,
  };
};

/** The mean return over its deviation. Unknown: too few periods, or all the same. */
export const sharpeRatio = (returns: readonly number[]): Figure => {
  if (returns.length < PERIODS_MIN)
    return unknownFigure(`${returns.length} periods; fewer than ${PERIODS_MIN} prove nothing`);
  const { mean, deviation } = momentsOf(returns);
  return deviation === 0
    ? unknownFigure('every period brought the same')
    : knownFigure(mean / deviation);
};

/** A Sharpe ratio with what decides how far it is to be believed. */
export type Estimate = Pick<Moments, 'count' | 'skewness' | 'kurtosis'> & {
  readonly sharpe: number;
};

/**
 * The probability that the true ratio is above a benchmark.
 * `Phi((SR - SR*) sqrt(T - 1) / sqrt(1 - skew SR + (kurt - 1) / 4 SR^2))`
 * Source: Bailey and Lopez de Prado 2012, The Sharpe Ratio Efficient Frontier, equation 11.
 */
export const probabilisticSharpe = (estimate: Estimate, benchmark: number): Figure => {
  const { count, sharpe, skewness, kurtosis } = estimate;
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
  if (spread <= 0) return unknownFigure('the returns take no more than two values');
  return knownFigure(normalCdf(((sharpe - benchmark) * Math.sqrt(count - 1)) / Math.sqrt(spread)));
};

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The ratio that the best of so many trials has by luck alone, where the true ratio of all is 0.
 * `sqrt(V) ((1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e)))`, V the variance of the trials' ratios.
 * Source: Bailey and Lopez de Prado 2014, The Deflated Sharpe Ratio, equation 1 and appendix 1.
 */
export const luckiestSharpe = (trials: number, variance: number): number =>
  trials < 2
    ? 0
    : Math.sqrt(variance) *
      ((1 - EULER_MASCHERONI) * normalQuantile(1 - 1 / trials) +
        EULER_MASCHERONI * normalQuantile(1 - 1 / (trials * Math.E)));

/**
 * The probability that a ratio is not the luck of the best of so many trials. All of them count as
 * independent; trials that are alike are fewer than they seem, so that it errs against the result.
 * Source: Bailey and Lopez de Prado 2014, The Deflated Sharpe Ratio, equation 2.
 */
export const deflatedSharpe = (
  best: Estimate,
  { trials, variance }: { readonly trials: number; readonly variance: number },
): Figure => probabilisticSharpe(best, luckiestSharpe(trials, variance));

/** The deflated ratio of the chosen returns among those of all trials, its own included. */
export const deflatedAmong = (
  chosen: readonly number[],
  all: readonly (readonly number[])[],
): Figure =>
  andThen(sharpeRatio(chosen), (sharpe) => {
    const ratios = all.flatMap((returns) => {
      const ratio = sharpeRatio(returns);
      return ratio.kind === 'known' ? [ratio.value] : [];
    });
    if (all.length > 1 && ratios.length < 2)
      return unknownFigure('no other trial has a ratio: how far they scatter is not known');
    const variance = ratios.length < 2 ? 0 : momentsOf(ratios).deviation ** 2;
    const { count, skewness, kurtosis } = momentsOf(chosen);
    return deflatedSharpe({ count, skewness, kurtosis, sharpe }, { trials: all.length, variance });
  });
