// Moves on chain that were sent and are not in our books yet. The venue may show what they did
// before the wallet's activity does, so they widen what it may show.

import { sharesOfToken } from './lots.ts';
import { resolvedValue } from './market-value.ts';
import { faceValue } from '../units/money.ts';
import { plus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { ChainRequest } from '../domain/decision.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Universe } from '../domain/market.ts';
import type { ConditionId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** The complete sets of a market that merges on their way will take. */
export const setsMerging = (moves: readonly ChainRequest[], condition: ConditionId): ShareMicros =>
  sum(
    ZERO_SHARES,
    moves.flatMap((move) =>
      move.kind === 'merge' && move.condition === condition ? [move.size] : [],
    ),
  );

/** Tells whether a redemption of a market is on its way. */
export const isRedeeming = (moves: readonly ChainRequest[], condition: ConditionId): boolean =>
  moves.some((move) => move.kind === 'redeem' && move.condition === condition);

const payoutOf = (
  { lots }: LedgerState,
  { markets }: Universe,
  condition: ConditionId,
): UsdcMicros | null => {
  const market = markets.get(condition);
  if (market?.status.kind !== 'resolved') return null;
  const held = { YES: sharesOfToken(lots, market.yes), NO: sharesOfToken(lots, market.no) };
  const value = resolvedValue(held, market.status.yesPayout);
  return plus(value.YES, value.NO);
};

/** The cash that moves on their way will bring; null where one of them pays nobody knows what. */
export const cashComing = (
  ledger: LedgerState,
  universe: Universe,
  moves: readonly ChainRequest[],
): UsdcMicros | null =>
  moves.reduce<UsdcMicros | null>((so, move) => {
    const cash =
      move.kind === 'merge' ? faceValue(move.size) : payoutOf(ledger, universe, move.condition);
    return so === null || cash === null ? null : plus(so, cash);
  }, ZERO_USDC);
