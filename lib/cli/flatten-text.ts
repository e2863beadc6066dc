// What flattening would do and what it did, as lines for a terminal and as values for programs.

import { isBelowLot, formatShares } from '../units/shares.ts';
import { formatPrice } from '../units/price.ts';
import { notional } from '../units/money.ts';
import { sum } from '../units/quantity.ts';
import { formatDollars, ZERO_USDC } from '../units/usdc.ts';
import { positionsOf } from '../accounting/positions.ts';
import { textTable } from './text-table.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Exit } from '../strategies/flatten.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** One position in a preview. Amounts are decimal text. */
export type ExitRow = {
  readonly market: string;
  readonly outcome: string;
  readonly held: string;
  /** What would be sold, and at no lower price; none where nothing can be sold now. */
  readonly sale: { readonly size: string; readonly limit: string; readonly least: string } | null;
  /** Why nothing is sold. */
  readonly why: string;
};

const leastOf = (exit: Exit): UsdcMicros =>
  exit.kind === 'sale'
    ? notional(exit.desired.order.size, exit.desired.order.price, 'down')
    : ZERO_USDC;

/** A preview for programs. */
export const exitRow = (exit: Exit): ExitRow => {
  const { market, outcome, net } = exit.holding;
  const head = { market: market.slug, outcome, held: formatShares(net) };
  if (exit.kind === 'kept') return { ...head, sale: null, why: exit.why };
  const { size, price } = exit.desired.order;
  const least = formatDollars(leastOf(exit));
  return { ...head, sale: { size: formatShares(size), limit: formatPrice(price), least }, why: '' };
};

/** A preview for people. */
export const previewText = (exits: readonly Exit[]): readonly string[] => {
  if (exits.length === 0) return ['There is no position to leave.'];
  const rows = exits.map(exitRow);
  return [
    'What would be sold now, and at no lower price:',
    ...textTable(
      ['market', 'held', 'sell', 'limit', 'at least'],
      rows.map(({ market, outcome, held, sale }) => [
        `${market} ${outcome}`,
        held,
        sale?.size ?? '0',
        sale?.limit ?? '-',
        sale?.least ?? '-',
      ]),
    ),
    ...rows.flatMap(({ market, outcome, sale, why }) =>
      sale === null ? [`  kept: ${market} ${outcome}: ${why}`] : [],
    ),
    `Together at least ${formatDollars(sum(ZERO_USDC, exits.map(leastOf)))}, less fees. ` +
      'All resting orders are cancelled first.',
  ];
};

/** A position that is left. */
export type LeftRow = {
  readonly market: string;
  readonly outcome: string;
  readonly shares: string;
};

/** The names of markets, as far as a preview shows them. */
export type MarketNames = ReadonlyMap<ConditionId, string>;

/** The names in a preview. */
export const namesIn = (exits: readonly Exit[]): MarketNames =>
  new Map(exits.map(({ holding: { market } }) => [market.condition, market.slug]));

/** The positions that a state still holds, but for what no order can sell. */
export const leftIn = (
  { ledger }: Pick<PortfolioState, 'ledger'>,
  names: MarketNames,
): readonly LeftRow[] =>
  [...positionsOf(ledger).values()]
    .filter(({ shares }) => !isBelowLot(shares))
    .map(({ condition, outcome, shares }) => ({
      market: names.get(condition) ?? condition,
      outcome,
      shares: formatShares(shares),
    }));

/** What flattening came to. */
export type Flattened = {
  readonly cycles: number;
  readonly sold: number;
  readonly left: readonly LeftRow[];
  readonly reports: readonly string[];
};

/** The end of flattening for people. */
export const flattenedText = ({ cycles, sold, left, reports }: Flattened): readonly string[] => [
  `${String(cycles)} cycles, ${String(sold)} fills.`,
  ...(left.length === 0
    ? ['No position is left.']
    : [
        `${String(left.length)} positions are left:`,
        ...left.map(({ market, outcome, shares }) => `  ${shares} ${outcome} of ${market}`),
        ...reports.map((report) => `  ${report}`),
      ]),
];
