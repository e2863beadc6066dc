import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { conditionId, tokenId } from '../../lib/units/ids.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import {
  at,
  book,
  bookText,
  CONDITION,
  fillsOf,
  incoming,
  MARKET,
  NO,
  openVenue,
  outcomeText,
  setupOf,
  trade,
  YES,
} from './fixtures.ts';
import type { MarketStatus } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const becomes = (ms: number, status: MarketStatus): TapeEvent => ({
  kind: 'status',
  at: at(ms),
  condition: CONDITION,
  status,
});
const RESOLVED: MarketStatus = { kind: 'resolved', yesPayout: ratio('1') };
const NO_BOOK = 'NOT_FOUND: No orderbook exists for the requested token id';
const bid = (id: string) => incoming(id, { side: 'BUY', price: '0.48', size: '10' });

describe('a market that stops accepting orders', () => {
  it.each<[MarketStatus, string]>([
    [{ kind: 'paused' }, 'rejected not-ready 100 @ 0.48 | 100 @ 0.52'],
    [{ kind: 'closed' }, `rejected invalid ${NO_BOOK}`],
    [RESOLVED, `rejected invalid ${NO_BOOK}`],
  ])('as $kind cancels what rests, takes nothing new and fills nothing', (status, expected) => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(becomes(2, status));
    expect(venue.order(bid('own').id)?.status).toBe('CANCELED');
    expect(`${outcomeText(venue.place(bid('new')))} ${bookText(venue)}`).toBe(expected);
    venue.apply(trade(3, 'SELL', ['0.4', '500']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('and accepts them again takes them again', () => {
    const venue = openVenue();
    venue.apply(becomes(2, { kind: 'paused' }));
    venue.apply(becomes(3, { kind: 'accepting' }));
    expect(venue.place(bid('own')).kind).toBe('placed');
  });
  it('by its description cancels what rests too', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.relist(universeOf([{ ...MARKET, status: { kind: 'closed' } }], []));
    expect(venue.order(bid('own').id)?.status).toBe('CANCELED');
  });
});

it('a market listed later can be traded from its first book on', () => {
  const venue = openVenue();
  const condition = conditionId('0xlate');
  const late = { ...MARKET, condition, yes: tokenId('late-yes'), no: tokenId('late-no') };
  venue.relist(universeOf([late], []));
  const order = incoming('own', { side: 'BUY', price: '0.48', size: '10', market: late });
  expect(venue.place(order).kind).toBe('not-sent');
  const opening = book(2, { bids: [], asks: [['0.5', '5']] });
  venue.apply({ ...opening, token: late.yes } as TapeEvent);
  expect(venue.place(order).kind).toBe('placed');
  expect(venue.universe().markets.size).toBe(2);
});

const holding = (yes: string, no: string): SimulatedVenue =>
  openVenue(setupOf(MARKET, {}, '0'), { yes, no });
const wallet = (venue: SimulatedVenue) => {
  const { cash, shares: held } = venue.balances([YES, NO]);
  return [cash, held.get(YES), held.get(NO)];
};
const activityOf = (venue: SimulatedVenue) => {
  const read = venue.activity(at(0));
  return read.kind === 'known' ? read.value : [];
};

describe('merging complete sets', () => {
  it.each([
    ['6.99', 'sent'],
    ['7', 'sent'],
    ['7.01', 'failed'],
  ])('of %s with 10 YES and 7 NO held is %s', (size, kind) => {
    const request = { kind: 'merge', condition: CONDITION, size: shares(size) } as const;
    expect(holding('10', '7').submit(request).kind).toBe(kind);
  });
  it('gives a dollar each and shows as activity', () => {
    const venue = holding('10', '7');
    venue.submit({ kind: 'merge', condition: CONDITION, size: shares('7') });
    expect(wallet(venue)).toEqual([usdc('7'), shares('3'), shares('0')]);
    expect(activityOf(venue)).toEqual([
      { key: 'paper-merge-1', at: at(1), kind: 'merge', condition: CONDITION, size: shares('7') },
    ]);
  });
  it('of nothing is refused', () => {
    const request = { kind: 'merge', condition: CONDITION, size: shares('0') } as const;
    expect(holding('10', '7').submit(request).kind).toBe('failed');
  });
  it('leaves alone the shares that a trade on its way will take', () => {
    const venue = holding('10', '10');
    venue.place(incoming('sale', { side: 'SELL', price: '0.48', size: '5' }));
    const request = { kind: 'merge', condition: CONDITION, size: shares('5.01') } as const;
    expect(venue.submit(request).kind).toBe('failed');
    expect(venue.submit({ ...request, size: shares('5') }).kind).toBe('sent');
  });
  it('ends resting sales whose shares are gone', () => {
    const venue = holding('10', '10');
    const sale = incoming('sale', { side: 'SELL', price: '0.55', size: '6' });
    venue.place(sale);
    venue.submit({ kind: 'merge', condition: CONDITION, size: shares('5') });
    expect(venue.order(sale.id)?.status).toBe('INVALID');
  });
});

describe('redeeming a resolved market', () => {
  const redeem = { kind: 'redeem', condition: CONDITION } as const;
  it.each([
    ['1', '10'],
    ['0', '7'],
    ['0.5', '8.5'],
  ])('with a YES payout of %s pays $%s for 10 YES and 7 NO', (payout, cash) => {
    const venue = holding('10', '7');
    venue.apply(becomes(2, { kind: 'resolved', yesPayout: ratio(payout) }));
    expect(venue.submit(redeem).kind).toBe('sent');
    expect(wallet(venue)).toEqual([usdc(cash), shares('0'), shares('0')]);
  });
  it('shows one row of activity for each token held, losing ones included', () => {
    const venue = holding('10', '7');
    venue.apply(becomes(2, RESOLVED));
    venue.submit(redeem);
    expect(
      activityOf(venue).map((row) => row.kind === 'redemption' && [row.token, row.payout]),
    ).toEqual([
      [YES, usdc('10')],
      [NO, usdc('0')],
    ]);
  });
  it('fails before the resolution, without shares, and for an unknown market', () => {
    expect(holding('10', '7').submit(redeem).kind).toBe('failed');
    const empty = holding('0', '0');
    empty.apply(becomes(2, RESOLVED));
    expect(empty.submit(redeem).kind).toBe('failed');
    const condition = conditionId('0xnobody');
    expect(empty.submit({ kind: 'redeem', condition }).kind).toBe('failed');
    expect(empty.submit({ kind: 'merge', condition, size: shares('1') }).kind).toBe('failed');
  });
});
