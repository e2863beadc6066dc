// An order ends only when the books have what the venue has called matched.

import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { settleIntents } from '../../lib/execution/settle.ts';
import { after, durationMs, seconds } from '../../lib/units/time.ts';
import { shares } from '../../lib/units/shares.ts';
import { intent, NOW } from './orders.ts';
import { lookedUp, openOrder, phaseOf, seen } from './reads.ts';
import type { Intent } from '../../lib/domain/intent.ts';

// Simulated section 214502831215155: an order was shown as matched while its trade was missing in
// the list, and then by nobody any more. It was given up, and its fill never booked.
describe('what the venue has once called matched', () => {
  const expired = { kind: 'at', at: NOW } as const;
  const long = after(NOW, seconds(600));
  const gone = (one: Intent) =>
    phaseOf(one, seen({ now: long, lookups: new Map([[one.id, known(null, long)]]) }));

  it.each([
    ['25', '0', '25.000001', 'unknown'],
    ['25', '0', '25', 'partly-filled'],
    ['20', '5', '25', 'partly-filled'],
    ['20', '5', '25.000001', 'unknown'],
    ['0', '0', '0.000001', 'unknown'],
    ['0', '0', '0', 'absent'],
  ])('with %s filled and %s reversed of %s, and then does not know, is %s', (...row) => {
    const [filled, reversed, matched, expected] = row;
    const sizes = { filled: shares(filled), reversed: shares(reversed), matched: shares(matched) };
    const phase = { kind: 'unknown', cleanScans: 5 } as const;
    const end = gone(intent('a', { ...sizes, phase, expiration: expired }));
    expect(typeof end === 'string' ? end : end.kind).toBe(expected);
  });

  it.each([
    ['LIVE', '25', '25'],
    ['DELAYED', '25', '25'],
    ['MATCHED', '25', '25'],
    ['CANCELED', '25', '25'],
    ['MATCHED', '0', '0.000001'],
    ['LIVE', '0', '0'],
  ] as const)('by an order that is %s with %s is remembered as %s', (status, size, matched) => {
    const one = intent('a');
    const order = openOrder(one, { status, matchedSize: shares(size) });
    const { open, settled } = settleIntents([one], seen({ lookups: lookedUp(one, order) }));
    const [left] = [...open, ...settled.map((end) => end.intent)];
    expect(left?.matched).toBe(shares(matched));
  });

  // Simulated section 210100717504964: a trade failed on chain while the list lacked it, and was
  // listed when it was too old to be booked. Its order was waited for ever after.
  it.each([
    ['with an expiration', { expiration: expired, sendableUntil: after(NOW, seconds(-60)) }],
    ['that never rests', { expiration: { kind: 'never' }, sendableUntil: NOW }],
  ] as const)('of an order %s is waited for while its fills can be booked', (_what, changes) => {
    const one = intent('a', { ...changes, matched: shares('25') });
    const order = openOrder(one, { status: 'CANCELED', matchedSize: shares('25') });
    const at = (ms: bigint) =>
      phaseOf(
        one,
        seen({
          now: long,
          fillsBookedFrom: after(NOW, durationMs(ms)),
          lookups: new Map([[one.id, known(order, long)]]),
        }),
      );
    expect([at(130_000n), at(130_001n)]).toEqual([{ kind: 'cancelling' }, 'canceled']);
  });

  it('is the most of it, also where a later read shows less', () => {
    const one = intent('a', { matched: shares('25') });
    const order = openOrder(one, { status: 'LIVE', matchedSize: shares('5') });
    const { open } = settleIntents([one], seen({ lookups: lookedUp(one, order) }));
    expect(open.map(({ matched }) => matched)).toEqual([shares('25')]);
  });
});
