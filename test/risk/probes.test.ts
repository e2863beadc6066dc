import { describe, expect, it } from 'vitest';
import { fateByIntents, resolveProbes } from '../../lib/risk/probes.ts';
import { orderId } from '../../lib/units/ids.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { apply, BUY, ID, notSent, rejection, SELL, simple, UNKNOWN } from './answers.ts';
import { CALM, NOW } from './contexts.ts';
import type { Intent, IntentPhase, SettledIntent } from '../../lib/domain/intent.ts';
import type { Breaker, RiskState } from '../../lib/domain/risk-state.ts';

describe('the probe of a half-open breaker', () => {
  const HALF_OPEN: Breaker = { kind: 'half-open', since: NOW, probe: { kind: 'available' } };
  const testing: RiskState = {
    ...CALM,
    rejects: { count: 3, classes: ['funds'] },
    breakers: { ...CALM.breakers, CONSECUTIVE_REJECTS: HALF_OPEN, API_HEALTH: HALF_OPEN },
  };
  const kinds = ({ breakers }: RiskState) => [
    breakers.CONSECUTIVE_REJECTS.kind,
    breakers.API_HEALTH.kind,
    breakers.DRAWDOWN.kind,
  ];

  it.each(['placed', 'matched'] as const)('closes it when %s', (kind) => {
    const { risk, messages } = apply(testing, [simple(kind)]);
    expect(kinds(risk)).toEqual(['closed', 'closed', 'closed']);
    expect(risk.rejects).toEqual({ count: 0, classes: [] });
    expect(messages.map((one) => one.message)).toEqual([
      '[RiskManager] ✅ CIRCUIT BREAKER RESET: CONSECUTIVE_REJECTS: the venue accepted order 0x1',
      '[RiskManager] ✅ CIRCUIT BREAKER RESET: API_HEALTH: the venue accepted order 0x1',
    ]);
  });

  it('opens the rejects breaker again when rejected by a class that counts', () => {
    const { risk } = apply(testing, [rejection('funds')]);
    expect(kinds(risk)).toEqual(['open', 'half-open', 'closed']);
  });

  it.each([rejection('post-only-cross'), simple('no-fill'), notSent('restarting')])(
    'is available again after $kind',
    (outcome) => {
      expect(apply(testing, [outcome]).risk.breakers).toEqual(testing.breakers);
    },
  );

  it.each([simple('delayed'), UNKNOWN])('is undecided after $kind', (outcome) => {
    expect(apply(testing, [outcome]).risk.breakers.API_HEALTH).toEqual({
      ...HALF_OPEN,
      probe: { kind: 'sent', order: ID },
    });
  });

  it('is no reducing order', () => {
    expect(apply(testing, [simple('placed')], SELL).risk.breakers).toEqual(testing.breakers);
  });
});

describe('a probe of an earlier cycle', () => {
  const SENT: Breaker = { kind: 'half-open', since: NOW, probe: { kind: 'sent', order: ID } };
  const waiting: RiskState = {
    ...CALM,
    rejects: { count: 3, classes: ['funds'] },
    breakers: { ...CALM.breakers, CONSECUTIVE_REJECTS: SENT },
  };
  const intent = (phase: IntentPhase, filled = ZERO_SHARES): Intent => ({
    id: ID,
    strategy: 'MM',
    reason: 'test',
    effect: 'adding',
    order: BUY.order,
    reference: BUY.order.price,
    expiration: { kind: 'never' },
    signal: { kind: 'none' },
    body: '',
    attempt: 1,
    journaledAt: NOW,
    sendableUntil: NOW,
    phase,
    filled,
    reversed: ZERO_SHARES,
    matched: ZERO_SHARES,
  });
  const after = (open: readonly Intent[], ended: readonly SettledIntent[] = []) =>
    resolveProbes(waiting, fateByIntents(open, ended)).risk;
  const kindAfter = (open: readonly Intent[], ended: readonly SettledIntent[] = []) => {
    const breaker = after(open, ended).breakers.CONSECUTIVE_REJECTS;
    return breaker.kind === 'half-open' ? breaker.probe.kind : breaker.kind;
  };
  const settled = (end: SettledIntent['end']): SettledIntent => ({
    intent: intent({ kind: 'resting' }),
    end,
    detail: '',
    at: NOW,
  });

  it('closes the breaker once its order is known to rest or to have filled', () => {
    expect(kindAfter([intent({ kind: 'resting' })])).toBe('closed');
    expect(kindAfter([intent({ kind: 'cancelling' }, shares('1'))])).toBe('closed');
    expect(after([intent({ kind: 'resting' })]).rejects).toEqual({ count: 0, classes: [] });
  });

  it('stays undecided while its order is of unknown outcome', () => {
    expect(kindAfter([intent({ kind: 'unknown', cleanScans: 1 })])).toBe('sent');
    expect(kindAfter([intent({ kind: 'cancelling' })])).toBe('sent');
    expect(after([intent({ kind: 'cancelling' })]).rejects.count).toBe(3);
  });

  it.each([
    ['filled', 'closed'],
    ['partly-filled', 'closed'],
    ['canceled', 'closed'],
    ['rejected', 'available'],
    ['no-fill', 'available'],
    ['not-sent', 'available'],
    ['absent', 'available'],
  ] as const)('that ended %s leaves the breaker %s', (end, expected) => {
    expect(kindAfter([], [settled(end)])).toBe(expected);
  });

  it('goes by its own order among others', () => {
    const [other, waits] = [intent({ kind: 'resting' }), intent({ kind: 'cancelling' })];
    const elsewhere = { ...other, id: orderId('0x2') };
    expect(kindAfter([elsewhere, waits])).toBe('sent');
    const endedElsewhere: SettledIntent = { ...settled('filled'), intent: elsewhere };
    expect(kindAfter([], [endedElsewhere, settled('absent')])).toBe('available');
  });

  it('that nobody remembers lets another one try', () => {
    expect(kindAfter([])).toBe('available');
  });

  it('is not looked for before it was sent', () => {
    const fresh: Breaker = { kind: 'half-open', since: NOW, probe: { kind: 'available' } };
    const testing = { ...CALM, breakers: { ...CALM.breakers, API_HEALTH: fresh } };
    expect(resolveProbes(testing, fateByIntents([], [])).risk).toEqual(testing);
  });
});
