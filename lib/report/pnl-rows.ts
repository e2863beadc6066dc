// What each strategy, market and category brought, and the money lines: a fold over the ledger's
// entries that keeps one cell for each strategy on each market, however many entries there are.

import { applyEntry, emptyLedger } from '../accounting/ledger.ts';
import { marketOf } from '../accounting/market-results.ts';
import { STRATEGIES } from '../domain/order.ts';
import { notional } from '../units/money.ts';
import { isZero, minus, plus, sum } from '../units/quantity.ts';
import { epochMs } from '../units/time.ts';
import { formatUsdc, ZERO_USDC } from '../units/usdc.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Strategy } from '../domain/order.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Directory } from './directory.ts';
import type { Amount, Money, PnlRow } from './report-data.ts';

/**
 * What would be gained if all that is held were sold now. A `MarkedEquity` is one; where only
 * records tell it, the part of a strategy may be missing.
 */
export type EndMarks = {
  readonly unrealizedIn: ReadonlyMap<ConditionId, UsdcMicros>;
} & (
  | {
      readonly kind: 'known';
      readonly unrealized: UsdcMicros;
      readonly unrealizedBy: Readonly<Record<Strategy, UsdcMicros | null>>;
    }
  | { readonly kind: 'unknown' }
);

type Earned = {
  readonly realized: UsdcMicros;
  readonly fees: UsdcMicros;
  readonly fills: number;
  readonly volume: UsdcMicros;
};

type Cell = Earned & { readonly strategy: Strategy; readonly condition: ConditionId };

/** The rows and the money of a band. */
export type Pnl = {
  readonly money: Money;
  readonly byStrategy: readonly PnlRow[];
  readonly byMarket: readonly PnlRow[];
  readonly byCategory: readonly PnlRow[];
};

/** Rows that are being collected. */
export type PnlCells = {
  /** Entries in sequence order; those that were added before are passed over. */
  readonly add: (entries: readonly LedgerEntry[]) => void;
  readonly rows: (directory: Directory, equity: EndMarks) => Pnl;
};

const NOTHING: Earned = { realized: ZERO_USDC, fees: ZERO_USDC, fills: 0, volume: ZERO_USDC };

const joined = (a: Earned, b: Earned): Earned => ({
  realized: plus(a.realized, b.realized),
  fees: plus(a.fees, b.fees),
  fills: a.fills + b.fills,
  volume: plus(a.volume, b.volume),
});

const earnedBy = (
  strategy: Strategy,
  step: { readonly before: LedgerState; readonly next: LedgerState; readonly entry: LedgerEntry },
): Earned => {
  const { before, next, entry } = step;
  const isFill = entry.kind === 'fill' && entry.strategy === strategy;
  return {
    realized: minus(next.totals[strategy].realized, before.totals[strategy].realized),
    fees: minus(next.totals[strategy].fees, before.totals[strategy].fees),
    fills: isFill ? 1 : 0,
    volume: isFill ? notional(entry.size, entry.price, 'down') : ZERO_USDC,
  };
};

const isNothing = ({ realized, fees, fills }: Earned): boolean =>
  isZero(realized) && isZero(fees) && fills === 0;

const textOf = (amount: UsdcMicros | null): Amount => (amount === null ? null : formatUsdc(amount));

const rowOf = (name: string, earned: Earned, unrealized: UsdcMicros | null): PnlRow => ({
  name,
  realized: formatUsdc(earned.realized),
  unrealized: textOf(unrealized),
  fees: formatUsdc(earned.fees),
  income: '0',
  net: textOf(unrealized === null ? null : minus(plus(earned.realized, unrealized), earned.fees)),
  fills: earned.fills,
  volume: formatUsdc(earned.volume),
});

// What the venue pays for quoting and trading belongs to no market that it names.
const incomeRows = ({ income }: LedgerState): readonly PnlRow[] =>
  (
    [
      ['rebates', income.rebate],
      ['rewards', income.reward],
      ['yield', income.yield],
    ] as const
  )
    .filter(([, amount]) => !isZero(amount))
    .map(([name, amount]) => ({
      ...rowOf(name, NOTHING, ZERO_USDC),
      income: formatUsdc(amount),
      net: formatUsdc(amount),
    }));

