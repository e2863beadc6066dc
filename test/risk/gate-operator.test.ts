import { describe, expect, it } from 'vitest';
import { BREAKERS } from '../../lib/domain/risk-state.ts';
import { orderId, tokenId } from '../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { CALM, contextWith, judged, NOW, wish } from './contexts.ts';
import type { KillSwitchReading } from '../../lib/domain/kill-switch.ts';
import type { Breaker, Cooldown } from '../../lib/domain/risk-state.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { Held } from './books.ts';

const LONG = [{ market: 'A', outcome: 'YES', shares: '100', cost: '50' }] as const;
const BUY = 'A BUY YES 10 @ 0.5';
const SELL = 'A SELL YES 100 @ 0.5';
const UNTIL = epochMs(msOfEpoch(NOW) + 60_000n);

const long = (changes: Partial<GateContext>): GateContext => contextWith(LONG, changes);

describe('KILL_SWITCH', () => {
  const at = (killSwitch: KillSwitchReading) => judged(long({ killSwitch }), BUY, SELL);

  it('refuses nothing while off', () => {
    expect(at({ kind: 'read', position: 'off', source: 'data/KILL' })).toEqual([
      'adding 10',
      'reducing 100',
    ]);
  });

  it('refuses everything at halt', () => {
    expect(at({ kind: 'read', position: 'halt', source: 'data/KILL' })).toEqual([
      'KILL_SWITCH: switch=halt source=data/KILL',
      'KILL_SWITCH: switch=halt source=data/KILL',
    ]);
  });

  it('refuses what adds exposure at reduce-only', () => {
    expect(at({ kind: 'read', position: 'reduce-only', source: 'data/KILL' })).toEqual([
      'reducing 100',
      'KILL_SWITCH: switch=reduce-only source=data/KILL',
    ]);
  });

  it('lets the part of an order pass that lowers exposure at reduce-only', () => {
    const killSwitch = { kind: 'read', position: 'reduce-only', source: 'data/KILL' } as const;
    expect(judged(long({ killSwitch }), 'A BUY NO 300 @ 0.5')).toEqual(['reducing 200']);
  });

  it('refuses everything where the switch could not be read', () => {
    expect(at({ kind: 'failed', source: 'data/KILL', detail: 'EACCES' })).toEqual([
      'KILL_SWITCH: switch=unreadable source=data/KILL cause=EACCES',
      'KILL_SWITCH: switch=unreadable source=data/KILL cause=EACCES',
    ]);
  });

  it('pitfall 17: binds every strategy alike', () => {
    const killSwitch = { kind: 'read', position: 'halt', source: 'data/KILL' } as const;
    const wishes = (['ICC', 'Protect', 'MM', 'FF'] as const).map((strategy) =>
      wish(SELL, { strategy }),
    );
    expect(judged(long({ killSwitch }), ...wishes)).toEqual(
      wishes.map(() => 'KILL_SWITCH: switch=halt source=data/KILL'),
    );
  });
});

describe('LIVE_NOT_CLEARED', () => {
  it('refuses everything before the doctor has cleared a wallet', () => {
    const clearance = { kind: 'nothing', cause: 'missing' } as const;
    expect(judged(long({ clearance }), BUY, SELL)).toEqual([
      'LIVE_NOT_CLEARED: cause=missing',
      'LIVE_NOT_CLEARED: cause=missing',
    ]);
  });

  it('lets what lowers exposure pass while only the configuration is another one', () => {
    const clearance = { kind: 'reducing-only', cause: 'configuration' } as const;
    expect(judged(long({ clearance }), BUY, SELL)).toEqual([
      'reducing 100',
      'LIVE_NOT_CLEARED: cause=configuration',
    ]);
  });
});

describe('the first live cycles', () => {
  const first = (): GateContext => long({ clearance: { kind: 'first-cycles', done: 0 } });

  it.each([
    ['4.99', 'MIN_SIZE: size=4.99 minimum=5 wanted=4.99'],
    ['5', 'adding 5'],
    ['5.01', 'adding 5'],
    ['10', 'adding 5'],
  ])('cut an adding order of %s shares to the minimum of 5: %s', (size, expected) => {
    expect(judged(first(), `A BUY YES ${size} @ 0.5`)).toEqual([expected]);
  });

  it('cut each adding order, however many there are', () => {
    expect(judged(first(), BUY, 'B BUY YES 10 @ 0.5')).toEqual(['adding 5', 'adding 5']);
  });

  it('cut an order that may take to what a dollar buys where that is more', () => {
    const taking = wish({ ...wish('B BUY YES 40 @ 0.1').order, liquidity: 'may-take' });
    expect(judged(first(), taking)).toEqual(['adding 10']);
  });

  it('let reducing orders pass in full', () => {
    expect(judged(first(), SELL, 'A BUY NO 100 @ 0.5')).toEqual(['reducing 100', 'adding 5']);
  });
});

