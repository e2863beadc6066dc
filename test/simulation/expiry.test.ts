import { describe, expect, it } from 'vitest';
import { at, book, fillsOf, gap, incoming, openVenue, trade } from './fixtures.ts';
import type { Expiration } from '../../lib/domain/order.ts';

const EXPIRES = 240_000;
const expiration: Expiration = { kind: 'at', at: at(EXPIRES) };
const resting = () => {
  const venue = openVenue();
  const order = incoming(
    'own',
    { side: 'BUY', price: '0.5', size: '10', timeInForce: 'GTD' },
    expiration,
  );
  venue.place(order);
  return { venue, id: order.id };
};

describe('a GTD order is removed 60 s before the expiration it states', () => {
  it.each([
    [EXPIRES - 60_001, 'LIVE'],
    [EXPIRES - 60_000, 'CANCELED'],
    [EXPIRES - 59_999, 'CANCELED'],
  ])('at %i ms it is %s', (ms, status) => {
    const { venue, id } = resting();
    venue.advanceTo(at(ms));
    expect(venue.order(id)?.status).toBe(status);
  });
  it.each([
    [EXPIRES - 60_001, 1],
    [EXPIRES - 60_000, 0],
    [EXPIRES - 59_999, 0],
  ])('so a trade at %i ms fills it %i times', (ms, count) => {
    const { venue } = resting();
    venue.apply(trade(ms, 'SELL', ['0.5', '10']));
    expect(fillsOf(venue)).toHaveLength(count);
  });
  it('during a gap of its market too', () => {
    const { venue, id } = resting();
    venue.apply(gap(2));
    venue.advanceTo(at(EXPIRES));
    expect(venue.order(id)?.status).toBe('CANCELED');
    venue.apply(book(EXPIRES + 1, { bids: [], asks: [['0.4', '10']] }));
    expect(fillsOf(venue)).toEqual([]);
  });
});

it('a cancelled order cannot be filled, and cannot be cancelled twice', () => {
  const { venue, id } = resting();
  expect(venue.cancel([id])).toEqual({ canceled: [id], notCanceled: [] });
  venue.apply(trade(9, 'SELL', ['0.5', '10']));
  expect(fillsOf(venue)).toEqual([]);
  expect(venue.cancel([id]).notCanceled).toEqual([{ id, reason: 'already canceled or matched' }]);
});

it('a cancel of an order that never was says so', () => {
  const { venue } = resting();
  const { id } = incoming('nobody', { side: 'BUY', price: '0.5', size: '10' });
  expect(venue.cancel([id]).notCanceled).toEqual([
    { id, reason: 'Order not found or already canceled' },
  ]);
});

it('time never goes back', () => {
  const { venue } = resting();
  venue.advanceTo(at(50_000));
  venue.advanceTo(at(10_000));
  expect(venue.now()).toEqual(at(50_000));
});
