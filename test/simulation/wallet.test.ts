import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { conditionId, orderId, tokenId } from '../../lib/units/ids.ts';
import { microsOfUsdc, usdc } from '../../lib/units/usdc.ts';
import {
  at,
  blankVenue,
  book,
  FEE_MARKET,
  incoming,
  level,
  MARKET,
  NO,
  openVenue,
  outcomeText,
  setupOf,
  trade,
  YES,
} from './fixtures.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { VenueSetup } from '../../lib/simulation/core.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Terms } from './fixtures.ts';

const buy = (price: string, size: string): Terms => ({ side: 'BUY', price, size });
const withCash = (cash: string, market: Market = MARKET) => openVenue(setupOf(market, {}, cash));
const statusOf = (venue: SimulatedVenue, id: string) => venue.order(orderId(id))?.status;

describe('a BUY needs cash', () => {
  it.each([
    ['4.799999', 'rejected funds'],
    ['4.8', 'placed'],
    ['4.800001', 'placed'],
  ])('10 at 0.48 with $%s: %s', (cash, expected) => {
    expect(outcomeText(withCash(cash).place(incoming('own', buy('0.48', '10'))))).toBe(expected);
  });
  it.each([
    ['5.039999', 'may-take', 'rejected funds'],
    ['5.04', 'may-take', 'placed'],
    ['4.8', 'post-only', 'placed'],
  ] as const)('and for its fee when it may take: with $%s, %s: %s', (cash, liquidity, expected) => {
    const order = { ...buy('0.48', '10'), liquidity };
    expect(outcomeText(withCash(cash, FEE_MARKET).place(incoming('own', order)))).toBe(expected);
  });
  it.each([
    ['5.324799', 'rejected funds'],
    ['5.3248', 'matched'],
  ])('a FAK of $5.20 pays its fee on top: with $%s: %s', (cash, expected) => {
    const order: Terms = { ...buy('0.52', '10'), timeInForce: 'FAK' };
    expect(outcomeText(withCash(cash, FEE_MARKET).place(incoming('own', order)))).toBe(expected);
  });
  it.each([
    ['9.599999', 'rejected funds'],
    ['9.6', 'placed'],
  ])('that no open order of the same market has claimed: with $%s: %s', (cash, expected) => {
    const venue = withCash(cash);
    venue.place(incoming('first', buy('0.48', '10')));
    const second = { ...buy('0.48', '10'), outcome: 'NO' } as const;
    expect(outcomeText(venue.place(incoming('second', second)))).toBe(expected);
  });
  it('that no trade on its way will take', () => {
    const venue = withCash('6');
    venue.place(incoming('first', buy('0.52', '10')));
    expect(venue.balances([]).cash).toBe(usdc('6'));
    expect(outcomeText(venue.place(incoming('second', buy('0.48', '5'))))).toBe('rejected funds');
  });
});

describe('a SELL needs shares, never cash', () => {
  it.each([
    ['9.99', 'rejected balance-lag'],
    ['10', 'placed'],
  ])('of its own token: 10 with %s held: %s', (held, expected) => {
    const venue = openVenue(setupOf(MARKET, {}, '0'), { yes: held, no: '100' });
    const sale: Terms = { side: 'SELL', price: '0.55', size: '10' };
    expect(outcomeText(venue.place(incoming('own', sale)))).toBe(expected);
  });
  it('that no other sale has claimed', () => {
    const venue = openVenue(setupOf(), { yes: '15' });
    const sale: Terms = { side: 'SELL', price: '0.55', size: '10' };
    venue.place(incoming('first', sale));
    expect(outcomeText(venue.place(incoming('second', sale)))).toBe('rejected balance-lag');
  });
  it('that have arrived: shares bought just now cannot be sold before they are mined', () => {
    const venue = openVenue();
    const sale: Terms = { side: 'SELL', price: '0.55', size: '10' };
    venue.place(incoming('buy', buy('0.52', '10')));
    expect(outcomeText(venue.place(incoming('early', sale)))).toBe('rejected balance-lag');
    venue.advanceTo(at(1 + 1_999));
    expect(outcomeText(venue.place(incoming('still', sale)))).toBe('rejected balance-lag');
    venue.advanceTo(at(1 + 2_000));
    expect(outcomeText(venue.place(incoming('late', sale)))).toBe('placed');
  });
});

