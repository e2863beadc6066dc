import { describe, expect, it } from 'vitest';
import { stepBreaker } from '../../lib/risk/breakers.ts';
import { resetSession, stepDrawdownBreaker } from '../../lib/risk/drawdown-breaker.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { CALM, LIMITS, NOW } from './contexts.ts';
import type { Breaker, RiskState } from '../../lib/domain/risk-state.ts';
import type { CauseCheck } from '../../lib/risk/breakers.ts';

const at = (offset: bigint) => epochMs(msOfEpoch(NOW) + offset);
const CLOSED: Breaker = { kind: 'closed' };
const OPEN: Breaker = { kind: 'open', since: at(-300_000n), until: NOW, detail: 'before' };
const HALF_OPEN: Breaker = { kind: 'half-open', since: NOW, probe: { kind: 'available' } };
const HEALTHY: CauseCheck = { kind: 'healthy' };
const UNHEALTHY: CauseCheck = { kind: 'unhealthy', detail: 'still there' };
const UNCLEAR: CauseCheck = { kind: 'unclear' };

describe('a breaker that tests itself by a probe', () => {
  const step = (breaker: Breaker, cause: CauseCheck, now = NOW) =>
    stepBreaker('API_HEALTH', { breaker, cause }, { now, limits: LIMITS });
  const reopened: Breaker = {
    kind: 'open',
    since: NOW,
    until: at(300_000n),
    detail: 'still there',
  };

  it('opens when its cause is there, and says so', () => {
    expect(step(CLOSED, UNHEALTHY)).toEqual({
      breaker: reopened,
      messages: [
        {
          level: 'error',
          message: '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: API_HEALTH: still there',
        },
      ],
    });
  });

  it.each([HEALTHY, UNCLEAR])('stays closed while its cause is not there', (cause) => {
    expect(step(CLOSED, cause)).toEqual({ breaker: CLOSED, messages: [] });
  });

  it.each([
    ['one millisecond before its cooldown is over', -1n, OPEN],
    ['when its cooldown is over', 0n, HALF_OPEN],
    ['one millisecond later', 1n, { ...HALF_OPEN, since: at(1n) }],
  ])('%s', (_where, offset, expected) => {
    expect(step(OPEN, HEALTHY, at(offset)).breaker).toEqual(expected);
  });

  it('says that it is half-open', () => {
    expect(step(OPEN, HEALTHY).messages.map((one) => one.message)).toEqual([
      '[RiskManager] Circuit breaker half-open: API_HEALTH: one order of minimum size may test it',
    ]);
  });

  it('opens again where its cause is still there', () => {
    expect(step(OPEN, UNHEALTHY).breaker).toEqual(reopened);
  });

  it('keeps since when and why it is open, and says nothing, while its cause is unclear', () => {
    const kept = { ...OPEN, until: at(300_000n) };
    expect(step(OPEN, UNCLEAR)).toEqual({ breaker: kept, messages: [] });
    expect(step(kept, UNCLEAR, at(299_999n))).toEqual({ breaker: kept, messages: [] });
    expect(step(kept, HEALTHY, at(300_000n)).breaker.kind).toBe('half-open');
  });

  it('opens from half-open when its cause returns', () => {
    expect(step(HALF_OPEN, UNHEALTHY).breaker).toEqual(reopened);
    expect(step(HALF_OPEN, UNCLEAR).breaker).toEqual(HALF_OPEN);
  });
});

