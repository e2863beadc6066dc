// What each market brought, row by row, in whole cents that add up as they are printed: along a row
// Net is Realized plus Unrealized less Fees, and down a column the rows are the summary's line.

import { marketResults } from '../accounting/market-results.ts';
import { feesOf, realizedOf } from '../accounting/pnl.ts';
import { shownStep } from '../accounting/shown-cents.ts';
import { isZero, minus, negate, plus, sum } from '../units/quantity.ts';
import { formatShares } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { MarkedEquity } from '../accounting/equity.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Universe } from '../domain/market.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** What the rows are made of. */
export type MarketFacts = {
  readonly ledger: LedgerState;
  readonly equity: MarkedEquity;
  readonly entries: readonly LedgerEntry[];
  readonly universe: Universe;
};

/** What was earned, as it is printed. Null while it is not known. */
export type ShownEarnings = {
  readonly realized: UsdcMicros;
  readonly unrealized: UsdcMicros | null;
  readonly fees: UsdcMicros;
  readonly net: UsdcMicros | null;
};

/** One market, or the income that belongs to none. */
export type MarketRow = ShownEarnings & {
  readonly name: string;
  readonly fills: number;
  /** Shares in words; empty when none are held. */
  readonly held: string;
};

/** What a market brought, to the micro-unit. */
export type ExactRow = Omit<MarketRow, 'net'>;

const heldIn = ({ lots }: LedgerState, condition: ConditionId): string =>
  [...lots.values()]
    .filter((lot) => lot.condition === condition)
    .map((lot) => `${formatShares(lot.shares)} ${lot.outcome}`)
    .join(' + ');

const gainIn = ({ ledger, equity }: MarketFacts, condition: ConditionId): UsdcMicros | null =>
  equity.unrealizedIn.get(condition) ?? (heldIn(ledger, condition) === '' ? ZERO_USDC : null);

/** Tells what each market brought, to the micro-unit. */
export const exactRows = (facts: MarketFacts): readonly ExactRow[] => {
  const { ledger, entries, universe } = facts;
  const fills = Map.groupBy(
    entries.filter((entry) => entry.kind === 'fill'),
    ({ condition }) => condition,
  );
  const rows = [...marketResults(entries)].map(([condition, { realized, fees }]) => ({
    name: universe.markets.get(condition)?.slug ?? condition,
    fills: fills.get(condition)?.length ?? 0,
    realized,
    fees,
    unrealized: gainIn(facts, condition),
    held: heldIn(ledger, condition),
  }));
  const income = sum(ZERO_USDC, Object.values(ledger.income));
  if (isZero(income)) return rows;
  const none = { fills: 0, fees: ZERO_USDC, unrealized: ZERO_USDC, held: '' };
  return [...rows, { name: 'rewards, rebates, yield', realized: income, ...none }];
};

const netOf = ({ realized, unrealized, fees }: Omit<ShownEarnings, 'net'>): UsdcMicros | null =>
  unrealized === null ? null : minus(plus(realized, unrealized), fees);

// The summary rounds running totals: of realized, then of unrealized on top, then less the fees.
const shownRows = (rows: readonly ExactRow[], { ledger, equity }: MarketFacts): MarketRow[] => {
  const realized = realizedOf(ledger);
  let realizedSoFar = ZERO_USDC;
  let bothSoFar = realized;
  let netSoFar = equity.kind === 'known' ? plus(realized, equity.unrealized) : realized;
  return rows.map((row) => {
    const shown = {
      realized: shownStep(realizedSoFar, row.realized),
      unrealized: row.unrealized === null ? null : shownStep(bothSoFar, row.unrealized),
      fees: negate(shownStep(netSoFar, negate(row.fees))),
    };
    realizedSoFar = plus(realizedSoFar, row.realized);
    bothSoFar = plus(bothSoFar, row.unrealized ?? ZERO_USDC);
    netSoFar = minus(netSoFar, row.fees);
    return { ...row, ...shown, net: netOf(shown) };
  });
};

const totalOf = ({ ledger, equity }: MarketFacts): ShownEarnings => {
  const realized = realizedOf(ledger);
  const both = equity.kind === 'known' ? plus(realized, equity.unrealized) : realized;
  const shown = {
    realized: shownStep(ZERO_USDC, realized),
    unrealized: equity.kind === 'known' ? shownStep(realized, equity.unrealized) : null,
    fees: negate(shownStep(both, negate(feesOf(ledger)))),
  };
  return { ...shown, net: netOf(shown) };
};

/** Tells what each market brought, and all of them together, from the opening of the books on. */
export const marketRows = (
  facts: MarketFacts,
): { readonly rows: readonly MarketRow[]; readonly total: ShownEarnings } => ({
  rows: shownRows(exactRows(facts), facts),
  total: totalOf(facts),
});
