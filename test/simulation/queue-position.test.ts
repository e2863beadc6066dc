import { describe, expect, it } from 'vitest';
import { fillsOf, incoming, openVenue, trade } from './fixtures.ts';

describe('an own resting order', () => {
  it('gets 10 when 100 are ahead and trades of 80 and 30 come', () => {
    const venue = openVenue();
    venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
    venue.apply(trade(2, 'SELL', ['0.48', '80']));
    venue.apply(trade(3, 'SELL', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker']);
  });
});
