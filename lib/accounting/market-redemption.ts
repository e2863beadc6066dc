// What a redemption that names no token took. It pays out a whole market at once, winners and
// losers alike, and the venue tells the sum alone: our own books say which shares that were.

import { tokenOf } from '../domain/market.ts';
import { sharesWorth } from '../units/money.ts';
import { isNegative, isPositive, larger, plus } from '../units/quantity.ts';
import { ONE, ZERO_RATIO } from '../units/ratio.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { sharesOfToken } from './lots.ts';
import { resolvedValue } from './market-value.ts';
import type { Activity } from '../domain/activity.ts';
import type { LedgerEvent } from '../domain/ledger-entry.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Market, Outcome, Universe } from '../domain/market.ts';
import type { Strategy } from '../domain/order.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { ByOutcome } from './market-value.ts';

type Redemption = Extract<LedgerEvent, { readonly kind: 'redemption' }>;
type MarketRedemption = Extract<Activity, { readonly kind: 'market-redemption' }>;
type Claim = { readonly size: ShareMicros; readonly payout: UsdcMicros };

const NOTHING: Claim = { size: ZERO_SHARES, payout: ZERO_USDC };

const heldOf = ({ lots }: LedgerState, { yes, no }: Market): ByOutcome<ShareMicros> => ({
  YES: larger(sharesOfToken(lots, yes), ZERO_SHARES),
  NO: larger(sharesOfToken(lots, no), ZERO_SHARES),
});

// Our books may differ from the wallet. What was paid for is then what won, a dollar a share, and
// of what lost nothing is left. Where both outcomes pay, nobody can tell the shares of a sum.
const claimsOf = (
  held: ByOutcome<ShareMicros>,
  yesPayout: Ratio,
  payout: UsdcMicros,
): ByOutcome<Claim> | null => {
  const value = resolvedValue(held, yesPayout);
  if (plus(value.YES, value.NO) === payout)
    return {
      YES: { size: held.YES, payout: value.YES },
      NO: { size: held.NO, payout: value.NO },
    };
  const won: Claim = { size: sharesWorth(payout), payout };
  if (yesPayout === ONE) return { YES: won, NO: { ...NOTHING, size: held.NO } };
  if (yesPayout === ZERO_RATIO) return { YES: { ...NOTHING, size: held.YES }, NO: won };
  return null;
};

/**
 * What a redemption of a whole market took of each outcome; shares that no lot holds are the
 * caretaker's.
 * Refuses: with null, a market that is not known as resolved, a negative sum, and a sum of two
 * outcomes that both pay which is not what our shares are worth.
 */
export const marketRedemptions = (
  state: LedgerState,
  { condition, payout }: MarketRedemption,
  { markets, caretaker }: Pick<Universe, 'markets'> & { readonly caretaker: Strategy },
): readonly Redemption[] | null => {
  const market = markets.get(condition);
  if (market?.status.kind !== 'resolved' || isNegative(payout)) return null;
  const claims = claimsOf(heldOf(state, market), market.status.yesPayout, payout);
  if (claims === null) return null;
  const redeemed = (outcome: Outcome): Redemption => ({
    kind: 'redemption',
    condition,
    token: tokenOf(market, outcome),
    outcome,
    ...claims[outcome],
    strategy: caretaker,
  });
  return [redeemed('YES'), redeemed('NO')].filter(({ size }) => isPositive(size));
};