type Whole = {
  readonly cells: readonly Cell[];
  readonly ledger: LedgerState;
  readonly equity: EndMarks;
};

const unrealizedIn = ({ ledger, equity }: Whole, condition: ConditionId): UsdcMicros | null => {
  const known = equity.unrealizedIn.get(condition);
  if (known !== undefined) return known;
  const isHeld = [...ledger.lots.values()].some((lot) => lot.condition === condition);
  return isHeld ? null : ZERO_USDC;
};

const unrealizedOver = (whole: Whole, conditions: Iterable<ConditionId>): UsdcMicros | null => {
  let total = ZERO_USDC;
  for (const condition of new Set(conditions)) {
    const gain = unrealizedIn(whole, condition);
    if (gain === null) return null;
    total = plus(total, gain);
  }
  return total;
};

const strategyRows = ({ cells, equity, ledger }: Whole): readonly PnlRow[] => [
  ...STRATEGIES.flatMap((strategy) => {
    const own = cells.filter((cell) => cell.strategy === strategy);
    const gain = equity.kind === 'known' ? equity.unrealizedBy[strategy] : null;
    return own.length === 0 ? [] : [rowOf(strategy, own.reduce(joined, NOTHING), gain)];
  }),
  ...incomeRows(ledger),
];

const groupRows = (whole: Whole, nameOf: (condition: ConditionId) => string): readonly PnlRow[] => [
  ...[...Map.groupBy(whole.cells, ({ condition }) => nameOf(condition))].map(([name, cells]) =>
    rowOf(
      name,
      cells.reduce<Earned>(joined, NOTHING),
      unrealizedOver(
        whole,
        cells.map(({ condition }) => condition),
      ),
    ),
  ),
  ...incomeRows(whole.ledger),
];

const moneyOf = ({ ledger, equity }: Whole): Money => {
  const over = (part: 'realized' | 'fees'): UsdcMicros =>
    sum(
      ZERO_USDC,
      STRATEGIES.map((strategy) => ledger.totals[strategy][part]),
    );
  const { income } = ledger;
  const [realized, fees] = [over('realized'), over('fees')];
  const unrealized = equity.kind === 'known' ? equity.unrealized : null;
  const earned = sum(minus(realized, fees), [income.rebate, income.reward, income.yield]);
  return {
    realized: formatUsdc(realized),
    unrealized: textOf(unrealized),
    fees: formatUsdc(fees),
    rebates: formatUsdc(income.rebate),
    rewards: formatUsdc(income.reward),
    yield: formatUsdc(income.yield),
    net: textOf(unrealized === null ? null : plus(earned, unrealized)),
  };
};

/**
 * Begins to collect rows.
 * Throws: on entries that make no books; `rebuild` says why.
 */
export const pnlCells = (): PnlCells => {
  const cells = new Map<string, Cell>();
  let ledger: LedgerState | null = null;
  const addOne = (entry: LedgerEntry): void => {
    const before: LedgerState = ledger ?? emptyLedger(entry.at);
    if (entry.sequence <= before.sequence) return;
    const condition = marketOf(before, entry);
    const next = applyEntry(before, entry);
    ledger = next;
    if (condition === undefined) return;
    for (const strategy of STRATEGIES) {
      const earned = earnedBy(strategy, { before, next, entry });
      if (isNothing(earned)) continue;
      const key = `${strategy}|${condition}`;
      cells.set(key, { ...joined(cells.get(key) ?? NOTHING, earned), strategy, condition });
    }
  };
  return {
    add: (entries) => entries.forEach(addOne),
    rows: ({ find }, equity) => {
      const books = ledger ?? emptyLedger(epochMs(0n));
      const whole: Whole = { cells: [...cells.values()], ledger: books, equity };
      return {
        money: moneyOf(whole),
        byStrategy: strategyRows(whole),
        byMarket: groupRows(whole, (condition) => find(condition).name),
        byCategory: groupRows(whole, (condition) => find(condition).category),
      };
    },
  };
};
