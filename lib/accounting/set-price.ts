// At which price a merge or split divides the dollar between YES and NO.

import { divide } from '../units/fixed-point.ts';
import { price, priceMicros } from '../units/price.ts';
import { plus } from '../units/quantity.ts';
import { microsOfShares, ZERO_SHARES } from '../units/shares.ts';
import { microsOfUsdc, ZERO_USDC } from '../units/usdc.ts';
import { lotsOfToken } from './lots.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';

/** The two tokens of a market. */
export type SetTokens = { readonly yes: TokenId; readonly no: TokenId };

const UNIT = 1_000_000n;
const HALF = price('0.5');

const totalOf = (
  state: LedgerState,
  token: TokenId,
): { readonly cost: bigint; readonly shares: bigint } => {
  const lots = lotsOfToken(state.lots, token);
  return {
    cost: microsOfUsdc(lots.reduce((total, lot) => plus(total, lot.cost), ZERO_USDC)),
    shares: microsOfShares(lots.reduce((total, lot) => plus(total, lot.shares), ZERO_SHARES)),
  };
};

// Average costs in proportion, within the range of prices: both sides gain or lose by one factor.
const byCost = (state: LedgerState, { yes, no }: SetTokens): PriceMicros => {
  const [y, n] = [totalOf(state, yes), totalOf(state, no)];
  const [yesWeight, noWeight] = [y.cost * n.shares, n.cost * y.shares];
  if (y.shares <= 0n || n.shares <= 0n || yesWeight + noWeight === 0n) return HALF;
  const above = divide(yesWeight * (UNIT - 2n), yesWeight + noWeight, 'up');
  return priceMicros(above + 1n);
};

/**
 * The YES price of a complete set: the fair price, else the proportion of the average costs, else
 * half a dollar. It decides only whose result is whose; the sum is always the dollar.
 */
export const setPrice = (
  state: LedgerState,
  tokens: SetTokens,
  fair: FairPrice | undefined,
): PriceMicros => (fair?.kind === 'valid' ? fair.yes : byCost(state, tokens));
