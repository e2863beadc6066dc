// What we hold of each token, over all strategies, as our own books say.

import { present } from '../units/invariant.ts';
import { isNegative, isPositive, negate, plus, sum } from '../units/quantity.ts';
import { rememberingLast } from '../units/last-answer.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { LedgerState, Lot, PendingFill } from '../domain/ledger-state.ts';
import type { Position } from '../domain/position.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';

/**
 * Fills whose settlement the venue's balances may or may not show yet. A mined trade that is
 * retried is one of them again.
 */
export const fillsOnTheirWay = (state: LedgerState): readonly PendingFill[] =>
  [...state.pending.values()].filter((fill) => fill.status !== 'MINED');

/** The shares that trades on their way bring, and those that they take. */
export type SharesOnTheirWay = {
  readonly pendingIn: ShareMicros;
  readonly pendingOut: ShareMicros;
};

const NOTHING: SharesOnTheirWay = { pendingIn: ZERO_SHARES, pendingOut: ZERO_SHARES };

const sharesOf = (fills: readonly PendingFill[], token: TokenId): SharesOnTheirWay => {
  const changes = fills
    .flatMap((fill) => fill.changes.filter((change) => change.token === token))
    .map((change) => change.shares);
  return changes.length === 0
    ? NOTHING
    : {
        pendingIn: sum(ZERO_SHARES, changes.filter(isPositive)),
        pendingOut: negate(sum(ZERO_SHARES, changes.filter(isNegative))),
      };
};

/** What is on its way in a token. */
export const sharesOnTheirWay = (state: LedgerState, token: TokenId): SharesOnTheirWay =>
  sharesOf(fillsOnTheirWay(state), token);

const positionOf = (
  token: TokenId,
  lots: readonly Lot[],
  moving: readonly PendingFill[],
): Position => {
  const { condition, outcome } = present(lots[0], 'a held token has a lot');
  return {
    condition,
    token,
    outcome,
    shares: lots.reduce((total, lot) => plus(total, lot.shares), ZERO_SHARES),
    ...sharesOf(moving, token),
    cost: lots.reduce((total, lot) => plus(total, lot.cost), ZERO_USDC),
    byStrategy: lots.map(({ strategy, shares, cost }) => ({ strategy, shares, cost })),
  };
};

/**
 * All positions. Shares are negative where more was sold than was ever there: books and venue
 * differ then.
 */
export const positionsOf = rememberingLast((state: LedgerState): ReadonlyMap<TokenId, Position> => {
  const moving = fillsOnTheirWay(state);
  const byToken = Map.groupBy(state.lots.values(), (lot) => lot.token);
  return new Map(
    [...byToken].map(([token, lots]) => [token, positionOf(token, lots, moving)] as const),
  );
});

/** A token and its market. */
export type TokenPlace = { readonly condition: ConditionId; readonly token: TokenId };

/** The tokens that the books hold, or that fills which may still fail have moved. */
export const tokensInBooks = ({ lots, pending }: LedgerState): readonly TokenPlace[] => {
  const moved = [...pending.values()].flatMap((fill) => fill.changes);
  const places = [...lots.values(), ...moved].map(
    ({ condition, token }) => [token, { condition, token }] as const,
  );
  return [...new Map(places).values()];
};
