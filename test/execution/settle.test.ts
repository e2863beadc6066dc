import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../lib/domain/observed.ts';
import { intentsToLookUp, settleIntents } from '../../lib/execution/settle.ts';
import { orderId } from '../../lib/units/ids.ts';
import { seconds, after, epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { shares } from '../../lib/units/shares.ts';
import { intent, NOW } from './orders.ts';
import { lookedUp, openOrder, phaseOf, seen } from './reads.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { Observed } from '../../lib/domain/observed.ts';

const OUTAGE: Observed<never> = unknown({
  kind: 'TIMEOUT',
  endpoint: '/data/orders',
  detail: 'no answer in 10 s',
  retryAfter: { kind: 'unspecified' },
});

const ms = (from: typeof NOW, by: bigint): typeof NOW => epochMs(msOfEpoch(from) + by);

describe('settling intents', () => {
  it('changes nothing when the open orders are unknown', () => {
    const one = intent('a', { phase: { kind: 'unknown', cleanScans: 1 } });
    expect(settleIntents([one], seen({ openOrders: OUTAGE }))).toEqual({
      open: [one],
      settled: [],
    });
  });

  it('tells the open from the ended, and why those ended', () => {
    const [live, full] = [intent('a'), intent('b', { filled: shares('100') })];
    const listed = known([openOrder(live)], NOW);
    expect(settleIntents([full, live], seen({ openOrders: listed }))).toEqual({
      open: [live],
      settled: [{ intent: full, end: 'filled', detail: 'filled in our books', at: NOW }],
    });
  });

  it('takes an order that the venue lists as resting', () => {
    const one = intent('a', { phase: { kind: 'unknown', cleanScans: 1 } });
    expect(phaseOf(one, seen({ openOrders: known([openOrder(one)], NOW) }))).toEqual({
      kind: 'resting',
    });
  });

  it.each([
    { look: 'first', phase: 'resting' },
    { look: 'again', phase: 'cancelling' },
  ] as const)(
    'takes an unproven cancel, listed at the $look look, as $phase',
    ({ look, phase }) => {
      const one = intent('a', { phase: { kind: 'cancelling' } });
      const listed = known([openOrder(one)], NOW);
      expect(phaseOf(one, seen({ look, openOrders: listed }))).toEqual({ kind: phase });
    },
  );

  it('takes an order of unknown outcome, listed at a later look, as resting', () => {
    const one = intent('a', { phase: { kind: 'unknown', cleanScans: 0 } });
    const listed = known([openOrder(one)], NOW);
    expect(phaseOf(one, seen({ look: 'again', openOrders: listed }))).toEqual({ kind: 'resting' });
  });

  it('keeps a delayed order unknown', () => {
    const one = intent('a');
    const listed = known([openOrder(one, { status: 'DELAYED' })], NOW);
    expect(phaseOf(one, seen({ openOrders: listed }))).toEqual({ kind: 'unknown', cleanScans: 0 });
  });

  it('ends an intent whose whole size is in our books', () => {
    expect(phaseOf(intent('a', { filled: shares('100') }), seen())).toBe('filled');
  });

  it('keeps an intent one micro short of its size open', () => {
    const one = intent('a', { filled: shares('99.999999') });
    expect(phaseOf(one, seen())).toEqual(one.phase);
  });

  it.each(['CANCELED', 'INVALID', 'MATCHED'] as const)(
    'ends a %s order once all its fills are in our books',
    (status) => {
      const one = intent('a', { filled: shares('25') });
      const order = openOrder(one, { status, matchedSize: shares('25') });
      expect(phaseOf(one, seen({ lookups: lookedUp(one, order) }))).toBe('partly-filled');
    },
  );

  it('waits while one micro of a canceled order is matched but not in our books', () => {
    const one = intent('a', { filled: shares('25') });
    const order = openOrder(one, { status: 'CANCELED', matchedSize: shares('25.000001') });
    expect(phaseOf(one, seen({ lookups: lookedUp(one, order) }))).toEqual({ kind: 'cancelling' });
  });

  it.each([
    ['no fill', '0', '0', { kind: 'cancelling' }],
    ['one micro of a fill', '0.000001', '0', 'partly-filled'],
    ['one micro of a fill that failed', '0', '0.000001', 'canceled'],
  ])('waits while of a matched order that is shown without a fill we have %s', (...row) => {
    const [, filled, reversed, expected] = row;
    const one = intent('a', { filled: shares(filled), reversed: shares(reversed) });
    const order = openOrder(one, { status: 'MATCHED' });
    expect(phaseOf(one, seen({ lookups: lookedUp(one, order) }))).toEqual(expected);
  });

  it('counts reversed fills as accounted for, since the venue still counts them', () => {
    const one = intent('a', { reversed: shares('25') });
    const order = openOrder(one, { status: 'CANCELED', matchedSize: shares('25') });
    expect(phaseOf(one, seen({ lookups: lookedUp(one, order) }))).toBe('canceled');
  });

  it.each([
    ['the fills are unknown', { fills: 'unknown' as const }],
    ['the look-up failed', {}],
  ])('proves nothing while %s', (_why, changes) => {
    const one = intent('a');
    const lookups = 'fills' in changes ? lookedUp(one, null) : new Map([[orderId('a'), OUTAGE]]);
    expect(phaseOf(one, seen({ ...changes, lookups }))).toEqual(one.phase);
  });
});

describe('an order that the venue does not know', () => {
  const expired = { kind: 'at', at: NOW } as const;
  const one = intent('a', { phase: { kind: 'unknown', cleanScans: 1 }, expiration: expired });
  const graceEnd = after(one.sendableUntil, seconds(130));

  it.each([
    ['one millisecond before', -1n, { kind: 'unknown', cleanScans: 2 }],
    ['exactly at', 0n, 'absent'],
    ['after', 1n, 'absent'],
  ])('%s the end of the grace period it is %#', (_when, offset, expected) => {
    const what = seen({ now: ms(graceEnd, offset), lookups: lookedUp(one, null) });
    expect(phaseOf(one, what)).toEqual(expected);
  });

  it.each([
    ['up', 'absent'],
    ['unsure', { kind: 'unknown', cleanScans: 1 }],
  ] as const)('proves nothing but by a venue that is up: %s', (engine, expected) => {
    const what = seen({ now: graceEnd, engine, lookups: lookedUp(one, null) });
    expect(phaseOf(one, what)).toEqual(expected);
  });

  it('becomes uncertain, and no more, when it rested before the venue went down', () => {
    const rested = intent('a');
    const what = seen({ engine: 'unsure', lookups: lookedUp(rested, null) });
    expect(phaseOf(rested, what)).toEqual({ kind: 'unknown', cleanScans: 0 });
  });

  it('needs two clean scans', () => {
    const fresh = intent('a', {
      phase: { kind: 'unknown', cleanScans: 0 },
      expiration: expired,
    });
    const what = seen({ now: graceEnd, lookups: lookedUp(fresh, null) });
    expect(phaseOf(fresh, what)).toEqual({ kind: 'unknown', cleanScans: 1 });
  });

  it('ends with that as the reason', () => {
    const what = seen({ now: graceEnd, lookups: lookedUp(one, null) });
    const detail = 'the venue does not know it';
    expect(settleIntents([one], what).settled).toEqual([
      { intent: one, end: 'absent', detail, at: graceEnd },
    ]);
  });

  // The venue removes it a minute before its expiration.
  it.each([
    [60_000n, 'absent'],
    [60_001n, { kind: 'unknown', cleanScans: 2 }],
  ])('with an expiration %i ms after its last moment to be sent is %j', (by, phase) => {
    const expiring = { ...one, expiration: { kind: 'at', at: ms(one.sendableUntil, by) } as const };
    const what = seen({ now: graceEnd, lookups: lookedUp(expiring, null) });
    expect(phaseOf(expiring, what)).toEqual(phase);
  });

  it('becomes uncertain when it was resting before', () => {
    const rested = intent('a');
    expect(phaseOf(rested, seen({ lookups: lookedUp(rested, null) }))).toEqual({
      kind: 'unknown',
      cleanScans: 1,
    });
  });

  it('ends as partly filled when fills of it were seen', () => {
    const part = { ...one, filled: shares('1'), expiration: { kind: 'never' } as const };
    const what = seen({ now: graceEnd, lookups: lookedUp(part, null) });
    expect(phaseOf(part, what)).toBe('partly-filled');
  });
});

describe('two looks of one cycle', () => {
  const again = (one: Intent) => seen({ look: 'again', lookups: lookedUp(one, null) });

  it('are one clean scan', () => {
    const lost = intent('a', { phase: { kind: 'unknown', cleanScans: 1 } });
    expect(phaseOf(lost, again(lost))).toEqual(lost.phase);
  });

  it('make an order uncertain that was to be cancelled, and prove nothing more', () => {
    const cancelling = intent('a', { phase: { kind: 'cancelling' } });
    expect(phaseOf(cancelling, again(cancelling))).toEqual({ kind: 'unknown', cleanScans: 0 });
  });
});

describe('looking up', () => {
  it('asks for the intents that the open orders do not list', () => {
    const [a, b] = [intent('a'), intent('b')];
    expect(intentsToLookUp([a, b], known([openOrder(a)], NOW))).toEqual(['b']);
  });

  it('asks for nothing when the open orders are unknown', () => {
    expect(intentsToLookUp([intent('a')], OUTAGE)).toEqual([]);
  });
});
