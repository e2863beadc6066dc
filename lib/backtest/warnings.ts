// What has to be said beside a backtest's numbers, because they would be believed otherwise. What
// any report shows by itself is said by lib/report.

import { isBelowLot } from '../units/shares.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { ReportBand } from '../report/report-data.ts';
import type { BandOutcome } from './run-band.ts';

/** Below this share of its time, a tape has seen too little of its markets. */
export const RECORDED_SHARE_MIN = 0.5;

/** Above this share of all that traded, our own orders would have moved the market. */
export const IMPACT_SHARE_MAX = 0.05;

/** A line of one band. */
export type BandLine = { readonly band: ReportBand['name']; readonly words: string };

/** Lines of several bands, each once, with the names of all bands that it is said of. */
export const mergedLines = (lines: readonly BandLine[]): readonly string[] =>
  [...Map.groupBy(lines, ({ words }) => words)].map(
    ([words, same]) => `${listed(same.map(({ band }) => band))}: ${words}`,
  );

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

type Result = { readonly band: ReportBand; readonly outcome: BandOutcome };

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const ownImpact = ({ outcome }: Result): readonly string[] => {
  const ours = [...outcome.observed.fills.values()].reduce((sum, { size }) => sum + size, 0);
  const share = ours / (ours + outcome.tradedVolume);
  if (ours === 0 || share <= IMPACT_SHARE_MAX) return [];
  return [
    `our fills are ${percent(share)} of all that traded. A market would have ` +
      'answered orders of that weight; a recording cannot.',
  ];
};

const heldAtEnd = ({ outcome }: Result): readonly string[] => {
  const lots = [...(outcome.last?.state.ledger.lots.values() ?? [])];
  const open = lots.filter(
    ({ condition, shares }) =>
      outcome.universe.markets.get(condition)?.status.kind !== 'resolved' && !isBelowLot(shares),
  );
  const markets = new Set(open.map(({ condition }) => condition)).size;
  if (markets === 0) return [];
  return [
    markets === 1
      ? '1 market is still held and not resolved; it counts at what its bids would have paid.'
      : `${markets} markets are still held and not resolved; they count at what ` +
        'their bids would have paid.',
  ];
};

const oldMarks = ({ outcome }: Result): readonly string[] =>
  outcome.mark?.books === 'last-known' && outcome.mark.equity.kind === 'known'
    ? ['some of it counts by books that were too old to trade on at the end.']
    : [];

const failed = ({ outcome }: Result): readonly string[] =>
  outcome.failure === null
    ? []
    : [`ended early, a cycle failed: ${describeStoreError(outcome.failure)}`];

const wordsOf = (result: Result): readonly string[] => [
  ...failed(result),
  ...ownImpact(result),
  ...heldAtEnd(result),
  ...oldMarks(result),
];

/** What the results of bands must not be read without, beside what their report shows. */
export const bandWarnings = (results: readonly Result[]): readonly string[] =>
  mergedLines(
    results.flatMap((result) =>
      wordsOf(result).map((words) => ({ band: result.band.name, words })),
    ),
  );

const littleRecorded = ({ minutes }: BandOutcome['observed']): readonly string[] => {
  const share = minutes.all === 0 ? 0 : minutes.known / minutes.all;
  if (share >= RECORDED_SHARE_MIN) return [];
  return [`The tape has a book of any market in only ${percent(share)} of its time.`];
};

const noRewards = ({ universe }: Tape): readonly string[] => {
  const markets = [...universe.markets.values()];
  const unpaid = markets.filter(({ rewards }) => rewards.kind === 'none').length;
  if (unpaid === 0) return [];
  return [
    `The tape says of ${unpaid} of ${markets.length} markets no terms ` +
      'of liquidity rewards; none are counted there.',
  ];
};

/** What a tape's results must not be read without. */
export const tapeWarnings = (
  { tape }: { readonly tape: Tape },
  { outcome }: Result,
): readonly string[] => [...littleRecorded(outcome.observed), ...noRewards(tape)];
