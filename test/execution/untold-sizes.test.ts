// The venue may leave empty how much of an order was matched. That is not zero: a fill of it may be
// listed yet.

import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { after, durationMs, seconds } from '../../lib/units/time.ts';
import { shares } from '../../lib/units/shares.ts';
import { intent, LONG_LIVED, NOW } from './orders.ts';
import { lookedUp, openOrder, phaseOf, seen } from './reads.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { OpenOrder } from '../../lib/domain/order.ts';
import type { OrdersSeen } from '../../lib/execution/settle.ts';

describe('an order that is gone, nobody says with how many fills', () => {
  const expired = { kind: 'at', at: NOW } as const;
  const one = intent('a', { phase: { kind: 'unknown', cleanScans: 1 }, expiration: expired });
  const graceEnd = after(one.sendableUntil, seconds(130));
  const untold = (of: Intent, status: OpenOrder['status'], changes: Partial<OrdersSeen> = {}) =>
    phaseOf(
      of,
      seen({
        now: graceEnd,
        lookups: lookedUp(of, openOrder(of, { status, matchedSize: null })),
        ...changes,
      }),
    );

  it.each([
    ['CANCELED', '0', 'canceled'],
    ['INVALID', '0', 'canceled'],
    ['CANCELED', '25', 'partly-filled'],
    ['MATCHED', '25', 'partly-filled'],
    ['MATCHED', '0', { kind: 'unknown', cleanScans: 0 }],
  ] as const)('%s with %s in our books is, scanned often enough, %j', (status, filled, end) => {
    expect(untold({ ...one, filled: shares(filled) }, status)).toEqual(end);
  });

  const before = { kind: 'unknown', cleanScans: 1 } as const;
  it.each<[string, Partial<Intent>, Partial<OrdersSeen>]>([
    ['the first time', { phase: { kind: 'resting' } }, {}],
    ['after its cancel', { phase: { kind: 'cancelling' } }, {}],
    ['a moment later', {}, { look: 'again' }],
    ['while the venue restarts', {}, { engine: 'unsure' }],
  ])('is scanned no second time where it is seen %s', (_when, changes, what) => {
    expect(untold({ ...one, ...changes }, 'CANCELED', what)).toEqual(before);
  });

  it.each<[string, Partial<Intent>, Partial<OrdersSeen>]>([
    ['a millisecond within the grace', {}, { now: after(graceEnd, durationMs(-1n)) }],
    ['before it expires', { expiration: LONG_LIVED }, {}],
  ])('stays open, scanned twice, %s', (_when, changes, what) => {
    const phase = { kind: 'unknown', cleanScans: 2 };
    expect(untold({ ...one, ...changes }, 'CANCELED', what)).toEqual(phase);
  });

  it('stays open where the fills are not known, also where it is listed', () => {
    const listed = known([openOrder(one, { status: 'CANCELED', matchedSize: null })], NOW);
    const what = { openOrders: listed, fills: 'unknown' } as const;
    expect(untold(one, 'CANCELED', what)).toEqual(before);
  });

  it('keeps what was once called matched', () => {
    const matched = { ...one, matched: shares('25') };
    expect(untold(matched, 'CANCELED')).toEqual({ kind: 'unknown', cleanScans: 0 });
  });
});
