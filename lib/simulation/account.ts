// The simulated wallet: what it holds on chain, and what of it is already spoken for by trades on
// their way there. Resting orders are no part of it: the venue checks them by market.

import { notional } from '../units/money.ts';
import { isPositive, minus, plus } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { isInFlight } from './settlement.ts';
import type { Fill } from '../domain/fill.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** What the wallet holds on chain. */
export type Holdings = {
  readonly cash: UsdcMicros;
  readonly shares: ReadonlyMap<TokenId, ShareMicros>;
};

/** The shares of a token; a token never held counts none. */
export const sharesHeld = (holdings: Holdings, token: TokenId): ShareMicros =>
  holdings.shares.get(token) ?? ZERO_SHARES;

/** Adds shares, or takes them away when negative; a token of which none is left disappears. */
export const addShares = (holdings: Holdings, token: TokenId, change: ShareMicros): Holdings => {
  const shares = new Map(holdings.shares);
  const left = plus(sharesHeld(holdings, token), change);
  if (isPositive(left)) shares.set(token, left);
  else shares.delete(token);
  return { ...holdings, shares };
};

/** Adds cash, or takes it away when negative. */
export const addCash = (holdings: Holdings, change: UsdcMicros): Holdings => ({
  ...holdings,
  cash: plus(holdings.cash, change),
});

/** What a BUY fill pays. Rounding: up. */
export const costOf = (fill: Pick<Fill, 'size' | 'price' | 'fee'>): UsdcMicros =>
  plus(notional(fill.size, fill.price, 'up'), fill.fee);

/** What a SELL fill brings. Rounding: down. */
export const proceedsOf = (fill: Pick<Fill, 'size' | 'price' | 'fee'>): UsdcMicros =>
  minus(notional(fill.size, fill.price, 'down'), fill.fee);

/** Moves cash and shares as a fill settles on chain. */
export const settleFill = (holdings: Holdings, fill: Fill): Holdings =>
  fill.side === 'BUY'
    ? addShares(addCash(holdings, minus(ZERO_USDC, costOf(fill))), fill.token, fill.size)
    : addShares(addCash(holdings, proceedsOf(fill)), fill.token, minus(ZERO_SHARES, fill.size));

/** Cash that no trade on its way will take. */
export const availableCash = (holdings: Holdings, fills: readonly Fill[]): UsdcMicros =>
  fills
    .filter((fill) => fill.side === 'BUY' && isInFlight(fill.status))
    .reduce((cash, fill) => minus(cash, costOf(fill)), holdings.cash);

/** Shares of a token that no trade on its way will take. What one will bring does not count yet. */
export const availableShares = (
  holdings: Holdings,
  token: TokenId,
  fills: readonly Fill[],
): ShareMicros =>
  fills
    .filter((fill) => fill.token === token && fill.side === 'SELL' && isInFlight(fill.status))
    .reduce((shares, fill) => minus(shares, fill.size), sharesHeld(holdings, token));

/**
 * Moves cash and shares back as a fill is taken out of its block; null where they are not there to
 * be given back.
 */
export const takeBackFill = (
  holdings: Holdings,
  fill: Fill,
  fills: readonly Fill[],
): Holdings | null => {
  const isBuy = fill.side === 'BUY';
  const isThere = isBuy
    ? availableShares(holdings, fill.token, fills) >= fill.size
    : availableCash(holdings, fills) >= proceedsOf(fill);
  if (!isThere) return null;
  return isBuy
    ? addShares(addCash(holdings, costOf(fill)), fill.token, minus(ZERO_SHARES, fill.size))
    : addShares(addCash(holdings, minus(ZERO_USDC, proceedsOf(fill))), fill.token, fill.size);
};
