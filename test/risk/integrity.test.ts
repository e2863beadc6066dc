import { describe, expect, it } from 'vitest';
import { resetSession } from '../../lib/risk/drawdown-breaker.ts';
import { withBrokenRule } from '../../lib/risk/integrity.ts';
import { requiredCancels } from '../../lib/risk/required-cancels.ts';
import { stateByRisk } from '../../lib/risk/trading-state.ts';
import { known } from '../../lib/domain/observed.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { order, resting } from './books.ts';
import { CALM, contextWith, judged, NOW, yes } from './contexts.ts';

const BROKEN = withBrokenRule(CALM, 'one is one', NOW);
const OFF = { kind: 'read', position: 'off', source: 'data/KILL' } as const;

describe('a broken rule', () => {
  it('leaves only reducing orders, at once and in every later cycle', () => {
    expect(BROKEN.tradingState).toBe('REDUCE_ONLY');
    expect(stateByRisk(BROKEN)).toBe('REDUCE_ONLY');
    expect(stateByRisk(CALM)).toBe('ACTIVE');
  });

  it('does not loosen a halt', () => {
    const halted = withBrokenRule({ ...CALM, tradingState: 'HALTED' }, 'one is one', NOW);
    expect(halted.tradingState).toBe('HALTED');
  });

  it('is told with its first statement, whatever breaks later', () => {
    const later = withBrokenRule(BROKEN, 'two is two', epochMs(msOfEpoch(NOW) + 1n));
    expect(later.integrity).toEqual({ kind: 'broken', since: NOW, statement: 'one is one' });
  });

  it('refuses what adds exposure, by its statement, and nothing that lowers it', () => {
    const context = contextWith([yes('100', '50')], { risk: BROKEN });
    expect(judged(context, 'A BUY YES 10 @ 0.5', 'A SELL YES 100 @ 0.5')).toEqual([
      'reducing 100',
      'MARKET_HALTED: scope=all since=2026-11-22T12:00:00.000Z cause=one is one',
    ]);
  });

  it('lets no order rest that adds exposure', () => {
    const { universe, portfolio } = contextWith([yes('100', '50')]);
    const rest = [resting(order('A BUY YES 10 @ 0.5')), resting(order('A SELL YES 100 @ 0.6'))];
    const cancels = requiredCancels({
      universe,
      portfolio: { ...portfolio, resting: rest },
      risk: BROKEN,
      killSwitch: OFF,
      mode: known('normal', NOW),
    });
    expect(cancels).toEqual([{ order: rest[0]?.id, reason: 'only reducing orders may rest' }]);
  });

  it('is looked after once an operator starts a new session', () => {
    const reset = resetSession(BROKEN, OFF, NOW);
    expect(reset.ok && reset.value.risk.integrity).toEqual({ kind: 'intact' });
  });

  it('stays while the kill switch keeps a new session from being started', () => {
    const reset = resetSession(BROKEN, { ...OFF, position: 'halt' }, NOW);
    expect(reset).toEqual({ ok: false, error: { kind: 'HALTED', source: 'data/KILL' } });
  });
});
