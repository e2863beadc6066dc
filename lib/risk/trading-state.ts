// What may be traded, from each cause by itself; the strictest wins.

import { BREAKERS } from '../domain/risk-state.ts';
import { isPositive } from '../units/quantity.ts';
import type { Observed } from '../domain/observed.ts';
import type { RiskState, TradingState } from '../domain/risk-state.ts';
import type { VenueMode } from '../domain/venue-outcome.ts';

const STRICTNESS: readonly TradingState[] = ['ACTIVE', 'REDUCE_ONLY', 'HALTED'];

// In post-only mode the gate admits quotes alone.
const STATE_BY_MODE: Readonly<Record<VenueMode, TradingState>> = {
  normal: 'ACTIVE',
  'post-only': 'ACTIVE',
  'closed-only': 'REDUCE_ONLY',
  'cancel-only': 'HALTED',
  disabled: 'HALTED',
};

/** The stricter of two trading states. */
export const stricter = (a: TradingState, b: TradingState): TradingState =>
  STRICTNESS.indexOf(a) > STRICTNESS.indexOf(b) ? a : b;

/** What the venue's mode leaves; an unknown mode is the gate's affair. */
export const stateByMode = (mode: Observed<VenueMode>): TradingState =>
  mode.kind === 'known' ? STATE_BY_MODE[mode.value] : 'ACTIVE';

/**
 * What the risk manager's own memory leaves: only reducing orders while a breaker is open, cash
 * differs, a rule of ours is broken, or the session's peak is not positive. A half-open breaker
 * leaves it to the gate.
 */
export const stateByRisk = (risk: RiskState): TradingState => {
  const { breakers, mismatches, session, integrity } = risk;
  const { peak } = session;
  const restricted =
    integrity.kind === 'broken' ||
    BREAKERS.some((reason) => breakers[reason].kind === 'open') ||
    mismatches.some((one) => one.halted && one.scope.kind === 'cash') ||
    (peak.kind === 'marked' && !isPositive(peak.equity));
  return restricted ? 'REDUCE_ONLY' : 'ACTIVE';
};
