import { describe, expect, it } from 'vitest';
import { book, fillsOf, gap, incoming, level, openVenue, setupOf, trade } from './fixtures.ts';

const bid = (id: string, size = '50') => incoming(id, { side: 'BUY', price: '0.48', size });

describe('an own resting order', () => {
  it('gets 10 when 100 are ahead and trades of 80 and 30 come', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(trade(2, 'SELL', ['0.48', '80']));
    venue.apply(trade(3, 'SELL', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker']);
  });
  it('gets the same 10 when each level change is recorded before its trade', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(level(2, 'bids', ['0.48', '20']));
    venue.apply(trade(2, 'SELL', ['0.48', '80']));
    venue.apply(level(3, 'bids', ['0.48', '0']));
    venue.apply(trade(3, 'SELL', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker']);
  });
  it.each(['1', '0'])('does not advance when the depth ahead of it falls to %s', (left) => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(level(2, 'bids', ['0.48', left]));
    venue.apply(trade(3, 'SELL', ['0.48', '100']));
    expect(fillsOf(venue)).toEqual([]);
    venue.apply(trade(4, 'SELL', ['0.48', '1']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 1 @ 0.48 maker']);
  });
  it('is reached by a buyer of NO at the complement: both tokens share one queue', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(trade(2, 'BUY', ['0.52', '80', 'NO']));
    venue.apply(trade(3, 'SELL', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker']);
  });
  it('is not touched by a trade on the other side of the book', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(trade(2, 'BUY', ['0.52', '500']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('shares its level and its volume with an own sale of the other token', () => {
    const venue = openVenue(setupOf(), { no: '20' });
    venue.place(incoming('sale', { side: 'SELL', price: '0.52', size: '20', outcome: 'NO' }));
    venue.place(bid('own'));
    venue.apply(trade(2, 'SELL', ['0.48', '125']));
    expect(fillsOf(venue)).toEqual(['sale SELL NO 20 @ 0.52 maker', 'own BUY YES 5 @ 0.48 maker']);
  });
  it('gets nothing during a gap, and stands at the back of the level after it', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(trade(2, 'SELL', ['0.48', '90']));
    venue.apply(gap(3));
    venue.apply(trade(4, 'SELL', ['0.48', '500']));
    venue.apply(book(5, { bids: [['0.48', '70']], asks: [['0.52', '100']] }));
    venue.apply(trade(6, 'SELL', ['0.48', '75']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 5 @ 0.48 maker']);
  });
  it('is filled in full when the first book after a gap has gone through it', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(gap(2));
    venue.apply(book(3, { bids: [['0.4', '70']], asks: [['0.47', '100']] }));
    expect(fillsOf(venue)).toEqual(['own BUY YES 50 @ 0.48 maker']);
  });
  it('keeps its place when a whole book comes without a gap', () => {
    const venue = openVenue();
    venue.place(bid('own'));
    venue.apply(trade(2, 'SELL', ['0.48', '90']));
    venue.apply(book(3, { bids: [['0.48', '500']], asks: [['0.52', '100']] }));
    venue.apply(trade(4, 'SELL', ['0.48', '15']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 5 @ 0.48 maker']);
  });
});
