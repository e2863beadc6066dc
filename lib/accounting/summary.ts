// The PnL summary, word for word. What is printed adds up in print: Net is Realized plus Unrealized
// less Fees, and the lines below add up to Realized and Unrealized. Realized and Net are the exact
// sums to the nearest cent, all else lies within a cent of its own.

import { divide, formatFixed } from '../units/fixed-point.ts';
import { isZero, minus, negate, plus } from '../units/quantity.ts';
import { formatDollars, microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import { feesOf, realizedOf, winsAndLossesOf } from './pnl.ts';
import { shownStep } from './shown-cents.ts';
import type { Strategy } from '../domain/order.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { MarkedEquity } from './equity.ts';
import type { Earnings, WinsAndLosses } from './pnl.ts';

/** The marks that the summary prints. A `MarkedEquity` is one. */
export type SummaryMarks =
  | Pick<Extract<MarkedEquity, { readonly kind: 'known' }>, 'kind' | 'unrealized' | 'unrealizedBy'>
  | { readonly kind: 'unknown' };

type Line = {
  readonly label: string;
  readonly realized: UsdcMicros;
  /** Null while it is not known. */
  readonly unrealized: UsdcMicros | null;
  readonly isPrinted: boolean;
};

const strategyLine = (
  { totals }: Earnings,
  marks: SummaryMarks,
  { strategy, when }: { readonly strategy: Strategy; readonly when: 'always' | 'active' },
): Line => {
  const { realized, fees } = totals[strategy];
  const unrealized = marks.kind === 'known' ? marks.unrealizedBy[strategy] : null;
  const amounts = [realized, fees, unrealized ?? ZERO_USDC];
  const isPrinted = when === 'always' || !amounts.every(isZero);
  return { label: strategy, realized, unrealized, isPrinted };
};

const incomeLine = (label: string, realized: UsdcMicros): Line => ({
  label,
  realized,
  unrealized: ZERO_USDC,
  isPrinted: !isZero(realized),
});

const linesOf = (earnings: Earnings, marks: SummaryMarks): readonly Line[] =>
  [
    strategyLine(earnings, marks, { strategy: 'MM', when: 'always' }),
    strategyLine(earnings, marks, { strategy: 'FF', when: 'always' }),
    strategyLine(earnings, marks, { strategy: 'ICC', when: 'active' }),
    strategyLine(earnings, marks, { strategy: 'Protect', when: 'active' }),
    incomeLine('Rewards', earnings.income.reward),
    incomeLine('Rebates', earnings.income.rebate),
    incomeLine('Yield', earnings.income.yield),
  ].filter((line) => line.isPrinted);

const printedLines = (lines: readonly Line[], realized: UsdcMicros): readonly string[] => {
  let realizedSoFar = ZERO_USDC;
  let bothSoFar = realized;
  return lines.map((line) => {
    const gain = line.unrealized ?? ZERO_USDC;
    const shownRealized = formatDollars(shownStep(realizedSoFar, line.realized));
    const shownGain = formatDollars(shownStep(bothSoFar, gain));
    realizedSoFar = plus(realizedSoFar, line.realized);
    bothSoFar = plus(bothSoFar, gain);
    const unrealized = line.unrealized === null ? 'unknown' : shownGain;
    return `  ${line.label}: R=${shownRealized} U=${unrealized}`;
  });
};

const printedTotals = (
  realized: UsdcMicros,
  fees: UsdcMicros,
  marks: SummaryMarks,
): readonly string[] => {
  const both = marks.kind === 'known' ? plus(realized, marks.unrealized) : realized;
  const net = minus(both, fees);
  const isKnown = marks.kind === 'known';
  const shownGain = formatDollars(shownStep(realized, minus(both, realized)));
  return [
    `Realized: ${formatDollars(realized)}`,
    `Unrealized: ${isKnown ? shownGain : 'unknown'}`,
    `Fees: ${formatDollars(negate(shownStep(both, negate(fees))))}`,
    `Net: ${isKnown ? formatDollars(net) : 'unknown'}`,
  ];
};

const winRate = ({ wins, losses }: WinsAndLosses): string => {
  const decided = BigInt(wins + losses);
  if (decided === 0n) return '0.0';
  return formatFixed(divide(BigInt(wins) * 2_000n + decided, 2n * decided, 'down'), 1, 1);
};

const average = (total: UsdcMicros, count: number): string =>
  formatDollars(
    count === 0 ? ZERO_USDC : usdcMicros(divide(microsOfUsdc(total), BigInt(count), 'down')),
  );

/** Prints what was earned so far. While equity is unknown, so are Unrealized and Net. */
export const formatSummary = (earnings: Earnings, marks: SummaryMarks): string => {
  const realized = realizedOf(earnings);
  const decided = winsAndLossesOf(earnings);
  const { wins, losses, won, lost } = decided;
  return [
    '=== PnL Summary ===',
    ...printedTotals(realized, feesOf(earnings), marks),
    `Win Rate: ${winRate(decided)}% (${String(wins)}W / ${String(losses)}L)`,
    `Avg Win: ${average(won, wins)} | Avg Loss: ${average(lost, losses)}`,
    '--- By Strategy ---',
    ...printedLines(linesOf(earnings, marks), realized),
  ].join('\n');
};
