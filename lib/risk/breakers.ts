// How a circuit breaker moves: closed, open until its cooldown is over, half-open until one order
// has shown that the cause is gone. Why a breaker opens, and what is healthy, its caller tells.

import { after } from '../units/time.ts';
import { breakerReset, breakerTriggered, notice } from './messages.ts';
import type { Limits } from '../domain/limits.ts';
import type { Breaker, BreakerReason } from '../domain/risk-state.ts';
import type { EpochMs } from '../units/time.ts';
import type { RiskMessage } from './messages.ts';

/** A breaker after a step, and what is to be said about it. */
export type BreakerStep = {
  readonly breaker: Breaker;
  readonly messages: readonly RiskMessage[];
};

/** When a step is taken, and how long an open breaker stays open. */
export type BreakerMoment = {
  readonly now: EpochMs;
  readonly limits: Pick<Limits, 'breakerCooldown'>;
};

type OpenBreaker = Extract<Breaker, { readonly kind: 'open' }>;

/** Leaves a breaker as it is. */
export const unmoved = (breaker: Breaker): BreakerStep => ({ breaker, messages: [] });

/** Opens a breaker, or opens it again. */
export const opened = (
  reason: BreakerReason,
  detail: string,
  { now, limits }: BreakerMoment,
): BreakerStep => ({
  breaker: { kind: 'open', since: now, until: after(now, limits.breakerCooldown), detail },
  messages: [breakerTriggered(`${reason}: ${detail}`)],
});

/** Closes a breaker. */
export const closed = (reason: BreakerReason, detail: string): BreakerStep => ({
  breaker: { kind: 'closed' },
  messages: [breakerReset(`${reason}: ${detail}`)],
});

const halfOpened = (reason: BreakerReason, now: EpochMs): BreakerStep => ({
  breaker: { kind: 'half-open', since: now, probe: { kind: 'available' } },
  messages: [notice(`Circuit breaker half-open: ${reason}: one order of minimum size may test it`)],
});

/** What a look at a breaker's cause says: gone, there, or not to be told now. */
export type CauseCheck =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'unhealthy'; readonly detail: string }
  | { readonly kind: 'unclear' };

// Nothing was learnt, so since when and why it is open stay as they are, and nothing is said again.
const keptOpen = (breaker: OpenBreaker, { now, limits }: BreakerMoment): BreakerStep =>
  unmoved({ ...breaker, until: after(now, limits.breakerCooldown) });

const stepOpen = (
  reason: BreakerReason,
  { breaker, cause }: { readonly breaker: OpenBreaker; readonly cause: CauseCheck },
  moment: BreakerMoment,
): BreakerStep => {
  if (moment.now < breaker.until) return unmoved(breaker);
  switch (cause.kind) {
    case 'healthy':
      return halfOpened(reason, moment.now);
    case 'unhealthy':
      return opened(reason, cause.detail, moment);
    case 'unclear':
      return keptOpen(breaker, moment);
  }
};

/**
 * Moves a breaker that tests itself by a probe. Only a cause that is there opens it; only a cause
 * that is gone lets it become half-open, once its cooldown is over.
 */
export const stepBreaker = (
  reason: BreakerReason,
  { breaker, cause }: { readonly breaker: Breaker; readonly cause: CauseCheck },
  moment: BreakerMoment,
): BreakerStep => {
  if (breaker.kind === 'open') return stepOpen(reason, { breaker, cause }, moment);
  return cause.kind === 'unhealthy' ? opened(reason, cause.detail, moment) : unmoved(breaker);
};
