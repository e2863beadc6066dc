// The one order that a half-open breaker admits. Its acceptance closes the breaker; an end that
// proves nothing lets another one try.

import { BREAKERS } from '../domain/risk-state.ts';
import { isPositive } from '../units/quantity.ts';
import { closed, unmoved } from './breakers.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { Breaker, BreakerReason, Probe, RiskState } from '../domain/risk-state.ts';
import type { OrderId } from '../units/ids.ts';
import type { BreakerStep } from './breakers.ts';
import type { RiskMessage } from './messages.ts';

/** What is known of a probe: taken by the venue, still open, or ended without an answer. */
export type ProbeFate = {
  readonly order: OrderId;
  readonly kind: 'accepted' | 'undecided' | 'unanswered';
};

/** A risk state after its probes were looked at. */
export type ProbeStep = { readonly risk: RiskState; readonly messages: readonly RiskMessage[] };

const stepOf = (reason: BreakerReason, breaker: Breaker, fate: ProbeFate | null): BreakerStep => {
  if (fate === null || breaker.kind !== 'half-open') return unmoved(breaker);
  switch (fate.kind) {
    case 'accepted':
      return closed(reason, `the venue accepted order ${fate.order}`);
    case 'undecided':
      return unmoved({ ...breaker, probe: { kind: 'sent', order: fate.order } });
    case 'unanswered':
      return unmoved({ ...breaker, probe: { kind: 'available' } });
  }
};

const probeOf = (breaker: Breaker): Probe | null =>
  breaker.kind === 'half-open' ? breaker.probe : null;

/** Moves every half-open breaker by the fate of its probe. Closing forgets the rejections. */
export const resolveProbes = (
  risk: RiskState,
  fateOf: (probe: Probe) => ProbeFate | null,
): ProbeStep => {
  const step = (reason: BreakerReason): BreakerStep => {
    const breaker = risk.breakers[reason];
    const probe = probeOf(breaker);
    return stepOf(reason, breaker, probe === null ? null : fateOf(probe));
  };
  const steps = {
    CONSECUTIVE_REJECTS: step('CONSECUTIVE_REJECTS'),
    API_HEALTH: step('API_HEALTH'),
    DRAWDOWN: step('DRAWDOWN'),
  };
  const { CONSECUTIVE_REJECTS: rejects, API_HEALTH: health, DRAWDOWN: drawdown } = steps;
  const forgotten =
    rejects.messages.length > 0
      ? { rejects: { count: 0, classes: [] } }
      : { rejects: risk.rejects };
  return {
    risk: {
      ...risk,
      ...forgotten,
      breakers: {
        CONSECUTIVE_REJECTS: rejects.breaker,
        API_HEALTH: health.breaker,
        DRAWDOWN: drawdown.breaker,
      },
    },
    messages: BREAKERS.flatMap((reason) => steps[reason].messages),
  };
};

const settledFate = ({ end }: SettledIntent): ProbeFate['kind'] => {
  switch (end) {
    case 'filled':
    case 'partly-filled':
    case 'canceled':
      return 'accepted';
    case 'rejected':
    case 'no-fill':
    case 'not-sent':
    case 'absent':
      return 'unanswered';
  }
};

/** The fate of a probe that was sent in an earlier cycle, by what became of its intent. */
export const fateByIntents =
  (intents: readonly Intent[], settled: readonly SettledIntent[]) =>
  (probe: Probe): ProbeFate | null => {
    if (probe.kind === 'available') return null;
    const { order } = probe;
    const open = intents.find((intent) => intent.id === order);
    if (open !== undefined) {
      const taken = open.phase.kind === 'resting' || isPositive(open.filled);
      return { order, kind: taken ? 'accepted' : 'undecided' };
    }
    const ended = settled.find(({ intent }) => intent.id === order);
    return { order, kind: ended === undefined ? 'unanswered' : settledFate(ended) };
  };