describe('CIRCUIT_BREAKER', () => {
  const open: Breaker = { kind: 'open', since: NOW, until: UNTIL, detail: 'because' };
  const withBreaker = (reason: (typeof BREAKERS)[number], breaker: Breaker): GateContext =>
    long({ risk: { ...CALM, breakers: { ...CALM.breakers, [reason]: breaker } } });

  it.each(BREAKERS)('%s refuses what adds exposure while open', (reason) => {
    expect(judged(withBreaker(reason, open), BUY)).toEqual([
      `CIRCUIT_BREAKER: ${reason}: until=2026-11-22T12:01:00.000Z cause=because`,
    ]);
  });

  it.each(BREAKERS)('pitfall 8: %s lets a stop-loss sell pass while open', (reason) => {
    const stop = wish(SELL, { strategy: 'Protect', slippage: { kind: 'stop', cents: 3 } });
    expect(judged(withBreaker(reason, open), stop)).toEqual(['reducing 100']);
  });

  const halfOpen: Breaker = { kind: 'half-open', since: NOW, probe: { kind: 'available' } };

  it('admits one adding order of minimum size while half-open', () => {
    const context = withBreaker('CONSECUTIVE_REJECTS', halfOpen);
    expect(judged(context, BUY, 'B BUY YES 10 @ 0.5')).toEqual([
      'adding 5',
      'CIRCUIT_BREAKER: CONSECUTIVE_REJECTS: state=half-open probe=sent',
    ]);
  });

  it('admits no other adding order while its probe is undecided', () => {
    const sent: Breaker = { ...halfOpen, probe: { kind: 'sent', order: orderId('0x1') } };
    expect(judged(withBreaker('API_HEALTH', sent), BUY)).toEqual([
      'CIRCUIT_BREAKER: API_HEALTH: state=half-open probe=sent',
    ]);
  });

  it('keeps its probe while reducing orders pass', () => {
    const context = withBreaker('API_HEALTH', halfOpen);
    expect(judged(context, SELL, 'B BUY YES 10 @ 0.5')).toEqual(['reducing 100', 'adding 5']);
  });

  it('refuses a probe below the minimum size', () => {
    expect(judged(withBreaker('API_HEALTH', halfOpen), 'A BUY YES 4.99 @ 0.5')).toEqual([
      'MIN_SIZE: size=4.99 minimum=5 wanted=4.99',
    ]);
  });

  it.each([
    ['-0.000001', 'CIRCUIT_BREAKER: DRAWDOWN: peak=-0.000001'],
    ['0', 'CIRCUIT_BREAKER: DRAWDOWN: peak=0'],
    ['0.000001', 'adding 10'],
  ])('with a session peak of %s: %s', (equity, expected) => {
    const session = { ...CALM.session, peak: { kind: 'marked', equity: usdc(equity) } as const };
    expect(judged(long({ risk: { ...CALM, session } }), BUY)).toEqual([expected]);
  });

  it('does not need a peak before there was one', () => {
    const session = { ...CALM.session, peak: { kind: 'none' } as const };
    expect(judged(long({ risk: { ...CALM, session } }), BUY)).toEqual(['adding 10']);
  });
});

describe('COOLDOWN_CACHED', () => {
  const pause = (changes: Partial<Cooldown>): Cooldown => ({
    scope: { kind: 'token-side', token: tokenId('A-YES'), side: 'BUY' },
    cause: 'funds',
    until: UNTIL,
    repeats: 1,
    ...changes,
  });
  const during = (one: Cooldown): GateContext => long({ risk: { ...CALM, cooldowns: [one] } });
  const cached =
    'COOLDOWN_CACHED: scope=token token=A-YES side=BUY until=2026-11-22T12:01:00.000Z cause=funds';

  it('pitfall 14: refuses the same token and side while cached', () => {
    expect(judged(during(pause({})), BUY)).toEqual([cached]);
  });

  it('covers neither the other side nor the other token', () => {
    expect(judged(during(pause({})), SELL)).toEqual(['reducing 100']);
    expect(judged(during(pause({})), 'B BUY YES 10 @ 0.5')).toEqual(['adding 10']);
    // To sell one side of complete sets adds risk, and no part of it is let through as reducing.
    const sets: readonly Held[] = [...LONG, { ...LONG[0], outcome: 'NO' }];
    const context = contextWith(sets, { risk: { ...CALM, cooldowns: [pause({})] } });
    expect(judged(context, SELL)).toEqual(['adding 100']);
  });

  it.each([
    ['one millisecond before', -1n, 'adding 10'],
    ['at', 0n, 'adding 10'],
    ['one millisecond after', 1n, cached.replace('12:01:00.000', '12:00:00.001')],
  ])('with an expiry %s now: %s', (_where, offset, expected) => {
    const until = epochMs(msOfEpoch(NOW) + offset);
    expect(judged(during(pause({ until })), BUY)).toEqual([expected]);
  });

  it('of one token side lets reducing orders pass', () => {
    const scope = { kind: 'token-side', token: tokenId('A-YES'), side: 'SELL' } as const;
    expect(judged(during(pause({ scope })), SELL)).toEqual(['reducing 100']);
  });

  it('of everything holds reducing orders too', () => {
    const global = pause({ scope: { kind: 'global' }, cause: 'region' });
    expect(judged(during(global), SELL)).toEqual([
      'COOLDOWN_CACHED: scope=global token=A-YES side=SELL ' +
        'until=2026-11-22T12:01:00.000Z cause=region',
    ]);
  });

  it('of an account that may only close positions holds adding orders alone', () => {
    const global = pause({ scope: { kind: 'global' }, cause: 'closed-only' });
    expect(judged(during(global), 'B BUY YES 10 @ 0.5', SELL)).toEqual([
      'reducing 100',
      'COOLDOWN_CACHED: scope=global token=B-YES side=BUY ' +
        'until=2026-11-22T12:01:00.000Z cause=closed-only',
    ]);
  });
});
