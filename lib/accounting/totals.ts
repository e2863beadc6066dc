// What a strategy earned is a plain sum of what each change earned, so that it can be taken back.

import { negate, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { StrategyTotals } from '../domain/ledger-state.ts';

/** Nothing earned, nothing paid. */
export const NO_TOTALS: StrategyTotals = {
  realized: ZERO_USDC,
  fees: ZERO_USDC,
  wins: 0,
  losses: 0,
  won: ZERO_USDC,
  lost: ZERO_USDC,
};

/** Adds up two totals. */
export const sumOfTotals = (a: StrategyTotals, b: StrategyTotals): StrategyTotals => ({
  realized: plus(a.realized, b.realized),
  fees: plus(a.fees, b.fees),
  wins: a.wins + b.wins,
  losses: a.losses + b.losses,
  won: plus(a.won, b.won),
  lost: plus(a.lost, b.lost),
});

/** The totals that cancel the given ones. */
export const reversedTotals = (totals: StrategyTotals): StrategyTotals => ({
  realized: negate(totals.realized),
  fees: negate(totals.fees),
  wins: 0 - totals.wins,
  losses: 0 - totals.losses,
  won: negate(totals.won),
  lost: negate(totals.lost),
});
