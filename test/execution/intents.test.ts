import { describe, expect, it } from 'vitest';
import { afterOutcome, intentOf, remainingOf, restingOrders } from '../../lib/execution/intents.ts';
import { withFills } from '../../lib/execution/intent-fills.ts';
import { tradeId } from '../../lib/units/ids.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { intent, NOW, signed } from './orders.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';

const retryAfter = { kind: 'unspecified' } as const;
const one = intent('a', { phase: { kind: 'unknown', cleanScans: 0 } });

describe('an intent after the answer of the venue', () => {
  it.each<[PlaceOutcome['kind'], Partial<PlaceOutcome>, string]>([
    ['placed', {}, 'resting'],
    ['matched', {}, 'resting'],
    ['delayed', {}, 'unknown'],
    ['unknown', { detail: 'timeout', reply: 'none' }, 'unknown'],
    ['unknown', { detail: 'words', reply: 'refusal' }, 'unknown'],
    ['no-fill', {}, 'no-fill'],
    ['rejected', { class: 'tick', message: 'off the grid', retryAfter }, 'rejected'],
    ['not-sent', { cause: 'deadline', retryAfter }, 'not-sent'],
  ])('%s is %#', (kind, more, expected) => {
    const outcome = { id: one.id, kind, ...more } as PlaceOutcome;
    const progress = afterOutcome(one, outcome, NOW);
    expect(progress.kind === 'open' ? progress.intent.phase.kind : progress.settled.end).toBe(
      expected,
    );
  });

  it.each<[string, PlaceOutcome]>([
    ['nothing to match', { id: one.id, kind: 'no-fill' }],
    [
      'tick: off the grid',
      { id: one.id, kind: 'rejected', class: 'tick', message: 'off the grid', retryAfter },
    ],
    ['deadline', { id: one.id, kind: 'not-sent', cause: 'deadline', retryAfter }],
  ])('ended for a reason: %s', (detail, outcome) => {
    expect(afterOutcome(one, outcome, NOW)).toMatchObject({ settled: { detail, at: NOW } });
  });

  it.each([
    ['matched', '0.000001'],
    ['placed', '0'],
  ] as const)('that was %s has %s to be found among the fills', (kind, matched) => {
    const outcome = { id: one.id, kind } as PlaceOutcome;
    const progress = afterOutcome(one, outcome, NOW);
    expect(progress).toMatchObject({ kind: 'open', intent: { matched: shares(matched) } });
  });

  it('is written down as unknown before it is sent', () => {
    const written = intentOf(signed('a'), { journaledAt: NOW, sendableUntil: NOW });
    expect(written).toMatchObject({
      id: 'a',
      body: 'body of a',
      phase: { kind: 'unknown', cleanScans: 0 },
      filled: ZERO_SHARES,
    });
  });
});

describe('what an intent may still fill', () => {
  it.each([
    ['99.99', '0.01'],
    ['100', '0'],
    ['100.01', '0'],
  ])('after %s of 100 it is %s', (filled, left) => {
    expect(remainingOf(intent('a', { filled: shares(filled) }))).toEqual(shares(left));
  });

  it.each([
    ['resting', 'confirmed'],
    ['cancelling', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('%s counts as %s', (kind, certainty) => {
    const phase = kind === 'unknown' ? { kind, cleanScans: 0 } : { kind };
    expect(restingOrders([intent('a', { phase })])[0]?.certainty).toBe(certainty);
  });
});

const fill: Fill = {
  trade: tradeId('t'),
  order: one.id,
  condition: one.order.condition,
  token: one.order.token,
  outcome: 'YES',
  side: 'BUY',
  price: one.order.price,
  size: shares('25'),
  fee: ZERO_USDC,
  role: 'maker',
  status: 'MATCHED',
  matchedAt: NOW,
};
const head = { sequence: 1, eventId: 'e', at: NOW };
const filled: LedgerEntry = {
  ...head,
  kind: 'fill',
  ...fill,
  strategy: 'MM',
  fee: usdc('0'),
  status: 'MATCHED',
};
const failed: LedgerEntry = {
  ...head,
  kind: 'transition',
  trade: fill.trade,
  order: fill.order,
  status: 'FAILED',
};

describe('fills and their reversal', () => {
  it('a fill counts towards its own intent only', () => {
    const moved = withFills([one, intent('b')], [filled], [fill]);
    expect(moved.map((each) => each.filled)).toEqual([shares('25'), ZERO_SHARES]);
  });

  it('a failed trade is taken back and remembered as reversed', () => {
    const [moved] = withFills([one], [filled, failed], [fill]);
    expect([moved?.filled, moved?.reversed]).toEqual([ZERO_SHARES, shares('25')]);
  });

  it('a trade first seen when it had failed is remembered as reversed, and takes nothing', () => {
    const event: LedgerEntry = {
      ...head,
      kind: 'failed-fill',
      trade: fill.trade,
      order: fill.order,
    };
    const [moved] = withFills([one], [event], [fill]);
    expect([moved?.filled, moved?.reversed]).toEqual([ZERO_SHARES, shares('25')]);
  });

  it('a failed trade of another order takes nothing', () => {
    const [first, other] = withFills([one, intent('b')], [filled, failed], [fill]);
    expect([first?.reversed, other]).toEqual([shares('25'), intent('b')]);
  });

  it('a failed trade that was not read takes nothing', () => {
    expect(withFills([one], [failed], [])).toEqual([one]);
  });

  it('a settled trade changes nothing', () => {
    const confirmed: LedgerEntry = { ...failed, status: 'CONFIRMED' };
    expect(withFills([one], [confirmed], [fill])).toEqual([one]);
  });
});
