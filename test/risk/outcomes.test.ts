import { describe, expect, it } from 'vitest';
import { tokenId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs, msOfEpoch, seconds } from '../../lib/units/time.ts';
import { apply, BUY, notSent, rejection, SELL, simple, STRANGE, UNKNOWN } from './answers.ts';
import { CALM, NOW } from './contexts.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { PlaceOutcome, RejectClass } from '../../lib/domain/venue-outcome.ts';

const scopesOf = (risk: RiskState) => risk.cooldowns.map((one) => [one.scope.kind, one.cause]);

describe('successive rejections', () => {
  const COUNTED = [
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
  ];

  it.each(COUNTED)('of class %s count', (name) => {
    expect(apply(CALM, [rejection(name as RejectClass)]).risk.rejects).toEqual({
      count: 1,
      classes: [name],
    });
  });

  it.each(['post-only-cross', 'not-ready', 'balance-lag'])(
    'pitfall 8: of class %s do not count',
    (name) => {
      expect(apply(CALM, [rejection(name as RejectClass)]).risk.rejects.count).toBe(0);
    },
  );

  it('pitfall 8: own refusals, restarts, rate limits and missing matches do not count', () => {
    const answers = [
      notSent('restarting'),
      notSent('rate-limited'),
      notSent('post-only'),
      notSent('unavailable'),
      notSent('deadline'),
      notSent('kill-switch'),
      notSent('not-journalled'),
      simple('no-fill'),
      simple('delayed'),
      UNKNOWN,
    ];
    expect(apply(CALM, answers).risk.rejects.count).toBe(0);
  });

  it('are not those answers that say nothing of our orders, and nothing is said of them', () => {
    const answers = [notSent('deadline'), simple('no-fill'), simple('delayed'), UNKNOWN];
    expect(apply(CALM, answers)).toEqual({ risk: CALM, messages: [] });
  });

  it('open no breaker again that is open', () => {
    const open = { kind: 'open', since: NOW, until: NOW, detail: 'before' } as const;
    const risk: RiskState = {
      ...CALM,
      tradingState: 'REDUCE_ONLY',
      breakers: { ...CALM.breakers, CONSECUTIVE_REJECTS: open },
    };
    const step = apply(
      risk,
      Array.from({ length: 4 }, () => rejection('tick')),
    );
    expect(step.risk.breakers.CONSECUTIVE_REJECTS).toEqual(open);
    expect(step.messages).toEqual([]);
  });

  it('in words that nobody knows count as invalid orders, and pause nothing', () => {
    const { risk } = apply(CALM, [STRANGE, UNKNOWN, STRANGE]);
    expect(risk.rejects).toEqual({ count: 2, classes: ['invalid'] });
    expect(risk.cooldowns).toEqual([]);
  });

  it('of a reducing SELL for balance do not count, of an adding one for funds do', () => {
    expect(apply(CALM, [rejection('funds')], SELL).risk.rejects.count).toBe(0);
    const adding = { ...SELL, effect: 'adding' } as const;
    expect(apply(CALM, [rejection('funds')], adding).risk.rejects.count).toBe(1);
    expect(apply(CALM, [rejection('tick')], SELL).risk.rejects.count).toBe(1);
  });

  it.each([
    [2, 'closed'],
    [3, 'open'],
    [4, 'open'],
  ])('%i of a limit of 3 leave the breaker %s', (count, kind) => {
    const answers = Array.from({ length: count }, () => rejection('tick'));
    expect(apply(CALM, answers).risk.breakers.CONSECUTIVE_REJECTS.kind).toBe(kind);
  });

  it('trip with the classes seen and what to check, and leave only reducing orders', () => {
    const { risk, messages } = apply(CALM, [
      rejection('funds'),
      rejection('approval'),
      rejection('funds'),
    ]);
    expect(messages.map((one) => one.message)).toEqual([
      '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: CONSECUTIVE_REJECTS: 3 in a row (limit 3), ' +
        'classes funds, approval; check pUSD balance, approvals (APPROVALS_AUTO=true), region',
    ]);
    expect(risk.tradingState).toBe('REDUCE_ONLY');
  });

  it.each(['placed', 'matched'] as const)('end with an order %s', (kind) => {
    const answers = [rejection('tick'), rejection('size'), simple(kind), rejection('tick')];
    expect(apply(CALM, answers).risk.rejects).toEqual({ count: 1, classes: ['tick'] });
  });

  it('do not loosen a stricter trading state', () => {
    const halted: RiskState = { ...CALM, tradingState: 'HALTED' };
    expect(apply(halted, [simple('placed')]).risk.tradingState).toBe('HALTED');
  });
});

