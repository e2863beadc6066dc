import { describe, expect, it } from 'vitest';
import { DEFAULT_DELAYS, settlementAfter } from '../../lib/simulation/settlement.ts';
import { tradeId } from '../../lib/units/ids.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, incoming, openVenue, setupOf, YES } from './fixtures.ts';
import type { TradeFate } from '../../lib/simulation/settlement.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

describe('a trade on its way to the chain', () => {
  it.each<[TradeFate, number, string]>([
    ['settles', 0, 'MATCHED'],
    ['settles', 1_999, 'MATCHED'],
    ['settles', 2_000, 'MINED'],
    ['settles', 5_999, 'MINED'],
    ['settles', 6_000, 'CONFIRMED'],
    ['settles', 60_000, 'CONFIRMED'],
    ['retries', 1_999, 'MATCHED'],
    ['retries', 2_000, 'RETRYING'],
    ['retries', 6_000, 'MINED'],
    ['retries', 7_999, 'MINED'],
    ['retries', 8_000, 'CONFIRMED'],
    ['fails', 1_999, 'MATCHED'],
    ['fails', 2_000, 'RETRYING'],
    ['fails', 5_999, 'RETRYING'],
    ['fails', 6_000, 'FAILED'],
    ['reverts', 1_999, 'MATCHED'],
    ['reverts', 2_000, 'MINED'],
    ['reverts', 5_999, 'MINED'],
    ['reverts', 6_000, 'FAILED'],
    ['lingers', 601_999, 'MATCHED'],
    ['lingers', 602_000, 'MINED'],
    ['lingers', 605_999, 'MINED'],
    ['lingers', 606_000, 'CONFIRMED'],
  ])('that %s stands after %i ms at %s', (fate, age, status) => {
    expect(settlementAfter(age, fate, DEFAULT_DELAYS).status).toBe(status);
  });
});

const bought = (fate: TradeFate): SimulatedVenue => {
  const venue = openVenue(setupOf(undefined, { fateOf: () => fate }, '100'));
  venue.place(incoming('own', { side: 'BUY', price: '0.52', size: '10' }));
  return venue;
};
const wallet = (venue: SimulatedVenue) => {
  const { cash, shares } = venue.balances([YES]);
  return [cash, Number(shares.get(YES))];
};
const statusAt = (venue: SimulatedVenue, ms: number) => {
  venue.advanceTo(at(1 + ms));
  const read = venue.fills(at(0), []);
  return read.kind === 'known' ? read.value.map(({ status }) => status) : read.kind;
};

describe('balances', () => {
  it('move when the trade is mined, not when it is matched, and once', () => {
    const venue = bought('settles');
    expect(statusAt(venue, 1_999)).toEqual(['MATCHED']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
    expect(statusAt(venue, 2_000)).toEqual(['MINED']);
    expect(wallet(venue)).toEqual([usdc('94.8'), 10_000_000]);
    expect(statusAt(venue, 6_000)).toEqual(['CONFIRMED']);
    expect(wallet(venue)).toEqual([usdc('94.8'), 10_000_000]);
  });
  it('move once too when the clock jumps past both steps', () => {
    const venue = bought('settles');
    expect(statusAt(venue, 600_000)).toEqual(['CONFIRMED']);
    expect(wallet(venue)).toEqual([usdc('94.8'), 10_000_000]);
  });
  it('never move for a trade that fails, and its cash is free again', () => {
    const venue = bought('fails');
    expect(statusAt(venue, 2_000)).toEqual(['RETRYING']);
    expect(venue.place(incoming('big', { side: 'BUY', price: '0.48', size: '200' })).kind).toBe(
      'rejected',
    );
    expect(statusAt(venue, 6_000)).toEqual(['FAILED']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
    expect(venue.place(incoming('big', { side: 'BUY', price: '0.48', size: '200' })).kind).toBe(
      'placed',
    );
  });
  it('move back for a trade that is taken out of its block, and once', () => {
    const venue = bought('reverts');
    expect(statusAt(venue, 2_000)).toEqual(['MINED']);
    expect(wallet(venue)).toEqual([usdc('94.8'), 10_000_000]);
    expect(statusAt(venue, 6_000)).toEqual(['FAILED']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
    expect(statusAt(venue, 60_000)).toEqual(['FAILED']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
  });
  it('end the sales that shares were for which a trade has taken back', () => {
    const venue = bought('reverts');
    statusAt(venue, 2_000);
    venue.place(incoming('sale', { side: 'SELL', price: '0.60', size: '10' }));
    expect(statusAt(venue, 6_000)).toEqual(['FAILED']);
    expect(venue.order(incoming('sale', { side: 'SELL', price: '0.60', size: '10' }).id)).toEqual(
      expect.objectContaining({ status: 'INVALID' }),
    );
  });
  it('stay where what a trade brought was sold meanwhile: then it is final after all', () => {
    const venue = bought('reverts');
    statusAt(venue, 2_000);
    venue.place(incoming('sale', { side: 'SELL', price: '0.48', size: '10' }));
    expect(statusAt(venue, 6_000)).toEqual(['CONFIRMED', 'MINED']);
    expect(Number(venue.balances([YES]).shares.get(YES))).toBe(0);
  });
  it('never move for a trade that is taken out of a block before anybody looked', () => {
    const venue = bought('reverts');
    expect(statusAt(venue, 600_000)).toEqual(['FAILED']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
  });
  it('move later for a trade that is tried again', () => {
    const venue = bought('retries');
    expect(statusAt(venue, 5_999)).toEqual(['RETRYING']);
    expect(wallet(venue)).toEqual([usdc('100'), 0]);
    expect(statusAt(venue, 6_000)).toEqual(['MINED']);
    expect(wallet(venue)).toEqual([usdc('94.8'), 10_000_000]);
  });
});

it('the order of a failed trade still counts it as matched, as the venue does', () => {
  const venue = bought('fails');
  statusAt(venue, 6_000);
  const order = venue.order(incoming('own', { side: 'BUY', price: '0.52', size: '10' }).id);
  expect([order?.status, Number(order?.matchedSize)]).toEqual(['MATCHED', 10_000_000]);
});

it('each trade has its own fate, by its number', () => {
  const fateOf = (trade: number): TradeFate => (trade === 2 ? 'fails' : 'settles');
  const venue = openVenue(setupOf(undefined, { fateOf }));
  for (const id of ['a', 'b', 'c'])
    venue.place(incoming(id, { side: 'BUY', price: '0.52', size: '10' }));
  expect(statusAt(venue, 6_000)).toEqual(['CONFIRMED', 'FAILED', 'CONFIRMED']);
});

describe('reading fills', () => {
  it('gives those matched at or after a time', () => {
    const venue = openVenue();
    venue.place(incoming('a', { side: 'BUY', price: '0.52', size: '10' }));
    venue.advanceTo(at(500));
    venue.place(incoming('b', { side: 'BUY', price: '0.52', size: '10' }));
    const ids = (ms: number) => {
      const read = venue.fills(at(ms), []);
      return read.kind === 'known' ? read.value.map(({ order }) => order) : read.kind;
    };
    expect([ids(1), ids(2), ids(500), ids(501)]).toEqual([['a', 'b'], ['b'], ['b'], []]);
  });
  it('gives trades asked for by id whatever their time', () => {
    const venue = bought('settles');
    const read = venue.fills(at(9_000), [tradeId('paper-trade-1'), tradeId('never')]);
    expect(read.kind === 'known' && read.value.map(({ trade }) => trade)).toEqual([
      'paper-trade-1',
    ]);
  });
});
