// How good a stretch of a run was, in the band that counts.

import { andThen, knownFigure, unknownFigure } from './figure.ts';
import { sharpeRatio } from './sharpe.ts';
import { countingBand } from './sweep-run.ts';
import type { Figure } from './figure.ts';
import type { BandFigures, RunResult } from './sweep-run.ts';

/** Fewer fills than these prove nothing. */
export const FILLS_MIN = 30;

/** What a stretch brought. */
export type Score = {
  /** Unit: USDC. */
  readonly net: Figure;
  readonly fills: number;
  /** What its periods brought, those left out that are not known. Unit: USDC. */
  readonly profits: readonly number[];
  readonly unknownPeriods: number;
  /** Of one period. Unknown where it rests on too few periods or fills. */
  readonly sharpe: Figure;
};

/** Some of a run's periods, from one place to before another. */
export type Slice = { readonly from: number; readonly to: number };

const restingOn = (fills: number, figure: Figure): Figure =>
  fills < FILLS_MIN
    ? unknownFigure(`${fills} fills; fewer than ${FILLS_MIN} prove nothing`)
    : figure;

const knownIn = (profits: BandFigures['profits']): readonly number[] =>
  profits.flatMap((profit) => (profit === null ? [] : [Number(profit)]));

// Sums of hundreds of decimals in micros, so that the same amounts give the same sum in any order.
const MICROS = 1_000_000;
const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * MICROS), 0) / MICROS;

/** Scores what is known of some periods. */
export const scoreOf = (
  profits: BandFigures['profits'],
  fillsIn: readonly number[],
  net: Figure | 'sum',
): Score => {
  const known = knownIn(profits);
  const fills = fillsIn.reduce((sum, count) => sum + count, 0);
  const sum =
    known.length === 0 ? unknownFigure('no period has a known end') : knownFigure(sumOf(known));
  return {
    net: net === 'sum' ? sum : net,
    fills,
    profits: known,
    unknownPeriods: profits.length - known.length,
    sharpe: restingOn(fills, sharpeRatio(known)),
  };
};

const NO_SCORE: Score = {
  net: unknownFigure('the run has no counting band'),
  fills: 0,
  profits: [],
  unknownPeriods: 0,
  sharpe: unknownFigure('the run has no counting band'),
};

const netOf = ({ net, failure }: BandFigures): Figure => {
  if (failure !== null) return unknownFigure(`the run ended early: ${failure}`);
  return net === null
    ? unknownFigure('there is no book to value what is held')
    : knownFigure(Number(net));
};

/** Scores a whole run. */
export const wholeScore = (result: RunResult): Score => {
  const band = countingBand(result);
  return band === undefined ? NO_SCORE : scoreOf(band.profits, band.fillsIn, netOf(band));
};

/**
 * Scores the first periods of a run: up to their end it is the same run as one that ends there.
 * The net is that of the last of these periods with a known end.
 */
export const sliceScore = (result: RunResult, { from, to }: Slice): Score => {
  const band = countingBand(result);
  if (band === undefined) return NO_SCORE;
  const net = netOf(band);
  return scoreOf(
    band.profits.slice(from, to),
    band.fillsIn.slice(from, to),
    band.failure === null ? 'sum' : net,
  );
};

/** By what the best trial is chosen. */
export type Criterion = 'net' | 'sharpe';

/** The place of the best score; the first of equals; null where none is known. */
export const bestOf = (scores: readonly Score[], criterion: Criterion): number | null => {
  let best: { readonly place: number; readonly value: number } | null = null;
  for (const [place, score] of scores.entries()) {
    const figure = score[criterion];
    if (figure.kind === 'known' && (best === null || figure.value > best.value))
      best = { place, value: figure.value };
  }
  return best?.place ?? null;
};

/** The places of scores from the best to the worst, those that are not known last. */
export const ranked = (scores: readonly Score[], criterion: Criterion): readonly number[] => {
  const valueAt = (place: number): number => {
    const figure = scores[place]?.[criterion];
    return figure?.kind === 'known' ? figure.value : -Infinity;
  };
  return [...scores.keys()].toSorted((a, b) => {
    const [one, other] = [valueAt(a), valueAt(b)];
    return one === other ? a - b : other - one;
  });
};

/** A figure by the hour. Range of the hours: above 0. */
export const perHour = (figure: Figure, hours: number): Figure =>
  andThen(figure, (value) => knownFigure(value / hours));
