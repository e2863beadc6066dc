// A sweep in the terminal: the best trials on the data they were chosen on, and beside them what
// was chosen did where it was not.

import { trialText } from '../sweep/space.ts';
import { periodName } from '../sweep/periods.ts';
import { FILLS_MIN, perHour } from '../sweep/score.ts';
import { countingBand } from '../sweep/sweep-run.ts';
import { epochMs, formatTime } from '../units/time.ts';
import { deflatedBest, rankedTrials } from './sweep-document.ts';
import { periodCount } from './sweep-plan.ts';
import { dollarsOf, foldWarnings, NOTHING_HELD_OUT, verdictOf } from './sweep-warnings.ts';
import { textTable } from './text-table.ts';
import type { Figure } from '../sweep/figure.ts';
import type { SweepBand } from '../sweep/sweep-run.ts';
import type { JudgedFold, Judgement } from '../sweep/walk-forward.ts';
import type { Row } from './text-table.ts';
import type { RankedTrial } from './sweep-document.ts';
import type { SweepPlan, Swept } from './sweep-plan.ts';

const UNKNOWN = '?';

const dollars = (figure: Figure): string =>
  figure.kind === 'known' ? dollarsOf(figure.value) : UNKNOWN;

const decimals = (figure: Figure, count: number): string =>
  figure.kind === 'known' ? figure.value.toFixed(count) : UNKNOWN;

const otherBands = ({ options }: SweepPlan): readonly SweepBand[] =>
  options.settings.bands.filter((name) => name !== 'pessimistic');

const bandNet = ({ result }: RankedTrial, name: SweepBand): string => {
  const net = result.bands.find((band) => band.name === name)?.net;
  return net === undefined || net === null ? UNKNOWN : dollarsOf(Number(net));
};

const trialRow = (plan: SweepPlan, trial: RankedTrial): Row => {
  const { result, score } = trial;
  const band = countingBand(result);
  return [
    trialText(result.run.values),
    dollars(score.net),
    dollarsOf(Number(band?.income ?? 0)),
    String(score.fills),
    `${(Number(band?.drawdownMax ?? 0) * 100).toFixed(2)} %`,
    decimals(score.sharpe, 3),
    ...otherBands(plan).map((name) => bandNet(trial, name)),
  ];
};

const trialLines = (swept: Swept): readonly string[] => {
  const { plan } = swept;
  const trials = rankedTrials(swept);
  const shown = trials.slice(0, plan.options.top);
  const deflated = deflatedBest(trials);
  const header = ['Trial', 'net', 'of it income', 'fills', 'drawdown', 'Sharpe'];
  const left = trials.length - shown.length;
  return [
    ...textTable(
      [...header, ...otherBands(plan).map((name) => `${name} net`)],
      shown.map((trial) => trialRow(plan, trial)),
    ),
    ...(left > 0
      ? [`  ${String(left)} more trials; --top ${String(trials.length)} shows all`]
      : []),
    '',
    `Deflated Sharpe ratio of the best of ${String(trials.length)}: ` +
      `${deflated === null ? UNKNOWN : decimals(deflated, 3)} (the probability that it is more ` +
      'than the luck of the best)',
    ...unknownLines([
      ...shown.map(({ score }) => score.sharpe),
      ...shown.map(({ score }) => score.net),
      ...(deflated === null ? [] : [deflated]),
    ]),
  ];
};

// Each reason once: many trials have the same.
const unknownLines = (figures: readonly Figure[]): readonly string[] => {
  const reasons = figures.flatMap((figure) => (figure.kind === 'unknown' ? [figure.why] : []));
  const all = [...new Set(reasons)];
  const shown = all.slice(0, 3).map((why) => `  ${UNKNOWN} ${why}`);
  return all.length > shown.length
    ? [...shown, `  ${UNKNOWN} and ${String(all.length - shown.length)} more such reasons`]
    : shown;
};

const HOUR_MS = 3_600_000;

const inSampleHours = ({ inSample }: JudgedFold, plan: SweepPlan): number =>
  ((inSample.profits.length + inSample.unknownPeriods) * plan.stretch.periodMs) / HOUR_MS;

const heldOutHours = ({ heldOut }: JudgedFold): number =>
  (Date.parse(heldOut.until) - Date.parse(heldOut.from)) / HOUR_MS;

const foldRow = (plan: SweepPlan, fold: JudgedFold): Row => [
  `${fold.name} ${trialText(fold.heldOut.values)}`,
  dollars(perHour(fold.inSample.net, inSampleHours(fold, plan))),
  decimals(fold.inSample.sharpe, 3),
  decimals(fold.deflated, 3),
  dollars(perHour(fold.outOfSample.net, heldOutHours(fold))),
  decimals(fold.outOfSample.sharpe, 3),
  dollars(fold.outOfSample.net),
  String(fold.outOfSample.fills),
  decimals(fold.chance, 4),
];

const judgementLines = (plan: SweepPlan, judgement: Judgement): readonly string[] => {
  const { folds, together, chance } = judgement;
  const { isAgainst, words } = verdictOf(judgement);
  const { walkForward, criterion } = plan.options;
  const header = [
    'Chosen',
    'in $/h',
    'Sharpe',
    'deflated',
    'out $/h',
    'Sharpe',
    'net',
    'fills',
    'p',
  ];
  return [
    '',
    `Walk-forward by ${walkForward?.by ?? ''}: chosen by ${criterion} on one part (in), looked ` +
      'at on the part held out (out)',
    ...textTable(header, [
      ...folds.map((fold) => foldRow(plan, fold)),
      [
        'All that was held out',
        ...['', '', '', ''],
        decimals(together.sharpe, 3),
        dollars(together.net),
        String(together.fills),
        decimals(chance, 4),
      ],
    ]),
    ...foldWarnings(plan, judgement).map((warning) => `  ! ${warning}`),
    ...unknownLines([
      ...folds.flatMap((fold) => [fold.deflated, fold.outOfSample.net, fold.chance]),
      together.sharpe,
      chance,
    ]),
    '',
    `${isAgainst ? '! ' : ''}${words}`,
  ];
};

const CAUTION = [
  'In sample the best of many trials looks good by itself. Only what was held out',
  `counts, in the pessimistic band, and not below ${String(FILLS_MIN)} fills.`,
];

/** What is printed when a sweep is over. */
export const sweepLines = (swept: Swept): readonly string[] => {
  const { plan, judgement } = swept;
  const { stretch, tape, trials } = plan;
  const [from, until] = [stretch.from, stretch.until].map((ms) => formatTime(epochMs(BigInt(ms))));
  return [
    `[Keel] Sweep on ${tape.name}, ${from ?? ''} to ${until ?? ''}`,
    `${String(trials.length)} trials, ${String(periodCount(plan))} periods of ` +
      `${periodName(stretch.periodMs)}, pessimistic band; amounts in sample`,
    '',
    ...trialLines(swept),
    ...(judgement === null ? ['', `! ${NOTHING_HELD_OUT}`] : judgementLines(plan, judgement)),
    '',
    ...CAUTION,
  ];
};
