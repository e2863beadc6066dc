// What the venue's answers teach: rejections in a row, pauses, sales that its balance does not show
// yet, and what became of a breaker's probe. Each answer is applied in its turn.

import { addCooldown, withoutCooldownsOf } from './cooldowns.ts';
import { alarm } from './messages.ts';
import { resolveProbes } from './probes.ts';
import { countRejection, isCounted, NO_STREAK } from './reject-streak.ts';
import { stateByRisk, stricter } from './trading-state.ts';
import type { Limits } from '../domain/limits.ts';
import type { ApprovedOrder, Order } from '../domain/order.ts';
import type { CooldownCause, CooldownScope, RiskState } from '../domain/risk-state.ts';
import type { PlaceOutcome, RejectClass, RetryAfter } from '../domain/venue-outcome.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { RiskMessage } from './messages.ts';
import type { ProbeFate } from './probes.ts';

/** An approved order that was sent, or meant to be, and what became of it. */
export type SentOrder = { readonly approved: ApprovedOrder; readonly outcome: PlaceOutcome };

/** When and by which limits answers are judged. */
export type OutcomeMoment = { readonly now: EpochMs; readonly limits: Limits };

/** The risk state after some answers, and what is to be said. */
export type OutcomeStep = { readonly risk: RiskState; readonly messages: readonly RiskMessage[] };

type Rejected = Extract<PlaceOutcome, { readonly kind: 'rejected' }>;

/**
 * How often a SELL refused for balance is tried without a pause. Why 5: the specification; reported
 * cache lags of the venue last 3 to 10 attempts.
 */
const BALANCE_LAG_ATTEMPTS = 5;

const GLOBAL: CooldownScope = { kind: 'global' };
const sideOf = ({ token, side }: Order): CooldownScope => ({ kind: 'token-side', token, side });

const paused = (
  risk: RiskState,
  pause: {
    readonly scope: CooldownScope;
    readonly cause: CooldownCause;
    readonly retryAfter: RetryAfter;
  },
  now: EpochMs,
): RiskState => ({ ...risk, cooldowns: addCooldown(risk.cooldowns, { ...pause, now }) });

const withoutLag = (risk: RiskState, token: TokenId): RiskState => ({
  ...risk,
  balanceLags: risk.balanceLags.filter((lag) => lag.token !== token),
});

// A fresh purchase may take the venue a while to show: the sale is simply tried again.
const lagging = (risk: RiskState, order: Order, { outcome, now }: Answer): OutcomeStep => {
  const { token, size } = order;
  const before = risk.balanceLags.find((lag) => lag.token === token)?.attempts ?? 0;
  const attempts = before + 1;
  const counted = {
    ...risk,
    balanceLags: [
      ...risk.balanceLags.filter((lag) => lag.token !== token),
      { token, attempts, size },
    ],
  };
  if (attempts < BALANCE_LAG_ATTEMPTS) return { risk: counted, messages: [] };
  const text = `SELL of ${token} refused for balance ${String(attempts)} times: ${outcome.message}`;
  return {
    risk: paused(
      counted,
      { scope: sideOf(order), cause: 'funds', retryAfter: outcome.retryAfter },
      now,
    ),
    messages: attempts === BALANCE_LAG_ATTEMPTS ? [alarm(text)] : [],
  };
};

type Answer = { readonly outcome: Rejected; readonly now: EpochMs };

const pauseOf = (
  rejection: RejectClass,
  order: Order,
): { readonly scope: CooldownScope; readonly cause: CooldownCause } | null => {
  switch (rejection) {
    case 'funds':
    case 'approval':
    case 'not-ready':
      return { scope: sideOf(order), cause: rejection };
    case 'balance-lag':
      return { scope: sideOf(order), cause: 'funds' };
    case 'authentication':
    case 'region':
      return { scope: GLOBAL, cause: rejection };
    case 'tick':
    case 'size':
    case 'expiration':
    case 'post-only-cross':
    case 'closed-only':
    case 'version':
    case 'invalid':
      return null;
  }
};

const alarmsOf = (rejection: RejectClass, message: string): readonly RiskMessage[] =>
  rejection === 'region' ? [alarm(`The venue refuses this region: ${message}`)] : [];

