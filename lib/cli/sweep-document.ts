// A sweep as one JSON document. What is not known is null, with the reason beside it.

import { trialText } from '../sweep/space.ts';
import { countingBand, keyOf } from '../sweep/sweep-run.ts';
import { ranked, wholeScore } from '../sweep/score.ts';
import { deflatedAmong } from '../sweep/sharpe.ts';
import { formatTime, epochMs } from '../units/time.ts';
import { periodCount } from './sweep-plan.ts';
import { sweepWarnings } from './sweep-warnings.ts';
import type { Figure } from '../sweep/figure.ts';
import type { Score } from '../sweep/score.ts';
import type { RunResult } from '../sweep/sweep-run.ts';
import type { Judgement } from '../sweep/walk-forward.ts';
import type { Swept } from './sweep-plan.ts';

/** A trial over everything, with how good it was. */
export type RankedTrial = {
  /** Its place among the trials, from 1. */
  readonly trial: number;
  readonly result: RunResult;
  readonly score: Score;
};

/** The trials from the best to the worst. */
export const rankedTrials = ({ plan, results }: Swept): readonly RankedTrial[] => {
  const trials = plan.whole.flatMap((run, place) => {
    const result = results.get(keyOf(run));
    return result === undefined ? [] : [{ trial: place + 1, result, score: wholeScore(result) }];
  });
  const order = ranked(
    trials.map(({ score }) => score),
    plan.options.criterion,
  );
  return order.flatMap((place) => trials[place] ?? []);
};

/** The probability that the best of all trials is more than the luck of having tried so many. */
export const deflatedBest = (trials: readonly RankedTrial[]): Figure | null => {
  const [best] = trials;
  if (best === undefined) return null;
  if (best.score.sharpe.kind === 'unknown') return best.score.sharpe;
  return deflatedAmong(
    best.score.profits,
    trials.map(({ score }) => score.profits),
  );
};

const figure = (one: Figure): object =>
  one.kind === 'known' ? { value: one.value } : { value: null, why: one.why };

const scoreDocument = ({ net, fills, profits, unknownPeriods, sharpe }: Score): object => ({
  net: figure(net),
  fills,
  periods: profits.length,
  unknownPeriods,
  sharpe: figure(sharpe),
});

const judgementDocument = ({ folds, together, chance }: Judgement): object => ({
  folds: folds.map((fold) => ({
    name: fold.name,
    values: fold.heldOut.values,
    from: fold.heldOut.from,
    until: fold.heldOut.until,
    markets: fold.heldOut.markets,
    inSample: { ...scoreDocument(fold.inSample), deflatedSharpe: figure(fold.deflated) },
    heldOut: { ...scoreDocument(fold.outOfSample), p: figure(fold.chance) },
  })),
  together: { ...scoreDocument(together), p: figure(chance) },
});

const trialDocument = ({ trial, result, score }: RankedTrial): object => ({
  trial,
  name: trialText(result.run.values),
  values: result.run.values,
  ...scoreDocument(score),
  income: countingBand(result)?.income ?? null,
  drawdownMax: countingBand(result)?.drawdownMax ?? null,
  bands: result.bands.map(({ name, net, fills, failure }) => ({ name, net, fills, failure })),
});

/** Makes the document. */
export const sweepDocument = (swept: Swept): object => {
  const { plan, judgement } = swept;
  const { head, stretch, options } = plan;
  const trials = rankedTrials(swept);
  const deflated = deflatedBest(trials);
  return {
    ...head,
    from: formatTime(epochMs(BigInt(stretch.from))),
    until: formatTime(epochMs(BigInt(stretch.until))),
    periods: periodCount(plan),
    chosenBy: options.criterion,
    deflatedSharpe: deflated === null ? null : figure(deflated),
    trials: trials.map(trialDocument),
    walkForward: judgement && {
      ...options.walkForward,
      ...judgementDocument(judgement),
    },
    warnings: sweepWarnings(swept),
  };
};