describe('what a rejection pauses', () => {
  it.each([
    ['funds', [['token-side', 'funds']]],
    ['approval', [['token-side', 'approval']]],
    ['balance-lag', [['token-side', 'funds']]],
    ['not-ready', [['token-side', 'not-ready']]],
    ['authentication', [['global', 'authentication']]],
    ['region', [['global', 'region']]],
    ['closed-only', [['global', 'closed-only']]],
    ['post-only-cross', []],
    ['tick', []],
    ['size', []],
    ['expiration', []],
    ['version', []],
    ['invalid', []],
  ] as const)('by class %s: %j', (name, expected) => {
    expect(scopesOf(apply(CALM, [rejection(name)]).risk)).toEqual(expected);
  });

  it.each([
    ['restarting', [['global', 'restarting']]],
    ['rate-limited', [['global', 'rate-limited']]],
    ['post-only', [['global', 'post-only']]],
    ['unavailable', [['global', 'unavailable']]],
    ['deadline', []],
    ['kill-switch', []],
    ['not-journalled', []],
  ] as const)('by not being sent for %s: %j', (cause, expected) => {
    expect(scopesOf(apply(CALM, [notSent(cause)]).risk)).toEqual(expected);
  });

  it('by post-only mode ends with an accepted order that may match, not with a quote', () => {
    const refused = apply(CALM, [notSent('post-only')]).risk;
    const kept = apply(refused, [simple('placed')]).risk;
    expect(scopesOf(kept)).toEqual([['global', 'post-only']]);
    const order = { ...BUY.order, liquidity: 'may-take' } as const;
    expect(apply(kept, [simple('matched')], { ...BUY, order }).risk.cooldowns).toEqual([]);
  });

  it('ends when an order of the same side is accepted', () => {
    expect(apply(CALM, [rejection('funds'), simple('placed')]).risk.cooldowns).toEqual([]);
  });

  it('alarms where the region is refused', () => {
    expect(apply(CALM, [rejection('region')]).messages).toEqual([
      { level: 'error', message: '[RiskManager] The venue refuses this region: text' },
    ]);
  });

  it('alarms where the account may only close positions', () => {
    expect(apply(CALM, [rejection('closed-only')]).messages).toEqual([
      {
        level: 'error',
        message: '[RiskManager] The venue lets this account only close positions: text',
      },
    ]);
  });

  it('for an account that may only close ends with an adding order that is accepted', () => {
    const { risk } = apply(CALM, [rejection('closed-only')]);
    expect(scopesOf(apply(risk, [simple('placed')], SELL).risk)).toEqual(scopesOf(risk));
    expect(scopesOf(apply(risk, [simple('placed')], BUY).risk)).toEqual([]);
  });

  it('takes the wait that the venue names', () => {
    const told = {
      ...notSent('restarting'),
      retryAfter: { kind: 'after', wait: seconds(79) },
    } as PlaceOutcome;
    const until = apply(CALM, [told]).risk.cooldowns.map((one) => one.until);
    expect(until).toEqual([epochMs(msOfEpoch(NOW) + 79_000n)]);
  });
});

describe('a SELL refused for balance', () => {
  const times = (count: number) =>
    apply(
      CALM,
      Array.from({ length: count }, () => rejection('balance-lag')),
      SELL,
    );

  it.each([
    [4, 0, 0],
    [5, 1, 1],
    [6, 1, 1],
  ])('%i times: %i cooldowns and %i alarms', (count, cooldowns, alarms) => {
    const { risk, messages } = times(count);
    expect(risk.balanceLags).toEqual([
      { token: tokenId('A-YES'), attempts: count, size: shares('100') },
    ]);
    expect(risk.cooldowns).toHaveLength(cooldowns);
    expect(messages).toHaveLength(alarms);
  });

  it('says how often and why', () => {
    expect(times(5).messages).toEqual([
      {
        level: 'error',
        message: '[RiskManager] SELL of A-YES refused for balance 5 times: text',
      },
    ]);
  });

  it('is forgotten when one is accepted, but not by a BUY', () => {
    const { risk } = times(4);
    expect(apply(risk, [simple('placed')], SELL).risk.balanceLags).toEqual([]);
    expect(apply(risk, [simple('placed')], BUY).risk.balanceLags).toHaveLength(1);
  });

  it('of another token is not forgotten with it', () => {
    const other = { token: tokenId('B-YES'), attempts: 3, size: shares('1') };
    const before: RiskState = { ...CALM, balanceLags: [other] };
    expect(apply(before, [simple('placed')], SELL).risk.balanceLags).toEqual([other]);
  });

  it('is counted for each token by itself', () => {
    const other = { token: tokenId('B-YES'), attempts: 3, size: shares('1') };
    const before: RiskState = { ...CALM, balanceLags: [other] };
    expect(apply(before, [rejection('funds')], SELL).risk.balanceLags).toEqual([
      other,
      { token: tokenId('A-YES'), attempts: 1, size: shares('100') },
    ]);
  });
});
