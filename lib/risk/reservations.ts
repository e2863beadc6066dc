// What orders at work already hold: cash for BUYs, shares for SELLs. A BUY needs no shares and a
// SELL needs no cash.

import { larger, minus, smaller, sumOf } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { buyCostMax } from './order-cost.ts';
import type { Side, Universe } from '../domain/market.ts';
import type { Position } from '../domain/position.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { WorkingOrder } from './market-risk.ts';

/** The cash that BUYs of all markets may still take, their largest fees included. */
export const reservedCash = (working: readonly WorkingOrder[], universe: Universe): UsdcMicros =>
  sumOf(ZERO_USDC, working, ({ order, remaining }) =>
    order.side === 'BUY'
      ? buyCostMax(order, remaining, universe.markets.get(order.condition)?.fee)
      : ZERO_USDC,
  );

const sharesOf = (working: readonly WorkingOrder[], token: TokenId, side: Side): ShareMicros =>
  sumOf(ZERO_SHARES, working, ({ order, remaining }) =>
    order.side === side && order.token === token ? remaining : ZERO_SHARES,
  );

/** The shares of a token that SELLs may still give away. */
export const offeredShares = (working: readonly WorkingOrder[], token: TokenId): ShareMicros =>
  sharesOf(working, token, 'SELL');

/** The shares of a token that BUYs may still bring. */
export const boughtShares = (working: readonly WorkingOrder[], token: TokenId): ShareMicros =>
  sharesOf(working, token, 'BUY');

/**
 * What may be sold of a token now: the lesser of our settled shares and the venue's, less what is
 * offered already. Range: zero and above.
 */
export const sellableShares = (holding: {
  readonly position: Position | undefined;
  readonly venue: ShareMicros;
  readonly offered: ShareMicros;
}): ShareMicros => {
  const { position, venue, offered } = holding;
  if (position === undefined) return ZERO_SHARES;
  const settled = minus(position.shares, position.pendingIn);
  return larger(minus(smaller(settled, venue), offered), ZERO_SHARES);
};
