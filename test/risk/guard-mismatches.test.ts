import { describe, expect, it } from 'vitest';
import { conditionId } from '../../lib/units/ids.ts';
import {
  BID,
  cancelled,
  ELSEWHERE,
  guarded,
  PORTFOLIO,
  SELL,
  withRisk,
  withSwitch,
} from './guards.ts';
import type { Mismatch } from '../../lib/domain/risk-state.ts';

describe('mismatches in the guard', () => {
  const halted: Mismatch = {
    scope: { kind: 'market', condition: conditionId('A') },
    differingCycles: 1,
    matchingCycles: 0,
    halted: false,
    detail: 'shares differ',
  };
  const verdict = (scope: Mismatch['scope']) =>
    [{ scope, kind: 'differs', detail: 'shares differ' }] as const;

  it('cancel the orders of a halted market, unknown ones included, and no others', () => {
    const unknown = { ...SELL, certainty: 'unknown' } as const;
    const { cancels, risk } = guarded({
      ...withRisk({ mismatches: [halted] }),
      verdicts: verdict(halted.scope),
      portfolio: { ...PORTFOLIO, resting: [BID, unknown, ELSEWHERE] },
    });
    expect(cancels.map((one) => `${one.order}: ${one.reason}`)).toEqual([
      'bid: market halted: shares differ',
      'sell: market halted: shares differ',
    ]);
    expect(risk.tradingState).toBe('ACTIVE');
  });

  it('are told once they halt', () => {
    const first = guarded({ verdicts: verdict(halted.scope) });
    const second = guarded({ risk: first.risk, verdicts: verdict(halted.scope) });
    const text = '[RiskManager] Halted market A: shares differ';
    expect([first.messages, second.messages]).toEqual([[], [{ level: 'error', message: text }]]);
  });

  it('cancel nothing at the first sight', () => {
    expect(cancelled({ verdicts: verdict(halted.scope) })).toEqual([]);
  });

  it('of cash leave only reducing orders', () => {
    const cash: Mismatch = { ...halted, scope: { kind: 'cash' } };
    const both = { ...withRisk({ mismatches: [cash] }), verdicts: verdict(cash.scope) };
    expect(guarded(both).risk.tradingState).toBe('REDUCE_ONLY');
    expect(cancelled(both)).toHaveLength(2);
  });

  it("ask for each order's cancel once", () => {
    const both = {
      ...withSwitch('reduce-only'),
      ...withRisk({ mismatches: [halted] }),
      verdicts: verdict(halted.scope),
    };
    expect(cancelled(both)).toEqual([
      'bid: market halted: shares differ',
      'elsewhere: only reducing orders may rest',
      'sell: market halted: shares differ',
    ]);
  });
});
