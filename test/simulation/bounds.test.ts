// Everything the venue keeps about the past is bounded, and what was dropped is unknown, not empty.

import { describe, expect, it } from 'vitest';
import { ACTIVITY_MAX, createActivityLog, NO_ACTIVITY } from '../../lib/simulation/activity-log.ts';
import { createOwnOrders, ENDED_ORDERS_MAX } from '../../lib/simulation/own-orders.ts';
import { createOwnTrades, FINAL_TRADES_MAX } from '../../lib/simulation/own-trades.ts';
import { DEFAULT_DELAYS } from '../../lib/simulation/settlement.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { at, CONDITION, incoming, openVenue, orderOf, setupOf, START } from './fixtures.ts';
import type { OwnOrder } from '../../lib/simulation/own-orders.ts';
import type { OwnTrade } from '../../lib/simulation/own-trades.ts';

const terms = { side: 'BUY', price: '0.48', size: '10' } as const;

const orderNumber = (n: number, status: OwnOrder['status']): OwnOrder => ({
  ...incoming(`order-${String(n)}`, terms),
  matched: shares('0'),
  status,
  answer: 'placed',
});
const tradeNumber = (n: number): OwnTrade => ({
  sequence: n,
  fate: 'settles',
  fill: {
    ...orderOf(terms),
    trade: tradeId(`trade-${String(n)}`),
    order: orderId('own'),
    fee: ZERO_USDC,
    role: 'maker',
    status: 'CONFIRMED',
    matchedAt: at(n),
  },
});

describe('ended orders', () => {
  it.each([
    [ENDED_ORDERS_MAX, true],
    [ENDED_ORDERS_MAX + 1, false],
  ])('of which %i ended: the oldest is kept: %s', (count, isKept) => {
    const orders = createOwnOrders([]);
    for (let n = 1; n <= count; n += 1) orders.put(orderNumber(n, 'CANCELED'));
    expect(orders.get(orderId('order-1')) !== undefined).toBe(isKept);
  });
  it('never push out one that is live', () => {
    const orders = createOwnOrders([orderNumber(0, 'LIVE')]);
    for (let n = 1; n <= ENDED_ORDERS_MAX + 5; n += 1) orders.put(orderNumber(n, 'CANCELED'));
    expect(orders.live().map(({ id }) => id)).toEqual(['order-0']);
  });
});

describe('final trades', () => {
  it.each([
    [FINAL_TRADES_MAX, -Infinity],
    [FINAL_TRADES_MAX + 3, START + 3],
  ])('of which there are %i: dropped up to %d', (count, until) => {
    const stored = Array.from({ length: count }, (_, i) => tradeNumber(i + 1));
    const trades = createOwnTrades(DEFAULT_DELAYS, { trades: stored, forgottenUntil: -Infinity });
    trades.advance(START + 100_000, () => true);
    expect(trades.forgottenUntil()).toBe(until);
    expect(trades.all()).toHaveLength(FINAL_TRADES_MAX);
  });
});

describe('activity', () => {
  it.each([
    [ACTIVITY_MAX, -Infinity],
    [ACTIVITY_MAX + 1, START + 1],
  ])('of %i rows: dropped up to %d', (count, until) => {
    const log = createActivityLog(NO_ACTIVITY);
    for (let i = 1; i <= count; i += 1)
      log.add((n) => ({ kind: 'deposit', key: String(n), at: at(n), amount: usdc('1') }));
    expect(log.stored().rows).toHaveLength(ACTIVITY_MAX);
    expect(log.stored().forgottenUntil).toBe(until);
  });
  it('that was dropped is unknown', () => {
    const venue = openVenue(setupOf(), { yes: '1000', no: '1000' });
    for (let i = 0; i <= ACTIVITY_MAX; i += 1)
      venue.submit({ kind: 'merge', condition: CONDITION, size: shares('1') });
    expect(venue.activity(at(1)).kind).toBe('unknown');
    expect(venue.activity(at(2)).kind).toBe('known');
  });
});
