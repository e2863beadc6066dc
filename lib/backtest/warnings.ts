// What has to be said beside a backtest's numbers, because they would be believed otherwise.

import { isBelowLot } from '../units/shares.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { PnlRow, ReportBand } from '../report/report-data.ts';
import type { BandOutcome } from './run-band.ts';

/** Fewer fills than these prove nothing. */
export const FILLS_MIN = 30;

/** Above this share of fills or of net, a result is one market's. */
export const ONE_MARKET_SHARE = 0.8;

/** Below this share of its time, a tape has seen too little of its markets. */
export const RECORDED_SHARE_MIN = 0.5;

/** Above this share of all that traded, our own orders would have moved the market. */
export const IMPACT_SHARE_MAX = 0.05;

type Result = { readonly band: ReportBand; readonly outcome: BandOutcome };

const INCOME = new Set(['rebates', 'rewards', 'yield']);

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const marketRows = ({ byMarket }: ReportBand): readonly PnlRow[] =>
  byMarket.filter(({ name }) => !INCOME.has(name));

const fillsOf = (rows: readonly PnlRow[]): number =>
  rows.reduce((sum, { fills }) => sum + fills, 0);

const fewFills = (band: ReportBand): readonly string[] => {
  const fills = fillsOf(marketRows(band));
  if (fills >= FILLS_MIN) return [];
  return [
    `${band.name}: the result rests on ${fills} fills; fewer than ${FILLS_MIN} prove nothing.`,
  ];
};

// The market that has most of something, with its share of the whole.
const most = (
  rows: readonly PnlRow[],
  amountOf: (row: PnlRow) => number,
): { readonly name: string; readonly share: number } | null => {
  const total = rows.reduce((sum, row) => sum + amountOf(row), 0);
  const [first] = rows.toSorted((a, b) => amountOf(b) - amountOf(a));
  return first === undefined || total === 0
    ? null
    : { name: first.name, share: amountOf(first) / total };
};

const oneMarket = (band: ReportBand): readonly string[] => {
  const rows = marketRows(band);
  const found = [
    ['of the fills', most(rows, ({ fills }) => fills)],
    ['of what was won and lost', most(rows, ({ net }) => Math.abs(Number(net ?? 0)))],
  ] as const;
  return found.flatMap(([what, one]) =>
    one === null || one.share <= ONE_MARKET_SHARE
      ? []
      : [`${band.name}: ${percent(one.share)} ${what} ${one.name} has alone.`],
  );
};

const ownImpact = ({ band, outcome }: Result): readonly string[] => {
  const ours = [...outcome.observed.fills.values()].reduce((sum, { size }) => sum + size, 0);
  const share = ours / (ours + outcome.tradedVolume);
  if (ours === 0 || share <= IMPACT_SHARE_MAX) return [];
  return [
    `${band.name}: our fills are ${percent(share)} of all that traded. A market would have ` +
      'answered orders of that weight; a recording cannot.',
  ];
};

const heldAtEnd = ({ band, outcome }: Result): readonly string[] => {
  const lots = [...(outcome.last?.state.ledger.lots.values() ?? [])];
  const open = lots.filter(
    ({ condition, shares }) =>
      outcome.universe.markets.get(condition)?.status.kind !== 'resolved' && !isBelowLot(shares),
  );
  const markets = new Set(open.map(({ condition }) => condition)).size;
  if (markets === 0) return [];
  return [
    `${band.name}: ${markets} markets are still held and not resolved; they count at what ` +
      'their bids would have paid.',
  ];
};

const oldMarks = ({ band, outcome }: Result): readonly string[] => {
  if (outcome.mark?.books !== 'last-known') return [];
  return outcome.mark.equity.kind === 'known'
    ? [`${band.name}: some of it counts by books that were too old to trade on at the end.`]
    : [`${band.name}: net is unknown, since there is no book to value what is held.`];
};

const failed = ({ band, outcome }: Result): readonly string[] =>
  outcome.failure === null
    ? []
    : [`${band.name}: ended early, a cycle failed: ${describeStoreError(outcome.failure)}`];

/** What a band's result must not be read without. */
export const bandWarnings = (result: Result): readonly string[] => [
  ...failed(result),
  ...fewFills(result.band),
  ...oneMarket(result.band),
  ...ownImpact(result),
  ...heldAtEnd(result),
  ...oldMarks(result),
];

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
