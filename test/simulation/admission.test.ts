import { describe, expect, it } from 'vitest';
import { tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import {
  at,
  book,
  incoming,
  level,
  MARKET,
  openVenue,
  orderOf,
  outcomeText,
  setupOf,
} from './fixtures.ts';
import type { Expiration } from '../../lib/domain/order.ts';
import type { TICKS } from '../../lib/units/price.ts';
import type { Terms } from './fixtures.ts';

const NEVER: Expiration = { kind: 'never' };
const placing = (terms: Terms, expiration: Expiration = NEVER): string =>
  outcomeText(openVenue(setupOf(), { yes: '100' }).place(incoming('own', terms, expiration)));
const until = (ms: number): Expiration => ({ kind: 'at', at: at(1 + ms) });
const bid: Terms = { side: 'BUY', price: '0.47', size: '10' };

describe('the grid', () => {
  it.each<[(typeof TICKS)[number], string, string]>([
    ['0.1', '0.1', 'placed'],
    ['0.1', '0.15', 'rejected tick'],
    ['0.01', '0.47', 'placed'],
    ['0.01', '0.475', 'rejected tick'],
    ['0.005', '0.475', 'placed'],
    ['0.005', '0.472', 'rejected tick'],
    ['0.005', '0.4775', 'rejected tick'],
    ['0.0025', '0.4775', 'placed'],
    ['0.0025', '0.476', 'rejected tick'],
    ['0.001', '0.476', 'placed'],
    ['0.001', '0.4765', 'rejected tick'],
    ['0.0001', '0.4765', 'placed'],
    ['0.0001', '0.47655', 'rejected tick'],
  ])('of %s and an order at %s: %s', (step, price, expected) => {
    const venue = openVenue(setupOf({ ...MARKET, tick: tick(step) }));
    expect(outcomeText(venue.place(incoming('own', { ...bid, price, size: '50' })))).toBe(expected);
  });
  it.each([
    ['0.01', 'placed'],
    ['0.99', 'matched'],
  ])('reaches from one tick to a dollar less one tick: %s is %s', (price, expected) => {
    expect(placing({ ...bid, price })).toBe(expected);
  });
  it('follows a tick change on the tape', () => {
    const venue = openVenue();
    venue.apply({ kind: 'tick', at: at(2), condition: MARKET.condition, tick: tick('0.001') });
    expect(outcomeText(venue.place(incoming('own', { ...bid, price: '0.471' })))).toBe('placed');
    expect(venue.universe().markets.get(MARKET.condition)?.tick).toBe(tick('0.001'));
  });
  it('names the price and the rule', () => {
    const outcome = openVenue().place(incoming('own', { ...bid, price: '0.475' }));
    expect(outcome).toMatchObject({
      message: 'order own is invalid. Price (0.475) breaks minimum tick size rule: 0.01',
    });
  });
});

describe('sizes', () => {
  it.each([
    ['4.99', 'rejected size'],
    ['5', 'placed'],
    ['5.01', 'placed'],
    ['5.001', 'rejected size'],
    ['0', 'rejected size'],
  ])('%s of a minimum of 5: %s', (size, expected) => {
    expect(placing({ ...bid, size })).toBe(expected);
  });
  it('of zero are rejected where the market has no minimum', () => {
    const venue = openVenue(setupOf({ ...MARKET, sizeMin: shares('0') }));
    expect(outcomeText(venue.place(incoming('own', { ...bid, size: '0' })))).toBe('rejected size');
  });
});

describe('a BUY that takes at once spends at least a dollar', () => {
  const cheap = () => {
    const venue = openVenue(setupOf({ ...MARKET, sizeMin: shares('1') }), { yes: '5' });
    venue.apply(book(2, { bids: [['0.09', '100']], asks: [['0.1', '100']] }));
    return venue;
  };
  it.each([
    ['9.99', 'rejected size'],
    ['10', 'matched'],
    ['10.01', 'matched'],
  ])('%s shares at 0.1: %s', (size, expected) => {
    const outcome = cheap().place(incoming('own', { side: 'BUY', price: '0.1', size }));
    expect(outcomeText(outcome)).toBe(expected);
  });
  it('as FAK too, counted in whole cents', () => {
    const outcome = cheap().place(
      incoming('own', { side: 'BUY', price: '0.12', size: '8.4', timeInForce: 'FAK' }),
    );
    expect(outcomeText(outcome)).toBe('matched');
  });
  it('but a resting one may be smaller', () => {
    const outcome = cheap().place(incoming('own', { side: 'BUY', price: '0.09', size: '2' }));
    expect(outcomeText(outcome)).toBe('placed');
  });
  it('and so may a sale', () => {
    const outcome = cheap().place(incoming('own', { side: 'SELL', price: '0.09', size: '2' }));
    expect(outcomeText(outcome)).toBe('matched');
  });
});

describe('a post-only order', () => {
  const postOnly = { side: 'BUY', size: '10', liquidity: 'post-only' } as const;
  it.each([
    ['0.51', 'placed'],
    ['0.52', 'rejected post-only-cross'],
    ['0.53', 'rejected post-only-cross'],
  ])('to buy YES at %s under asks from 0.52: %s', (price, expected) => {
    expect(placing({ ...postOnly, price })).toBe(expected);
  });
  it.each([
    ['0.51', 'placed'],
    ['0.52', 'rejected post-only-cross'],
  ])('to buy NO at %s over YES bids from 0.48: %s', (price, expected) => {
    expect(placing({ ...postOnly, price, outcome: 'NO' })).toBe(expected);
  });
  it('is rejected when it meets an own order, on the other token too', () => {
    const venue = openVenue();
    venue.place(incoming('yes', { ...postOnly, price: '0.5' }));
    const outcome = venue.place(incoming('no', { ...postOnly, price: '0.5', outcome: 'NO' }));
    expect(outcomeText(outcome)).toBe('rejected post-only-cross');
  });
  it('meets nothing at a level that we took whole', () => {
    const venue = openVenue();
    venue.place(incoming('take', { side: 'BUY', price: '0.52', size: '100' }));
    const outcome = venue.place(incoming('own', { ...postOnly, price: '0.52' }));
    expect(outcomeText(outcome)).toBe('placed');
  });
  it.each(['FOK', 'FAK'] as const)('is never %s', (timeInForce) => {
    expect(placing({ ...postOnly, price: '0.4', timeInForce })).toBe('rejected invalid');
  });
});

it('an order that would match one of our own is rejected, not matched with itself', () => {
  const venue = openVenue(setupOf(), { yes: '10' });
  venue.place(incoming('ask', { side: 'SELL', price: '0.5', size: '10' }));
  const outcome = venue.place(incoming('bid', { side: 'BUY', price: '0.5', size: '10' }));
  expect(outcomeText(outcome)).toBe('rejected invalid');
});

describe('expirations', () => {
  const gtd: Terms = { ...bid, timeInForce: 'GTD' };
  it.each([
    [179_999, 'rejected expiration'],
    [180_000, 'placed'],
    [180_001, 'placed'],
  ])('a GTD order that expires in %i ms: %s', (ms, expected) => {
    expect(placing(gtd, until(ms))).toBe(expected);
  });
  it('a GTD order needs one', () => {
    expect(placing(gtd)).toBe('rejected expiration');
  });
  it.each(['GTC', 'FOK', 'FAK'] as const)('a %s order must have none', (timeInForce) => {
    expect(placing({ ...bid, timeInForce }, until(200_000))).toBe('rejected expiration');
  });
});

describe('an order that names a token wrongly', () => {
  it.each([
    ['an unknown token', { token: 'nobody' }],
    ['the outcome of the other token', { outcome: 'NO' }],
    ['another market', { condition: '0xother' }],
  ])('%s is an invalid payload', (_, wrong) => {
    const order = { ...orderOf(bid), ...wrong } as ReturnType<typeof orderOf>;
    const outcome = openVenue().place({ ...incoming('own', bid), order });
    expect(outcomeText(outcome)).toBe('rejected invalid');
  });
});

it('while the recording has a gap, orders do not reach the venue', () => {
  const venue = openVenue();
  venue.apply({ kind: 'gap', at: at(2), token: MARKET.yes, cause: 'silence' });
  expect(outcomeText(venue.place(incoming('own', bid)))).toBe('not-sent unavailable');
  venue.apply(level(3, 'bids', ['0.4', '1']));
  expect(venue.openOrders()).toEqual([]);
});

describe('venue modes', () => {
  it.each([
    ['normal', 'may-take', 'placed'],
    ['normal', 'post-only', 'placed'],
    ['post-only', 'may-take', 'not-sent post-only'],
    ['post-only', 'post-only', 'placed'],
    ['closed-only', 'post-only', 'rejected closed-only'],
    ['cancel-only', 'post-only', 'not-sent unavailable'],
    ['disabled', 'post-only', 'not-sent unavailable'],
  ] as const)('in %s mode a %s order: %s', (mode, liquidity, expected) => {
    const venue = openVenue();
    venue.setMode(mode);
    expect(outcomeText(venue.place(incoming('own', { ...bid, liquidity })))).toBe(expected);
  });
});

describe('the same id again', () => {
  it('is answered as at first and rests once', () => {
    const venue = openVenue();
    const first = venue.place(incoming('own', bid));
    expect(venue.place(incoming('own', bid))).toEqual(first);
    expect(venue.openOrders()).toHaveLength(1);
  });
  it('is answered as at first even after the order has ended, and stays ended', () => {
    const venue = openVenue();
    venue.place(incoming('own', { ...bid, price: '0.52' }));
    const again = venue.place(incoming('own', { ...bid, price: '0.52' }));
    expect(again.kind).toBe('matched');
    venue.place(incoming('rests', bid));
    venue.cancel([incoming('rests', bid).id]);
    expect(venue.place(incoming('rests', bid)).kind).toBe('placed');
    expect(venue.openOrders()).toEqual([]);
  });
});
