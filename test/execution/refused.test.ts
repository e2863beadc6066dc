// An order that the venue refused in words that nobody has seen: it is looked for once.

import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../lib/domain/observed.ts';
import { afterOutcome, restingOrders } from '../../lib/execution/intents.ts';
import { settleIntents } from '../../lib/execution/settle.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { seconds } from '../../lib/units/time.ts';
import { intent, LONG_AGO, LONG_LIVED, NOW } from './orders.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { OpenOrder, OpenOrderStatus } from '../../lib/domain/order.ts';
import type { OrdersSeen } from '../../lib/execution/settle.ts';

const DETAIL = 'words that nobody has seen';
const refused = intent('a', { phase: { kind: 'refused', detail: DETAIL } });

const found = ({ id, order }: Intent, status: OpenOrderStatus): OpenOrder => ({
  ...order,
  id,
  originalSize: order.size,
  matchedSize: ZERO_SHARES,
  status,
  expiration: LONG_LIVED,
});

const seen = (answer: OpenOrder | null, changes: Partial<OrdersSeen> = {}): OrdersSeen => ({
  now: NOW,
  look: 'first',
  engine: 'up',
  openOrders: known([], NOW),
  fills: 'known',
  fillsBookedFrom: LONG_AGO,
  lookups: new Map([[refused.id, known(answer, NOW)]]),
  requestTimeout: seconds(10),
  ...changes,
});

const OUTAGE: Observed<never> = unknown({
  kind: 'TIMEOUT',
  endpoint: 'GET /data/order/{id}',
  detail: 'no answer in 10 s',
  retryAfter: { kind: 'unspecified' },
});

const after = (what: OrdersSeen, one: Intent = refused) => {
  const { open, settled } = settleIntents([one], what);
  return open[0]?.phase ?? settled.map(({ end, detail, at }) => ({ end, detail, at }))[0];
};

describe('an order that was refused in unknown words', () => {
  it('is remembered with the words, and blocks its side', () => {
    const outcome = { id: refused.id, kind: 'unknown', detail: DETAIL, reply: 'refusal' } as const;
    const progress = afterOutcome(intent('a'), outcome, NOW);
    expect(progress).toMatchObject({ kind: 'open', intent: { phase: refused.phase } });
    expect(restingOrders([refused])[0]?.certainty).toBe('unknown');
  });

  it('was rejected when one look-up does not find it', () => {
    expect(after(seen(null))).toEqual({ end: 'rejected', detail: `invalid: ${DETAIL}`, at: NOW });
  });

  it.each<[string, Partial<OrdersSeen>]>([
    ['in the cycle that sent it', { look: 'again' }],
    ['while the venue is unsure', { engine: 'unsure' }],
    ['without its fills', { fills: 'unknown' }],
    ['without an answer', { lookups: new Map([[refused.id, OUTAGE]]) }],
    ['where it was not looked up', { lookups: new Map() }],
    ['without the open orders', { openOrders: OUTAGE }],
  ])('waits for a better look %s', (_when, changes) => {
    expect(after(seen(null, changes))).toEqual(refused.phase);
  });

  it('rests where it is found after all', () => {
    expect(after(seen(found(refused, 'LIVE')))).toEqual({ kind: 'resting' });
    expect(after(seen(found(refused, 'CANCELED')))).toMatchObject({ end: 'canceled' });
  });

  it('is as uncertain as any other once it has filled', () => {
    const filled = { ...refused, filled: shares('1') };
    expect(after(seen(null), filled)).toEqual({ kind: 'unknown', cleanScans: 1 });
  });
});

describe('two looks of one cycle', () => {
  const lost = intent('a', { phase: { kind: 'unknown', cleanScans: 0 } });

  it('are one clean scan', () => {
    const once = after(seen(null), lost);
    expect(once).toEqual({ kind: 'unknown', cleanScans: 1 });
    const twice = after(seen(null, { look: 'again' }), {
      ...lost,
      phase: { kind: 'unknown', cleanScans: 1 },
    });
    expect(twice).toEqual(once);
  });

  it('make an order uncertain that was to be cancelled, and prove nothing more', () => {
    const cancelling = intent('a', { phase: { kind: 'cancelling' } });
    expect(after(seen(null, { look: 'again' }), cancelling)).toEqual({
      kind: 'unknown',
      cleanScans: 0,
    });
  });
});
