import { describe, expect, it } from 'vitest';
import {
  addCooldown,
  isShut,
  pruneCooldowns,
  repeatsOf,
  shutsOut,
  withoutCooldownsOf,
} from '../../lib/risk/cooldowns.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { epochMs, hours, msOfEpoch, seconds } from '../../lib/units/time.ts';
import { BUY } from './answers.ts';
import { NOW } from './contexts.ts';
import type { Cooldown, CooldownCause, CooldownScope } from '../../lib/domain/risk-state.ts';
import type { RetryAfter, VenueError } from '../../lib/domain/venue-outcome.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';

const SIDE: CooldownScope = { kind: 'token-side', token: tokenId('A-YES'), side: 'BUY' };
const GLOBAL: CooldownScope = { kind: 'global' };
const UNSAID: RetryAfter = { kind: 'unspecified' };
const after = (wait: DurationMs): RetryAfter => ({ kind: 'after', wait });

const added = (
  before: readonly Cooldown[],
  what: Pick<Cooldown, 'scope' | 'cause'>,
  retryAfter: RetryAfter,
): readonly Cooldown[] =>
  addCooldown(before, { ...what, retryAfter, now: NOW, repeats: repeatsOf(before, what) + 1 });
const add = (
  before: readonly Cooldown[],
  cause: CooldownCause,
  retryAfter: RetryAfter = UNSAID,
): readonly Cooldown[] => added(before, { scope: SIDE, cause }, retryAfter);
const lengthOf = (cooldowns: readonly Cooldown[]): number =>
  Number(msOfEpoch(cooldowns[0]?.until ?? NOW) - msOfEpoch(NOW)) / 1_000;
const repeated = (cause: CooldownCause, times: number): readonly Cooldown[] =>
  Array.from({ length: times }).reduce<readonly Cooldown[]>((before) => add(before, cause), []);

describe('a cooldown', () => {
  it.each([
    ['funds', [600, 1_200, 14_400]],
    ['approval', [600, 1_200, 14_400]],
    ['authentication', [300, 600, 3_600]],
    ['region', [3_600, 7_200, 86_400]],
    ['closed-only', [3_600, 7_200, 86_400]],
    ['restarting', [10, 20, 600]],
    ['rate-limited', [10, 20, 600]],
    ['post-only', [10, 20, 600]],
    ['unavailable', [10, 20, 600]],
    ['not-ready', [60, 120, 3_600]],
  ] as const)('for %s lasts, in seconds, first, second and most: %j', (cause, lengths) => {
    expect([1, 2, 50].map((times) => lengthOf(repeated(cause, times)))).toEqual(lengths);
  });

  it('lasts as long as the venue says, and counts as a repeat all the same', () => {
    const told = add([], 'rate-limited', after(seconds(5)));
    expect(lengthOf(told)).toBe(5);
    expect(lengthOf(add(told, 'rate-limited'))).toBe(20);
  });

  it.each([
    [19, 20],
    [20, 20],
    [21, 21],
  ])('of %i s that the venue named is never shortened by a repeat of 20 s', (named, lasting) => {
    const told = add([], 'rate-limited', after(seconds(named)));
    expect(lengthOf(add(told, 'rate-limited'))).toBe(lasting);
  });

  it('is not shortened either by a wait that the venue names later', () => {
    const told = add([], 'rate-limited', after(seconds(79)));
    expect(lengthOf(add(told, 'rate-limited', after(seconds(1))))).toBe(79);
  });

  it('is not believed to last longer than a day', () => {
    expect(lengthOf(add([], 'region', after(hours(48))))).toBe(86_400);
  });

  it('is kept once per scope and cause', () => {
    const all = add(add(add([], 'funds'), 'funds'), 'not-ready');
    const scopes = [
      { ...SIDE, side: 'SELL' } as const,
      { ...SIDE, token: tokenId('B-YES') } as const,
      GLOBAL,
    ];
    const more = scopes.reduce(
      (before, scope) => added(before, { scope, cause: 'funds' }, UNSAID),
      all,
    );
    expect(more.map((one) => [one.scope, one.cause, one.repeats])).toEqual([
      [SIDE, 'funds', 2],
      [SIDE, 'not-ready', 1],
      ...scopes.map((scope) => [scope, 'funds', 1]),
    ]);
  });

  it.each([
    [3_600_000n, 1],
    [3_600_001n, 0],
  ])('is remembered for an hour after its end: %i ms', (ms, left) => {
    const ended = add([], 'funds').map((one) => ({ ...one, until: NOW }));
    expect(pruneCooldowns(ended, epochMs(msOfEpoch(NOW) + ms))).toHaveLength(left);
  });

  it('ends with an accepted order of its side, together with the global ones', () => {
    const others: readonly CooldownScope[] = [
      { ...SIDE, side: 'SELL' },
      { ...SIDE, token: tokenId('B-YES') },
    ];
    const all = [SIDE, GLOBAL, ...others].reduce<readonly Cooldown[]>(
      (before, scope) => added(before, { scope, cause: 'funds' }, UNSAID),
      [],
    );
    const left = withoutCooldownsOf(all, BUY);
    expect(left.map((one) => one.scope)).toEqual(others);
  });
});

describe('a venue that shuts us out', () => {
  it.each<[CooldownCause, boolean]>([
    ['region', true],
    ['authentication', true],
    ['closed-only', true],
    ['funds', false],
    ['unavailable', false],
  ])('is seen by a pause for %s: %s', (cause, isOut) => {
    const [pause] = added([], { scope: GLOBAL, cause }, UNSAID);
    expect(pause !== undefined && shutsOut(pause, NOW)).toBe(isOut);
  });

  it.each([
    [1n, true],
    [0n, false],
    [-1n, false],
  ])('is seen %s ms before the end of a pause: %s', (left, isOut) => {
    const until = epochMs(msOfEpoch(NOW) + left);
    expect(shutsOut({ scope: GLOBAL, cause: 'region', until, repeats: 1 }, NOW)).toBe(isOut);
  });

  it.each<[VenueError['kind'], boolean]>([
    ['FORBIDDEN', true],
    ['UNAUTHORIZED', true],
    ['TIMEOUT', false],
  ])('is seen by a read that fails as %s: %s', (kind, isOut) => {
    expect(isShut({ kind, endpoint: '/test', detail: 'test', retryAfter: UNSAID })).toBe(isOut);
  });
});