describe('the drawdown breaker', () => {
  const step = (breaker: Breaker, drawdown: string | null, now = NOW) =>
    stepDrawdownBreaker(breaker, drawdown === null ? null : ratio(drawdown), {
      now,
      limits: LIMITS,
    });

  it.each([
    ['0.149999', 'closed'],
    ['0.15', 'open'],
    ['0.150001', 'open'],
  ])('at a drawdown of %s under a limit of 0.15 is %s', (drawdown, kind) => {
    expect(step(CLOSED, drawdown).breaker.kind).toBe(kind);
  });

  it('says what was lost when it opens', () => {
    expect(step(CLOSED, '0.16').messages.map((one) => one.message)).toEqual([
      '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: DRAWDOWN: ' +
        '0.16 of the session peak is lost, limit 0.15',
    ]);
  });

  it('stays as it is while drawdown is not known', () => {
    expect(step(CLOSED, null)).toEqual({ breaker: CLOSED, messages: [] });
  });

  it('stays open during its cooldown, whatever the drawdown', () => {
    expect(step(OPEN, '0', at(-1n))).toEqual({ breaker: OPEN, messages: [] });
  });

  it.each([
    ['0.134999', 'closed'],
    ['0.135', 'open'],
    ['0.135001', 'open'],
  ])('after its cooldown at a drawdown of %s is %s', (drawdown, kind) => {
    expect(step(OPEN, drawdown).breaker.kind).toBe(kind);
  });

  it('pitfall 8: resets by itself and says so', () => {
    expect(step(OPEN, '0.1').messages).toEqual([
      {
        level: 'info',
        message:
          '[RiskManager] ✅ CIRCUIT BREAKER RESET: DRAWDOWN: ' +
          '0.1 of the session peak is lost, limit 0.15',
      },
    ]);
  });

  it('says once per cooldown what is missing', () => {
    const first = step(OPEN, '0.14');
    expect(first.messages.map((one) => one.message)).toEqual([
      '[RiskManager] DRAWDOWN breaker stays open: 0.14 of the session peak is lost, limit 0.15, ' +
        'closes under 90% of it; `session reset` re-bases the peak',
    ]);
    expect(first.breaker).toEqual({ ...OPEN, until: at(300_000n) });
    expect(step(first.breaker, '0.14', at(60_000n)).messages).toEqual([]);
  });

  it('stays open while drawdown is not known', () => {
    expect(step(OPEN, null).messages.map((one) => one.message)).toEqual([
      '[RiskManager] DRAWDOWN breaker stays open: equity or a positive peak is not known; ' +
        '`session reset` re-bases the peak',
    ]);
  });
});

describe('session reset', () => {
  const risk: RiskState = {
    ...CALM,
    session: { ...CALM.session, lastMark: { kind: 'marked', equity: usdc('700') } },
    breakers: { ...CALM.breakers, DRAWDOWN: OPEN },
  };
  const off = { kind: 'read', position: 'off', source: 'data/KILL' } as const;

  it('re-bases the peak to the last equity and closes the breaker', () => {
    const reset = resetSession(risk, off, at(5n));
    expect(reset.ok && reset.value.risk.session).toEqual({
      ...risk.session,
      startedAt: at(5n),
      peak: { kind: 'marked', equity: usdc('700') },
    });
    expect(reset.ok && reset.value.risk.breakers.DRAWDOWN).toEqual(CLOSED);
    expect(reset.ok && reset.value.messages.map((one) => one.message)).toEqual([
      '[RiskManager] ✅ CIRCUIT BREAKER RESET: DRAWDOWN: session reset',
    ]);
  });

  it('says nothing of a breaker that was closed', () => {
    const reset = resetSession(CALM, { ...off, position: 'reduce-only' }, NOW);
    expect(reset.ok && reset.value.messages).toEqual([]);
  });

  it('is refused while the kill switch is halt or cannot be read', () => {
    expect(resetSession(risk, { ...off, position: 'halt' }, NOW)).toEqual({
      ok: false,
      error: { kind: 'HALTED', source: 'data/KILL' },
    });
    const unreadable = { kind: 'failed', source: 'data/KILL', detail: 'EACCES' } as const;
    expect(resetSession(risk, unreadable, NOW)).toEqual({
      ok: false,
      error: { kind: 'KILL_SWITCH_UNREADABLE', detail: 'EACCES' },
    });
  });
});