const isBalanceLag = (order: Order, rejection: RejectClass): boolean =>
  order.side === 'SELL' && (rejection === 'funds' || rejection === 'balance-lag');

const withPause = (risk: RiskState, order: Order, answer: Answer): OutcomeStep => {
  const { outcome, now } = answer;
  if (isBalanceLag(order, outcome.class)) return lagging(risk, order, answer);
  const pause = pauseOf(outcome.class, order);
  const next =
    pause === null ? risk : paused(risk, { ...pause, retryAfter: outcome.retryAfter }, now);
  return { risk: next, messages: alarmsOf(outcome.class, outcome.message) };
};

const counts = ({ order, effect }: ApprovedOrder, rejection: RejectClass): boolean =>
  isCounted(rejection) && !(effect === 'reducing' && isBalanceLag(order, rejection));

const rejected = (
  risk: RiskState,
  { approved, outcome }: { readonly approved: ApprovedOrder; readonly outcome: Rejected },
  moment: OutcomeMoment,
): OutcomeStep => {
  const pause = withPause(risk, approved.order, { outcome, now: moment.now });
  if (!counts(approved, outcome.class)) return pause;
  const streak = countRejection(pause.risk, outcome.class, moment);
  return { risk: streak.risk, messages: [...pause.messages, ...streak.messages] };
};

const accepted = (risk: RiskState, order: Order): RiskState => ({
  ...(order.side === 'SELL' ? withoutLag(risk, order.token) : risk),
  rejects: NO_STREAK,
  cooldowns: withoutCooldownsOf(risk.cooldowns, order),
});

const notSent = (
  risk: RiskState,
  { cause, retryAfter }: Extract<PlaceOutcome, { readonly kind: 'not-sent' }>,
  now: EpochMs,
): RiskState => {
  switch (cause) {
    case 'restarting':
    case 'rate-limited':
    case 'unavailable':
      return paused(risk, { scope: GLOBAL, cause, retryAfter }, now);
    case 'deadline':
    case 'kill-switch':
    case 'not-journalled':
      return risk;
  }
};

const learned = (risk: RiskState, sent: SentOrder, moment: OutcomeMoment): OutcomeStep => {
  const { approved, outcome } = sent;
  switch (outcome.kind) {
    case 'placed':
    case 'matched':
      return { risk: accepted(risk, approved.order), messages: [] };
    case 'rejected':
      return rejected(risk, { approved, outcome }, moment);
    case 'not-sent':
      return { risk: notSent(risk, outcome, moment.now), messages: [] };
    case 'no-fill':
    case 'delayed':
    case 'unknown':
      return { risk, messages: [] };
  }
};

// The gate lets one adding order through while a breaker is half-open: that one is the probe.
const fateOf = ({ approved, outcome }: SentOrder): ProbeFate | null => {
  if (approved.effect === 'reducing') return null;
  switch (outcome.kind) {
    case 'placed':
    case 'matched':
      return { order: outcome.id, kind: 'accepted' };
    case 'delayed':
    case 'unknown':
      return { order: outcome.id, kind: 'undecided' };
    case 'rejected':
    case 'no-fill':
    case 'not-sent':
      return { order: outcome.id, kind: 'unanswered' };
  }
};

const applyOne = (before: OutcomeStep, sent: SentOrder, moment: OutcomeMoment): OutcomeStep => {
  const probed = resolveProbes(before.risk, () => fateOf(sent));
  const after = learned(probed.risk, sent, moment);
  return {
    risk: after.risk,
    messages: [...before.messages, ...probed.messages, ...after.messages],
  };
};

/** Applies the outcomes of placing, in their sequence; a breaker that opens counts at once. */
export const applyOutcomes = (
  risk: RiskState,
  sent: readonly SentOrder[],
  moment: OutcomeMoment,
): OutcomeStep => {
  const start: OutcomeStep = { risk, messages: [] };
  const { risk: next, messages } = sent.reduce((step, one) => applyOne(step, one, moment), start);
  return {
    risk: { ...next, tradingState: stricter(risk.tradingState, stateByRisk(next)) },
    messages,
  };
};
