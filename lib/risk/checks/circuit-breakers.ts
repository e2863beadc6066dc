// Open breakers let only reducing orders pass; a half-open one admits a single order of minimum
// size to find out whether the cause is gone.

import { BREAKERS } from '../../domain/risk-state.ts';
import { isPositive, larger } from '../../units/quantity.ts';
import { formatShares } from '../../units/shares.ts';
import { formatTime } from '../../units/time.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { capAt } from './subject.ts';
import type { BreakerReason } from '../../domain/risk-state.ts';
import type { Cap, Check, Subject } from './subject.ts';

const breaker = (subject: Subject, reason: BreakerReason): readonly Cap[] => {
  const state = subject.context.risk.breakers[reason];
  const code = `CIRCUIT_BREAKER: ${reason}` as const;
  switch (state.kind) {
    case 'closed':
      return [];
    case 'open':
      return capAt(subject.reducible, code, [
        ['until', formatTime(state.until)],
        ['cause', state.detail],
      ]);
    case 'half-open':
      if (state.probe.kind === 'sent' || subject.probe === 'taken')
        return capAt(subject.reducible, code, [
          ['state', 'half-open'],
          ['probe', 'sent'],
        ]);
      return capAt(larger(subject.reducible, subject.minimum), code, [
        ['state', 'half-open'],
        ['probe', formatShares(subject.minimum)],
      ]);
  }
};

/** All three breakers. */
export const circuitBreakers: Check = (subject) =>
  BREAKERS.flatMap((reason) => breaker(subject, reason));

/** Without a positive peak a drawdown cannot be measured, so nothing new is risked. */
export const positivePeak: Check = ({ context, reducible }) => {
  const { peak } = context.risk.session;
  return peak.kind === 'none' || isPositive(peak.equity)
    ? []
    : capAt(reducible, 'CIRCUIT_BREAKER: DRAWDOWN', [['peak', formatUsdc(peak.equity)]]);
};
