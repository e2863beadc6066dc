// The statement of an account: what each entry moved, strategy by strategy, with what was realized
// on its lots. The cash of its lines adds up to the books' own, to the micro.

import { STRATEGIES } from '../domain/order.ts';
import { isZero, minus, plus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { applyEntry, emptyLedger } from './ledger.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState, Lot } from '../domain/ledger-state.ts';
import type { Strategy } from '../domain/order.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { Outcome } from '../domain/market.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** What an entry moved in one strategy's lot of one token. */
export type LotMove = {
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  /** Shares that came; negative ones went. */
  readonly shares: ShareMicros;
  /** What the lot's cost rose by; negative where it fell. */
  readonly cost: UsdcMicros;
  readonly sharesAfter: ShareMicros;
  readonly costAfter: UsdcMicros;
};

/** One line: what one entry moved for one strategy, or the money of an entry that has none. */
export type StatementLine = {
  readonly entry: LedgerEntry;
  readonly strategy: Strategy | null;
  readonly lots: readonly LotMove[];
  /** Gain or loss on what left the lots, fees apart. */
  readonly realized: UsdcMicros;
  readonly fee: UsdcMicros;
  /** What the line moved in cash, fees included. */
  readonly cash: UsdcMicros;
};

type Step = {
  readonly entry: LedgerEntry;
  readonly before: LedgerState;
  readonly after: LedgerState;
};

type Keyed = readonly [key: string, lot: Lot];

const moveOf = ([key, lot]: Keyed, { before, after }: Step): readonly LotMove[] => {
  const [was, is] = [before.lots.get(key), after.lots.get(key)];
  if (was === is) return [];
  const { condition, token, outcome } = lot;
  const [sharesAfter, costAfter] = [is?.shares ?? ZERO_SHARES, is?.cost ?? ZERO_USDC];
  const shares = minus(sharesAfter, was?.shares ?? ZERO_SHARES);
  const cost = minus(costAfter, was?.cost ?? ZERO_USDC);
  return [{ condition, token, outcome, shares, cost, sharesAfter, costAfter }];
};

// The lots of a strategy that are there before or after.
const lotsOf = (strategy: Strategy, { before, after }: Step): readonly Keyed[] =>
  [...new Map([...before.lots, ...after.lots])]
    .filter(([, lot]) => lot.strategy === strategy)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

const costOf = (lots: readonly LotMove[]): UsdcMicros =>
  sum(
    ZERO_USDC,
    lots.map(({ cost }) => cost),
  );

const linesOfStrategy = (strategy: Strategy, step: Step): readonly StatementLine[] => {
  const [was, is] = [step.before.totals[strategy], step.after.totals[strategy]];
  const lots = lotsOf(strategy, step).flatMap((lot) => moveOf(lot, step));
  const realized = minus(is.realized, was.realized);
  const fee = minus(is.fees, was.fees);
  if (lots.length === 0 && isZero(realized) && isZero(fee)) return [];
  const cash = minus(minus(realized, fee), costOf(lots));
  return [{ entry: step.entry, strategy, lots, realized, fee, cash }];
};

const linesOf = (step: Step): readonly StatementLine[] => {
  const { entry, before, after } = step;
  const lines = STRATEGIES.flatMap((strategy) => linesOfStrategy(strategy, step));
  const told = lines.reduce((so, { cash }) => plus(so, cash), ZERO_USDC);
  const rest = minus(minus(after.cash, before.cash), told);
  if (isZero(rest)) return lines;
  const money = { entry, strategy: null, lots: [], realized: ZERO_USDC, fee: ZERO_USDC };
  return [...lines, { ...money, cash: rest }];
};

/**
 * Tells what each entry moved, from all entries in sequence order. Entries that moved nothing, such
 * as a trade that was confirmed, have no line; a trade that failed has those that took it back.
 * Throws: on entries that make no books; `rebuild` says why.
 */
export const statementOf = (entries: readonly LedgerEntry[]): readonly StatementLine[] => {
  const [first] = entries;
  if (first === undefined) return [];
  const lines: StatementLine[] = [];
  let before = emptyLedger(first.at);
  for (const entry of entries) {
    const after = applyEntry(before, entry);
    lines.push(...linesOf({ entry, before, after }));
    before = after;
  }
  return lines;
};
