import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { orderId, tokenId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { CALM, failure, NOW } from './contexts.ts';
import { at, cancelled, equity, guarded, SNAPSHOT, withRisk, withSwitch } from './guards.ts';
import type { Breaker, Cooldown } from '../../lib/domain/risk-state.ts';
import type { VenueMode } from '../../lib/domain/venue-outcome.ts';

const OPEN: Breaker = { kind: 'open', since: NOW, until: at(1n), detail: 'before' };
const openRejects = withRisk({ breakers: { ...CALM.breakers, CONSECUTIVE_REJECTS: OPEN } });

describe('a calm cycle', () => {
  it('is active, cancels nothing and says nothing', () => {
    expect(guarded()).toEqual({ risk: CALM, cancels: [], messages: [] });
  });
});

describe('the kill switch in the guard', () => {
  it('pitfall 17: cancels every resting order at halt', () => {
    expect(guarded(withSwitch('halt')).risk.tradingState).toBe('HALTED');
    expect(cancelled(withSwitch('halt'))).toEqual([
      'bid: kill switch is halt',
      'elsewhere: kill switch is halt',
      'sell: kill switch is halt',
    ]);
  });

  it('cancels what adds exposure at reduce-only', () => {
    expect(guarded(withSwitch('reduce-only')).risk.tradingState).toBe('REDUCE_ONLY');
    expect(cancelled(withSwitch('reduce-only'))).toEqual([
      'bid: only reducing orders may rest',
      'elsewhere: only reducing orders may rest',
    ]);
  });

  it('halts and cancels nothing where it cannot be read', () => {
    const killSwitch = { kind: 'failed', source: 'data/KILL', detail: 'EACCES' } as const;
    const { risk, cancels } = guarded({ snapshot: { ...SNAPSHOT, killSwitch } });
    expect([risk.tradingState, risk.killSwitchFailures, cancels]).toEqual(['HALTED', 1, []]);
  });

  it('resumes when it is set back', () => {
    const halted = guarded(withSwitch('halt')).risk;
    expect(guarded({ risk: halted }).risk.tradingState).toBe('ACTIVE');
  });
});

describe('breakers in the guard', () => {
  it('leave only reducing orders while one is open, and cancel the others at once', () => {
    expect(guarded(openRejects).risk.tradingState).toBe('REDUCE_ONLY');
    expect(cancelled(openRejects)).toEqual([
      'bid: only reducing orders may rest',
      'elsewhere: only reducing orders may rest',
    ]);
  });

  it('pitfall 8: become half-open after the cooldown and let trading begin', () => {
    const over = { ...openRejects, snapshot: { ...SNAPSHOT, now: at(1n) } };
    const { risk, cancels } = guarded(over);
    expect(risk.breakers.CONSECUTIVE_REJECTS.kind).toBe('half-open');
    expect([risk.tradingState, cancels]).toEqual(['ACTIVE', []]);
  });

  it.each(['CONSECUTIVE_REJECTS', 'API_HEALTH'] as const)(
    'say by their name that they test again: %s',
    (reason) => {
      const breakers = { ...CALM.breakers, [reason]: OPEN };
      const over = { ...withRisk({ breakers }), snapshot: { ...SNAPSHOT, now: at(1n) } };
      const text = `Circuit breaker half-open: ${reason}: one order of minimum size may test it`;
      expect(guarded(over).messages).toEqual([{ level: 'info', message: `[RiskManager] ${text}` }]);
    },
  );

  it('of rejects test again while one token side is paused', () => {
    const scope = { kind: 'token-side', token: tokenId('A-YES'), side: 'BUY' } as const;
    const pause: Cooldown = { scope, cause: 'funds', until: at(9_000_000n), repeats: 1 };
    const risk = { ...CALM, ...openRejects.risk, cooldowns: [pause] };
    const next = guarded({ risk, snapshot: { ...SNAPSHOT, now: at(1n) } }).risk;
    expect(next.breakers.CONSECUTIVE_REJECTS.kind).toBe('half-open');
  });

  it.each([
    ['over', 1n, 'half-open'],
    ['still on', 2n, 'open'],
  ])('of rejects test again only with the global pause %s', (_what, until, kind) => {
    const pause: Cooldown = {
      scope: { kind: 'global' },
      cause: 'region',
      until: at(until),
      repeats: 1,
    };
    const risk = { ...CALM, ...openRejects.risk, cooldowns: [pause] };
    const next = guarded({ risk, snapshot: { ...SNAPSHOT, now: at(1n) } }).risk;
    expect(next.breakers.CONSECUTIVE_REJECTS.kind).toBe(kind);
  });

  it('of rejects say nothing new, and keep their reason, while everything is paused', () => {
    const scope = { kind: 'global' } as const;
    const pause: Cooldown = { scope, cause: 'region', until: at(9_000_000n), repeats: 1 };
    const risk = { ...CALM, ...openRejects.risk, cooldowns: [pause] };
    const first = guarded({ risk, snapshot: { ...SNAPSHOT, now: at(1n) } });
    const second = guarded({ risk: first.risk, snapshot: { ...SNAPSHOT, now: at(300_001n) } });
    expect([first, second].map((each) => each.risk.breakers.CONSECUTIVE_REJECTS)).toEqual([
      { ...OPEN, until: at(300_001n) },
      { ...OPEN, until: at(600_001n) },
    ]);
    expect([...first.messages, ...second.messages]).toEqual([]);
  });

  it("open for a drawdown of this cycle's equity", () => {
    const { risk, messages } = guarded({ equity: equity('850') });
    expect(risk.breakers.DRAWDOWN.kind).toBe('open');
    expect(risk.tradingState).toBe('REDUCE_ONLY');
    expect(messages).toHaveLength(1);
  });

  it('leave drawdown alone while equity is unknown', () => {
    const unknown = { kind: 'unknown', missing: ['A-YES'] } as const;
    const { risk } = guarded({ equity: unknown });
    expect(risk.breakers.DRAWDOWN).toEqual({ kind: 'closed' });
    expect(risk.session.peak).toEqual(CALM.session.peak);
  });

  it('open when the venue could not be read for too long', () => {
    const gone = failure('TIMEOUT');
    const snapshot = {
      ...SNAPSHOT,
      now: at(60_001n),
      mode: gone,
      openOrders: gone,
      fills: gone,
      balances: gone,
    };
    expect(guarded({ snapshot }).risk.breakers.API_HEALTH.kind).toBe('open');
    expect(guarded().risk.apiHealth).toEqual(CALM.apiHealth);
  });
});

describe('a Gamma that does not answer', () => {
  it('opens a breaker with the second cycle in a row, though the CLOB answers', () => {
    const universe = failure('TIMEOUT');
    const first = guarded({ snapshot: { ...SNAPSHOT, now: at(60_001n), universe } }).risk;
    const second = { ...SNAPSHOT, now: at(120_000n), universe };
    expect(first.breakers.API_HEALTH.kind).toBe('closed');
    const { breakers } = guarded({ risk: first, snapshot: second }).risk;
    expect(breakers.API_HEALTH.kind).toBe('open');
  });
});

describe('what else the guard keeps', () => {
  it.each([
    ['cancel-only', 'HALTED'],
    ['disabled', 'HALTED'],
    ['closed-only', 'REDUCE_ONLY'],
    ['post-only', 'ACTIVE'],
    ['normal', 'ACTIVE'],
  ] as const)('in venue mode %s trading is %s', (name, state) => {
    const snapshot = { ...SNAPSHOT, mode: known<VenueMode>(name, NOW) };
    expect(guarded({ snapshot }).risk.tradingState).toBe(state);
  });

  it('cancels what adds exposure while the account may only close, and resumes by itself', () => {
    const closed = { ...SNAPSHOT, mode: known<VenueMode>('closed-only', NOW) };
    expect(cancelled({ snapshot: closed })).toEqual([
      'bid: only reducing orders may rest',
      'elsewhere: only reducing orders may rest',
    ]);
    const { risk } = guarded({ snapshot: closed });
    expect(guarded({ risk }).risk.tradingState).toBe('ACTIVE');
  });

  it.each(['post-only', 'cancel-only', 'disabled'] as const)(
    'lets what rests be in venue mode %s, since it passes',
    (name) => {
      const snapshot = { ...SNAPSHOT, mode: known<VenueMode>(name, NOW) };
      expect(cancelled({ snapshot })).toEqual([]);
    },
  );

  it('leaves an unknown venue mode to the gate', () => {
    const snapshot = { ...SNAPSHOT, mode: failure('TIMEOUT') };
    expect(guarded({ snapshot }).risk.tradingState).toBe('ACTIVE');
  });

  it('lets only reducing orders pass while the peak is not positive', () => {
    const session = { ...CALM.session, peak: { kind: 'marked', equity: ZERO_USDC } as const };
    expect(guarded({ ...withRisk({ session }), equity: equity('0') }).risk.tradingState).toBe(
      'REDUCE_ONLY',
    );
  });

  it('follows deposits', () => {
    const { risk } = guarded({ equity: equity('1500'), flows: usdc('500') });
    expect(risk.session.peak).toEqual({ kind: 'marked', equity: usdc('1500') });
  });

  it('forgets old cooldowns, and refused sales of what is no longer held', () => {
    const old: Cooldown = {
      scope: { kind: 'global' },
      cause: 'region',
      until: at(-3_600_001n),
      repeats: 1,
    };
    const lags = ['A-YES', 'B-YES'].map((token) => ({
      token: tokenId(token),
      attempts: 1,
      size: shares('1'),
    }));
    const { risk } = guarded(withRisk({ cooldowns: [old], balanceLags: lags }));
    expect(risk.cooldowns).toEqual([]);
    expect(risk.balanceLags).toEqual(lags.slice(0, 1));
  });

  it('offers a probe again that nobody remembers', () => {
    const probe: Breaker = {
      kind: 'half-open',
      since: NOW,
      probe: { kind: 'sent', order: orderId('0x1') },
    };
    const { risk } = guarded(withRisk({ breakers: { ...CALM.breakers, API_HEALTH: probe } }));
    expect(risk.breakers.API_HEALTH).toEqual({
      kind: 'half-open',
      since: NOW,
      probe: { kind: 'available' },
    });
  });
});
