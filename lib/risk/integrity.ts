// A rule of our own that did not hold. Nobody knows what else is wrong then, so nothing is risked
// any more until a person has looked.

import { stricter } from './trading-state.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { EpochMs } from '../units/time.ts';

/** Remembers a broken rule. The first one stays: what came later may follow from it. */
export const withBrokenRule = (risk: RiskState, statement: string, now: EpochMs): RiskState => ({
  ...risk,
  tradingState: stricter(risk.tradingState, 'REDUCE_ONLY'),
  integrity:
    risk.integrity.kind === 'broken' ? risk.integrity : { kind: 'broken', since: now, statement },
});
