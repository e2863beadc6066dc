// What the books say was earned. Net is realized plus unrealized less fees, and nothing else.

import { STRATEGIES } from '../domain/order.ts';
import { minus, plus, sum } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { NO_TOTALS, sumOfTotals } from './totals.ts';
import type { LedgerState, StrategyTotals } from '../domain/ledger-state.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** The parts of the books that say what was earned. */
export type Earnings = Pick<LedgerState, 'totals' | 'income'>;

/** Realized over all strategies, with rewards, rebates and yield, without fees. */
export const realizedOf = ({ totals, income }: Earnings): UsdcMicros =>
  sum(ZERO_USDC, [
    ...STRATEGIES.map((strategy) => totals[strategy].realized),
    income.reward,
    income.rebate,
    income.yield,
  ]);

/** Fees over all strategies. */
export const feesOf = ({ totals }: Pick<Earnings, 'totals'>): UsdcMicros =>
  sum(
    ZERO_USDC,
    STRATEGIES.map((strategy) => totals[strategy].fees),
  );

/** How often lots were closed with a gain or a loss, and how much that was; all positive. */
export type WinsAndLosses = Pick<StrategyTotals, 'wins' | 'losses' | 'won' | 'lost'>;

/** Wins and losses over all strategies. */
export const winsAndLossesOf = ({ totals }: Pick<Earnings, 'totals'>): WinsAndLosses =>
  STRATEGIES.map((strategy) => totals[strategy]).reduce(sumOfTotals, NO_TOTALS);

/** What all lots cost. */
export const costOf = ({ lots }: Pick<LedgerState, 'lots'>): UsdcMicros =>
  sum(
    ZERO_USDC,
    [...lots.values()].map((lot) => lot.cost),
  );

/**
 * How far the books are off: cash against flows, earnings and what the lots cost. Zero after every
 * entry, hence equity = opening cash + flows + realized + unrealized - fees.
 */
export const imbalanceOf = (state: LedgerState): UsdcMicros => {
  const earned = minus(realizedOf(state), feesOf(state));
  return minus(state.cash, minus(plus(state.flows, earned), costOf(state)));
};
