// What flattening would do and what it did, as lines for a terminal and as values for programs.

import { isBelowLot, formatShares } from '../units/shares.ts';
import { formatPrice } from '../units/price.ts';
import { notional } from '../units/money.ts';
import { sum } from '../units/quantity.ts';
import { formatDollars, ZERO_USDC } from '../units/usdc.ts';
import { positionsOf } from '../accounting/positions.ts';
import { textTable } from './text-table.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Position } from '../domain/position.ts';
import type { Exit } from '../strategies/flatten.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { MarketNames } from '../wiring/market-names.ts';

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

/** The names of the markets in a preview. */
export const namesIn = (exits: readonly Exit[]): MarketNames =>
  new Map(exits.map(({ holding: { market } }) => [market.condition, market.slug]));

/** What a state still holds. */
export type Rest = {
  readonly left: readonly LeftRow[];
  /** Shares finer than any order, which nothing can sell. */
  readonly dust: readonly LeftRow[];
};

/** The positions that a state still holds, those that an order can sell apart from the others. */
export const restIn = ({ ledger }: Pick<PortfolioState, 'ledger'>, names: MarketNames): Rest => {
  const positions = [...positionsOf(ledger).values()];
  const rowOf = ({ condition, outcome, shares }: Position): LeftRow => ({
    market: names.get(condition) ?? condition,
    outcome,
    shares: formatShares(shares),
  });
  return {
    left: positions.filter(({ shares }) => !isBelowLot(shares)).map(rowOf),
    dust: positions.filter(({ shares }) => isBelowLot(shares)).map(rowOf),
  };
};

/** What flattening came to. */
export type Flattened = Rest & {
  /** Those that were to sell; the one that closes does not count. */
  readonly cycles: number;
  readonly sold: number;
  readonly reports: readonly string[];
};

const counted = (count: number, noun: string): string =>
  `${String(count)} ${noun}${count === 1 ? '' : 's'}`;

const leftLine = ({ market, outcome, shares }: LeftRow): string =>
  `  ${shares} ${outcome} of ${market}`;

/** The end of flattening for people. */
export const flattenedText = ({
  cycles,
  sold,
  left,
  dust,
  reports,
}: Flattened): readonly string[] => [
  `${counted(cycles, 'cycle')}, ${counted(sold, 'fill')}.`,
  ...(left.length === 0
    ? ['No position is left.']
    : [
        `${counted(left.length, 'position')} left:`,
        ...left.map(leftLine),
        ...reports.map((report) => `  ${report}`),
      ]),
  ...(dust.length === 0 ? [] : ['Left as well, finer than any order:', ...dust.map(leftLine)]),
];
