// Which answer of the venue pauses what. One request carries up to fifteen orders and may be
// answered with one status for all of them: however many orders hear it, it has happened once.

import { addCooldown, repeatsOf } from './cooldowns.ts';
import type { Order } from '../domain/order.ts';
import type { Cooldown, CooldownScope, RiskState } from '../domain/risk-state.ts';
import type { NotSentCause, RejectClass, RetryAfter } from '../domain/venue-outcome.ts';
import type { EpochMs } from '../units/time.ts';
import type { PauseCause } from './cooldowns.ts';

/** The risk state between two answers that are applied together. */
export type Learnt = {
  readonly risk: RiskState;
  /** The pauses from before these answers, less those that an accepted order has ended. */
  readonly remembered: readonly Cooldown[];
};

const GLOBAL: CooldownScope = { kind: 'global' };
const sideOf = ({ token, side }: Order): CooldownScope => ({ kind: 'token-side', token, side });

/** What a rejection pauses, if anything. */
export const pauseByClass = (rejection: RejectClass, order: Order): PauseCause | null => {
  switch (rejection) {
    case 'funds':
    case 'approval':
    case 'not-ready':
      return { scope: sideOf(order), cause: rejection };
    case 'balance-lag':
      return { scope: sideOf(order), cause: 'funds' };
    case 'authentication':
    case 'region':
    case 'closed-only':
      return { scope: GLOBAL, cause: rejection };
    case 'tick':
    case 'size':
    case 'expiration':
    case 'post-only-cross':
    case 'version':
    case 'invalid':
      return null;
  }
};

/** What is paused where the venue did not take a request at all. */
export const pauseByNotSent = (cause: NotSentCause): PauseCause | null => {
  switch (cause) {
    case 'restarting':
    case 'rate-limited':
    case 'post-only':
    case 'unavailable':
      return { scope: GLOBAL, cause };
    case 'deadline':
    case 'kill-switch':
    case 'not-journalled':
      return null;
  }
};

/** Tells whether an answer says for everything what another one of them has said before. */
export const isSaidAgain = ({ risk, remembered }: Learnt, pause: PauseCause | null): boolean =>
  pause?.scope.kind === 'global' && repeatsOf(risk.cooldowns, pause) > repeatsOf(remembered, pause);

/** Begins or repeats a pause; answers that are applied together repeat it once. */
export const withPause = (
  { risk, remembered }: Learnt,
  pause: PauseCause | null,
  told: { readonly retryAfter: RetryAfter; readonly now: EpochMs },
): RiskState => {
  if (pause === null) return risk;
  const repeats = repeatsOf(remembered, pause) + 1;
  return { ...risk, cooldowns: addCooldown(risk.cooldowns, { ...pause, ...told, repeats }) };
};
