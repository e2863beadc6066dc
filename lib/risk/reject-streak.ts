// Successive rejections of the kinds that mean something is wrong with the wallet or our orders, so
// that trying again cannot help. What the market or a restart does to an order is not among them,
// and our own refusals never get here.

import { opened } from './breakers.ts';
import type { RejectStreak, RiskState } from '../domain/risk-state.ts';
import type { RejectClass } from '../domain/venue-outcome.ts';
import type { BreakerMoment } from './breakers.ts';
import type { RiskMessage } from './messages.ts';

const COUNTED: ReadonlySet<RejectClass> = new Set([
  'funds',
  'approval',
  'region',
  'authentication',
  'tick',
  'size',
  'expiration',
  'closed-only',
  'version',
  'invalid',
]);

/** No rejections in a row. */
export const NO_STREAK: RejectStreak = { count: 0, classes: [] };

/** Tells whether a rejection of this class counts towards the breaker. */
export const isCounted = (rejection: RejectClass): boolean => COUNTED.has(rejection);

const explain = ({ count, classes }: RejectStreak, limit: number): string =>
  `${String(count)} in a row (limit ${String(limit)}), classes ${classes.join(', ')}; ` +
  'check pUSD balance, approvals (APPROVALS_AUTO=true), region';

/** Counts one more rejection. The breaker opens at the limit; a half-open one opens at once. */
export const countRejection = (
  risk: RiskState,
  rejection: RejectClass,
  moment: BreakerMoment & { readonly limits: { readonly consecutiveRejectsMax: number } },
): { readonly risk: RiskState; readonly messages: readonly RiskMessage[] } => {
  const { count, classes } = risk.rejects;
  const seen = classes.includes(rejection) ? classes : [...classes, rejection];
  const rejects = { count: count + 1, classes: seen };
  const counted = { ...risk, rejects };
  const breaker = risk.breakers.CONSECUTIVE_REJECTS;
  const limit = moment.limits.consecutiveRejectsMax;
  const opens =
    breaker.kind === 'half-open' || (breaker.kind === 'closed' && rejects.count >= limit);
  if (!opens) return { risk: counted, messages: [] };
  const step = opened('CONSECUTIVE_REJECTS', explain(rejects, limit), moment);
  return {
    risk: { ...counted, breakers: { ...risk.breakers, CONSECUTIVE_REJECTS: step.breaker } },
    messages: step.messages,
  };
};
