// Why the risk manager refused: one closed set of codes, each with the numbers that explain it.

import type { BreakerReason } from './risk-state.ts';

/** The codes of refusals, exactly as users read them in logs and records. */
export type RefusalCode =
  | 'KILL_SWITCH'
  | `CIRCUIT_BREAKER: ${BreakerReason}`
  | 'EXPOSURE_LIMIT'
  | 'COOLDOWN_CACHED'
  | 'SLIPPAGE_LIMIT'
  | 'STALE_DATA'
  | 'INTENT_UNRESOLVED'
  | 'MARKET_CLOSED'
  | 'MARKET_HALTED'
  | 'INSUFFICIENT_BALANCE'
  | 'LIVE_NOT_CLEARED'
  | 'MIN_SIZE'
  | 'OFF_TICK'
  | 'SIDE_OWNED';

/** A refusal and its numbers, shown as `CODE: key=value ...` in the given order. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly numbers: readonly (readonly [key: string, value: string])[];
};

/** Formats a refusal for logs and people. */
export const formatRefusal = (refusal: Refusal): string =>
  refusal.numbers.length === 0
    ? refusal.code
    : `${refusal.code}: ${refusal.numbers.map(([key, value]) => `${key}=${value}`).join(' ')}`;
