// What a reading of the kill switch means. A failed reading is no reading: nothing new is sent, and
// nothing is cancelled either, since nobody asked for that.

import { alarm } from './messages.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { TradingState } from '../domain/risk-state.ts';
import type { RiskMessage } from './messages.ts';

/** After so many cycles in a row without a reading somebody must look. */
const FAILURES_BEFORE_ALARM = 2;

/** The consequences of a reading. */
export type KillSwitchRule = {
  readonly tradingState: TradingState;
  readonly cancels: 'all' | 'adding' | 'none';
  /** How many readings in a row have failed. */
  readonly failures: number;
  readonly messages: readonly RiskMessage[];
};

/** Applies the rules of the kill switch; the alarm sounds once, at the second failure in a row. */
export const killSwitchRule = (
  reading: KillSwitchReading,
  failuresBefore: number,
): KillSwitchRule => {
  if (reading.kind === 'failed') {
    const failures = failuresBefore + 1;
    const cause = `${reading.source}: ${reading.detail}`;
    const text = `Kill switch unreadable for ${String(failures)} cycles, nothing is sent: ${cause}`;
    const messages = failures === FAILURES_BEFORE_ALARM ? [alarm(text)] : [];
    return { tradingState: 'HALTED', cancels: 'none', failures, messages };
  }
  const rest = { failures: 0, messages: [] };
  switch (reading.position) {
    case 'off':
      return { tradingState: 'ACTIVE', cancels: 'none', ...rest };
    case 'reduce-only':
      return { tradingState: 'REDUCE_ONLY', cancels: 'adding', ...rest };
    case 'halt':
      return { tradingState: 'HALTED', cancels: 'all', ...rest };
  }
};
