import { describe, expect, it } from 'vitest';
import { killSwitchRule } from '../../lib/risk/kill-switch-rules.ts';

const FAILED = { kind: 'failed', source: 'data/KILL', detail: 'EACCES' } as const;

describe('the kill switch', () => {
  it.each([
    ['off', 'ACTIVE', 'none'],
    ['reduce-only', 'REDUCE_ONLY', 'adding'],
    ['halt', 'HALTED', 'all'],
  ] as const)('at %s leaves %s and cancels %s', (position, tradingState, cancels) => {
    const rule = killSwitchRule({ kind: 'read', position, source: 'data/KILL' }, 3);
    expect(rule).toEqual({ tradingState, cancels, failures: 0, messages: [] });
  });

  it('sends and cancels nothing where it cannot be read', () => {
    expect(killSwitchRule(FAILED, 0)).toEqual({
      tradingState: 'HALTED',
      cancels: 'none',
      failures: 1,
      messages: [],
    });
  });

  it('alarms at the second failure in a row, once', () => {
    expect(killSwitchRule(FAILED, 1).messages).toEqual([
      {
        level: 'error',
        message:
          '[RiskManager] Kill switch unreadable for 2 cycles, nothing is sent: data/KILL: EACCES',
      },
    ]);
    expect(killSwitchRule(FAILED, 2).messages).toEqual([]);
  });
});
