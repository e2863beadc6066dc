// What the report comes to, in words. Only the pessimistic band of a backtest counts: a strategy
// that earns nothing there earns because a model was kind to it.

import { dollars } from './format.ts';
import type { ReportBand, ReportData } from './report-data.ts';

/** The headline and what has to be known beside it. */
export type Verdict = {
  readonly tone: 'gain' | 'loss' | 'unknown';
  readonly headline: string;
  readonly words: string;
};

/** The band that counts: the pessimistic one of a backtest, else the only one. */
export const countingBand = ({ bands }: Pick<ReportData, 'bands'>): ReportBand | undefined =>
  bands.find(({ name }) => name === 'pessimistic') ?? bands[0];

/**
 * Income that net has and equity has not: a backtest pays it apart from its trading, while the
 * books of every other portfolio hold it. Null where it is not known. Unit: dollars.
 */
export const incomeApart = (
  { kind }: Pick<ReportData, 'kind'>,
  { money: { rebates, rewards, yield: paidOut } }: Pick<ReportBand, 'money'>,
): number | null => {
  if (kind !== 'backtest') return 0;
  if (rebates === null || rewards === null || paidOut === null) return null;
  return Number(rebates) + Number(rewards) + Number(paidOut);
};

const WHERE: Readonly<Record<ReportData['kind'], string>> = {
  backtest: 'In the pessimistic band it',
  paper: 'On paper it',
  live: 'It',
};

const WORDS: Readonly<Record<ReportData['kind'], string>> = {
  backtest:
    'Only the pessimistic band counts. It lets every share that stood before ours be filled ' +
    'first, and makes us slow. The other bands show how much hangs on that, and promise nothing.',
  paper: 'Simulated money at a simulated venue: our own orders moved no price, and nobody reacted.',
  live: 'These are the books of this portfolio; every cycle compares them with the venue.',
};

const bandsDisagree = ({ kind, bands }: ReportData, net: number): boolean =>
  kind === 'backtest' && net <= 0 && bands.some((band) => Number(band.money.net ?? 0) > 0);

/** Says what the report comes to. */
export const verdictOf = (data: ReportData): Verdict => {
  const net = countingBand(data)?.money.net ?? null;
  const words = WORDS[data.kind];
  if (net === null) return { tone: 'unknown', headline: 'What it came to is not known.', words };
  const amount = Number(net);
  if (amount > 0)
    return { tone: 'gain', headline: `${WHERE[data.kind]} earned ${dollars(amount)}.`, words };
  const result = amount === 0 ? 'earned nothing' : `lost ${dollars(-amount)}`;
  const other = bandsDisagree(data, amount) ? ' A kinder band gains; that does not count.' : '';
  return { tone: 'loss', headline: `${WHERE[data.kind]} ${result}.${other}`, words };
};
