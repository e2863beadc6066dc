import { describe, expect, it } from 'vitest';
import { at, gap, incoming, openVenue, trade } from './fixtures.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const QUARTER_HOUR = 900_000;
const keys = (venue: SimulatedVenue, from = 0): readonly string[] =>
  venue.prints(at(from)).map(({ key }) => key);

describe('public trades', () => {
  it('can be read for a quarter of an hour after the newest one', () => {
    const venue = openVenue();
    for (const ms of [10, 11, QUARTER_HOUR + 11]) venue.apply(trade(ms, 'BUY', ['0.52', '1']));
    expect(keys(venue)).toEqual(['0x11/1', `0x${String(QUARTER_HOUR + 11)}/1`]);
  });
  it('carry keys that number the rows of one transaction', () => {
    const venue = openVenue();
    venue.apply(trade(10, 'BUY', ['0.52', '1']));
    venue.apply(trade(10, 'BUY', ['0.53', '1']));
    venue.apply(trade(11, 'BUY', ['0.53', '1']));
    expect(keys(venue)).toEqual(['0x10/1', '0x10/2', '0x11/1']);
  });
  it('are bounded in number over a long tape, and the newest stay', () => {
    const venue = openVenue();
    for (let i = 1; i <= 5_000; i += 1) venue.apply(trade(i * 1_000, 'BUY', ['0.52', '1']));
    const kept = venue.prints(at(0));
    expect(kept).toHaveLength(901);
    expect(kept.at(-1)?.at).toEqual(at(5_000_000));
  });
  it('are recorded during a gap as well', () => {
    const venue = openVenue();
    venue.apply(gap(2));
    venue.apply(trade(3, 'BUY', ['0.52', '1']));
    expect(keys(venue)).toEqual(['0x3/1']);
  });
  it('do not include our own', () => {
    const venue = openVenue();
    venue.place(incoming('own', { side: 'BUY', price: '0.52', size: '10' }));
    expect(keys(venue)).toEqual([]);
  });
});