describe('pitfall 6: holdings decide nothing about a BUY, and cash nothing about a SELL', () => {
  it('a BUY of a token that is not held yet is accepted', () => {
    expect(openVenue().place(incoming('own', buy('0.48', '10'))).kind).toBe('placed');
  });
});

const other: Market = {
  ...MARKET,
  condition: conditionId('0xother'),
  yes: tokenId('other-yes'),
  no: tokenId('other-no'),
};
const twoMarkets = (cash: string): VenueSetup => ({
  ...setupOf(MARKET, {}, cash),
  universe: universeOf([MARKET, other], []),
});
const onBoth = (cash: string): SimulatedVenue => {
  const venue = blankVenue(twoMarkets(cash));
  const rows = { bids: [['0.48', '100']], asks: [['0.52', '100']] } as const;
  const first = book(1, rows);
  venue.apply(first);
  venue.apply({ ...first, token: other.yes } as TapeEvent);
  return venue;
};

describe('the same cash may back orders of several markets', () => {
  it('until one of them is filled; the others then become INVALID', () => {
    const venue = onBoth('5');
    venue.place(incoming('here', buy('0.49', '10')));
    venue.place(incoming('there', { ...buy('0.49', '10'), market: other }));
    expect(venue.openOrders()).toHaveLength(2);
    venue.apply(trade(2, 'SELL', ['0.49', '10']));
    expect([statusOf(venue, 'here'), statusOf(venue, 'there')]).toEqual(['MATCHED', 'INVALID']);
  });
  it('and those that can still be paid for survive', () => {
    const venue = onBoth('9.8');
    venue.place(incoming('here', buy('0.49', '10')));
    venue.place(incoming('there', { ...buy('0.49', '10'), market: other }));
    venue.apply(trade(2, 'SELL', ['0.49', '10']));
    expect(statusOf(venue, 'there')).toBe('LIVE');
  });
  it('and a fill of one order may leave nothing for the next in the same event', () => {
    const venue = onBoth('10');
    venue.place(incoming('low', buy('0.49', '10')));
    venue.place(incoming('high', buy('0.5', '10')));
    venue.place(incoming('there', { ...buy('0.49', '6'), market: other }));
    venue.apply({ ...trade(2, 'SELL', ['0.49', '6']), token: other.yes } as TapeEvent);
    expect([statusOf(venue, 'low'), statusOf(venue, 'high')]).toEqual(['LIVE', 'LIVE']);
    venue.apply(level(3, 'asks', ['0.49', '500']));
    expect([statusOf(venue, 'low'), statusOf(venue, 'high')]).toEqual(['INVALID', 'MATCHED']);
  });
});

it('balances name every token that was asked for, also at zero, and no other', () => {
  const { shares } = openVenue(setupOf(), { yes: '3' }).balances([YES, NO]);
  expect([...shares].map(([token, size]) => [token, Number(size)])).toEqual([
    [YES, 3_000_000],
    [NO, 0],
  ]);
});

it('a fee on dust may exceed what the dust brings; the difference is paid, not forgiven', () => {
  const venue = openVenue(setupOf(FEE_MARKET, {}, '0'), { yes: '5' });
  venue.apply(book(2, { bids: [['0.48', '0.000001']], asks: [] }));
  venue.place(incoming('own', { side: 'SELL', price: '0.48', size: '5' }));
  venue.advanceTo(at(10_000));
  expect(microsOfUsdc(venue.balances([]).cash)).toBe(-10n);
});
