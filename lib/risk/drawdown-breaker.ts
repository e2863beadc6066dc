// The drawdown breaker closes by its own rule. An order of minimum size proves nothing about a
// loss, so there is no probe: it closes when the loss has shrunk, or when the operator starts a new
// session.

import { formatRatio, ppmOf } from '../units/ratio.ts';
import { err, ok } from '../units/result.ts';
import { after } from '../units/time.ts';
import { closed, opened, unmoved } from './breakers.ts';
import { alarm } from './messages.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Limits } from '../domain/limits.ts';
import type { Breaker, RiskState } from '../domain/risk-state.ts';
import type { Ratio } from '../units/ratio.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { BreakerStep } from './breakers.ts';
import type { RiskMessage } from './messages.ts';

/**
 * How far drawdown must be under its limit before the breaker closes by itself. Why 90 %: the
 * specification; closing right at the limit would open it again at the next tick.
 */
const CLOSE_BELOW_PERCENT = 90n;

const mayClose = (drawdown: Ratio, limit: Ratio): boolean =>
  ppmOf(drawdown) * 100n < ppmOf(limit) * CLOSE_BELOW_PERCENT;

const describe = (drawdown: Ratio, limit: Ratio): string =>
  `${formatRatio(drawdown)} of the session peak is lost, limit ${formatRatio(limit)}`;

const missing = (drawdown: Ratio | null, limit: Ratio): string =>
  drawdown === null
    ? 'equity or a positive peak is not known'
    : `${describe(drawdown, limit)}, closes under 90% of it`;

/** Opens the breaker at the limit; after each cooldown closes it, or says what is missing. */
export const stepDrawdownBreaker = (
  breaker: Breaker,
  drawdown: Ratio | null,
  moment: { readonly now: EpochMs; readonly limits: Limits },
): BreakerStep => {
  const { now, limits } = moment;
  const limit = limits.drawdownMax;
  if (breaker.kind !== 'open') {
    if (drawdown === null || ppmOf(drawdown) < ppmOf(limit)) return unmoved(breaker);
    return opened('DRAWDOWN', describe(drawdown, limit), moment);
  }
  if (now < breaker.until) return unmoved(breaker);
  if (drawdown !== null && mayClose(drawdown, limit))
    return closed('DRAWDOWN', describe(drawdown, limit));
  const reason = missing(drawdown, limit);
  return {
    breaker: { ...breaker, until: after(now, limits.breakerCooldown) },
    messages: [
      alarm(`DRAWDOWN breaker stays open: ${reason}; \`session reset\` re-bases the peak`),
    ],
  };
};

/** Why a session was not reset. */
export type SessionResetError =
  | { readonly kind: 'HALTED'; readonly source: string }
  | { readonly kind: 'KILL_SWITCH_UNREADABLE'; readonly detail: string };

/**
 * Starts a new session at the operator's word: the peak is the last equity, the drawdown breaker
 * is closed, and a broken rule of ours counts as looked after.
 * Refuses: while the kill switch says halt or cannot be read.
 */
export const resetSession = (
  risk: RiskState,
  reading: KillSwitchReading,
  now: EpochMs,
): Result<
  { readonly risk: RiskState; readonly messages: readonly RiskMessage[] },
  SessionResetError
> => {
  if (reading.kind === 'failed')
    return err({ kind: 'KILL_SWITCH_UNREADABLE', detail: reading.detail });
  if (reading.position === 'halt') return err({ kind: 'HALTED', source: reading.source });
  const { session, breakers } = risk;
  const step = closed('DRAWDOWN', 'session reset');
  return ok({
    risk: {
      ...risk,
      session: { ...session, startedAt: now, peak: session.lastMark },
      breakers: { ...breakers, DRAWDOWN: step.breaker },
      integrity: { kind: 'intact' },
    },
    messages: breakers.DRAWDOWN.kind === 'closed' ? [] : step.messages,
  });
};
