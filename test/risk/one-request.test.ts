import { describe, expect, it } from 'vitest';
import { seconds } from '../../lib/units/time.ts';
import { apply, notSent, rejection, simple } from './answers.ts';
import { at } from './guards.ts';
import { CALM } from './contexts.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';

const fifteen = (answer: PlaceOutcome): readonly PlaceOutcome[] =>
  Array.from({ length: 15 }, () => answer);
const pauses = (risk: RiskState) =>
  risk.cooldowns.map(({ cause, repeats, until }) => [cause, repeats, until]);
const named = (answer: PlaceOutcome, wait: number): PlaceOutcome =>
  answer.kind === 'not-sent'
    ? { ...answer, retryAfter: { kind: 'after', wait: seconds(wait) } }
    : answer;

describe('one request of fifteen orders', () => {
  it.each([
    ['restarting', 10_000n],
    ['rate-limited', 10_000n],
    ['post-only', 10_000n],
    ['unavailable', 10_000n],
  ] as const)('that was not taken for %s pauses once: %i ms', (cause, ms) => {
    expect(pauses(apply(CALM, fifteen(notSent(cause))).risk)).toEqual([[cause, 1, at(ms)]]);
  });

  it.each([
    ['authentication', 300_000n],
    ['region', 3_600_000n],
    ['closed-only', 3_600_000n],
  ] as const)('rejected for %s pauses once: %i ms', (name, ms) => {
    expect(pauses(apply(CALM, fifteen(rejection(name))).risk)).toEqual([[name, 1, at(ms)]]);
  });

  it.each(['authentication', 'region', 'closed-only'] as const)(
    'rejected for %s is one rejection and opens no breaker',
    (name) => {
      const { risk } = apply(CALM, fifteen(rejection(name)));
      expect(risk.rejects).toEqual({ count: 1, classes: [name] });
      expect(risk.breakers.CONSECUTIVE_REJECTS).toEqual({ kind: 'closed' });
    },
  );

  it.each(['region', 'closed-only'] as const)('rejected for %s alarms once', (name) => {
    expect(apply(CALM, fifteen(rejection(name))).messages).toHaveLength(1);
  });

  it('rejected for funds pauses that token side once, and counts each order', () => {
    const { risk } = apply(CALM, fifteen(rejection('funds')));
    expect(pauses(risk)).toEqual([['funds', 1, at(600_000n)]]);
    expect(risk.rejects.count).toBe(15);
  });

  it('pauses as long as the longest wait that was named for any of them', () => {
    const answers = [79, 5].map((wait) => named(notSent('restarting'), wait));
    const { risk } = apply(CALM, [...answers, notSent('restarting')]);
    expect(pauses(risk)).toEqual([['restarting', 1, at(79_000n)]]);
  });
});

describe('one request after another', () => {
  it('repeats the pause, counts and alarms again', () => {
    const first = apply(CALM, fifteen(rejection('region')));
    const second = apply(first.risk, fifteen(rejection('region')));
    expect(pauses(second.risk)).toEqual([['region', 2, at(7_200_000n)]]);
    expect(second.risk.rejects.count).toBe(2);
    expect(second.messages).toHaveLength(1);
  });

  it('begins anew where an accepted order has ended the pause in between', () => {
    const twice = [rejection('funds'), rejection('authentication')];
    const before = apply(CALM, twice).risk;
    const { risk } = apply(before, [simple('placed'), ...twice]);
    expect(pauses(risk)).toEqual([
      ['funds', 1, at(600_000n)],
      ['authentication', 1, at(300_000n)],
    ]);
    expect(risk.rejects.count).toBe(2);
  });
});
