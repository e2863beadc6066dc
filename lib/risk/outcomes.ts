// What the venue's answers teach: rejections in a row, pauses, sales that its balance does not show
// yet, and what became of a breaker's probe. Each answer is applied in its turn.

import { withoutCooldownsOf } from './cooldowns.ts';
import { alarm } from './messages.ts';
import { isSaidAgain, pauseByClass, pauseByNotSent, withPause } from './pauses.ts';
import { resolveProbes } from './probes.ts';
import { countRejection, isCounted, NO_STREAK } from './reject-streak.ts';
import { stateByRisk, stricter } from './trading-state.ts';
import type { Limits } from '../domain/limits.ts';
import type { ApprovedOrder, Order } from '../domain/order.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { PlaceOutcome, RejectClass } from '../domain/venue-outcome.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { RiskMessage } from './messages.ts';
import type { Learnt } from './pauses.ts';
import type { ProbeFate } from './probes.ts';

/** An approved order that was sent, or meant to be, and what became of it. */
export type SentOrder = { readonly approved: ApprovedOrder; readonly outcome: PlaceOutcome };

/** When and by which limits answers are judged. */
export type OutcomeMoment = { readonly now: EpochMs; readonly limits: Limits };

/** The risk state after some answers, and what is to be said. */
export type OutcomeStep = { readonly risk: RiskState; readonly messages: readonly RiskMessage[] };

type Learning = OutcomeStep & Learnt;

type Rejected = Extract<PlaceOutcome, { readonly kind: 'rejected' }>;
type Refusal = Extract<PlaceOutcome, { readonly kind: 'unknown' }>;

/**
 * How often a SELL refused for balance is tried without a pause. Why 5: the specification; reported
 * cache lags of the venue last 3 to 10 attempts.
 */
const BALANCE_LAG_ATTEMPTS = 5;

const withoutLag = (risk: RiskState, token: TokenId): RiskState => ({
  ...risk,
  balanceLags: risk.balanceLags.filter((lag) => lag.token !== token),
});

type Answer = { readonly outcome: Rejected; readonly now: EpochMs };

// A fresh purchase may take the venue a while to show: the sale is simply tried again.
const lagging = (learnt: Learnt, order: Order, { outcome, now }: Answer): OutcomeStep => {
  const { risk, remembered } = learnt;
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
  const { retryAfter } = outcome;
  const pause = pauseByClass('balance-lag', order);
  return {
    risk: withPause({ risk: counted, remembered }, pause, { retryAfter, now }),
    messages: attempts === BALANCE_LAG_ATTEMPTS ? [alarm(text)] : [],
  };
};

const alarmsOf = (rejection: RejectClass, message: string): readonly RiskMessage[] => {
  if (rejection === 'region') return [alarm(`The venue refuses this region: ${message}`)];
  return rejection === 'closed-only'
    ? [alarm(`The venue lets this account only close positions: ${message}`)]
    : [];
};

const isBalanceLag = (order: Order, rejection: RejectClass): boolean =>
  order.side === 'SELL' && (rejection === 'funds' || rejection === 'balance-lag');

const counts = ({ order, effect }: ApprovedOrder, rejection: RejectClass): boolean =>
  isCounted(rejection) && !(effect === 'reducing' && isBalanceLag(order, rejection));

const rejected = (
  learnt: Learnt,
  { approved, outcome }: { readonly approved: ApprovedOrder; readonly outcome: Rejected },
  moment: OutcomeMoment,
): OutcomeStep => {
  const { now } = moment;
  const { order } = approved;
  const { class: rejection, message, retryAfter } = outcome;
  const pause = pauseByClass(rejection, order);
  const known = isSaidAgain(learnt, pause);
  const step = isBalanceLag(order, rejection)
    ? lagging(learnt, order, { outcome, now })
    : {
        risk: withPause(learnt, pause, { retryAfter, now }),
        messages: known ? [] : alarmsOf(rejection, message),
      };
  if (known || !counts(approved, rejection)) return step;
  const streak = countRejection(step.risk, rejection, moment);
  return { risk: streak.risk, messages: [...step.messages, ...streak.messages] };
};

const accepted = (risk: RiskState, approved: ApprovedOrder): RiskState => ({
  ...(approved.order.side === 'SELL' ? withoutLag(risk, approved.order.token) : risk),
  rejects: NO_STREAK,
  cooldowns: withoutCooldownsOf(risk.cooldowns, approved),
});

// A venue that refuses everything in new words must not be asked for ever.
const asRejection = ({ id, detail }: Refusal): Rejected => ({
  id,
  kind: 'rejected',
  class: 'invalid',
  message: detail,
  retryAfter: { kind: 'unspecified' },
});

const learned = (learnt: Learnt, sent: SentOrder, moment: OutcomeMoment): Learning => {
  const { risk, remembered } = learnt;
  const { approved, outcome } = sent;
  switch (outcome.kind) {
    case 'placed':
    case 'matched':
      return {
        risk: accepted(risk, approved),
        remembered: withoutCooldownsOf(remembered, approved),
        messages: [],
      };
    case 'rejected':
      return { ...rejected(learnt, { approved, outcome }, moment), remembered };
    case 'not-sent': {
      const told = { retryAfter: outcome.retryAfter, now: moment.now };
      const paused = withPause(learnt, pauseByNotSent(outcome.cause), told);
      return { risk: paused, remembered, messages: [] };
    }
    case 'unknown':
      return outcome.reply === 'refusal'
        ? { ...rejected(learnt, { approved, outcome: asRejection(outcome) }, moment), remembered }
        : { ...learnt, messages: [] };
    case 'no-fill':
    case 'delayed':
      return { ...learnt, messages: [] };
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

const applyOne = (before: Learning, sent: SentOrder, moment: OutcomeMoment): Learning => {
  const probed = resolveProbes(before.risk, () => fateOf(sent));
  const { remembered } = before;
  const after = learned({ risk: probed.risk, remembered }, sent, moment);
  return { ...after, messages: [...before.messages, ...probed.messages, ...after.messages] };
};

/** Applies the outcomes of placing, in their sequence; a breaker that opens counts at once. */
export const applyOutcomes = (
  risk: RiskState,
  sent: readonly SentOrder[],
  moment: OutcomeMoment,
): OutcomeStep => {
  const start: Learning = { risk, remembered: risk.cooldowns, messages: [] };
  const { risk: next, messages } = sent.reduce((step, one) => applyOne(step, one, moment), start);
  return {
    risk: { ...next, tradingState: stricter(risk.tradingState, stateByRisk(next)) },
    messages,
  };
};
