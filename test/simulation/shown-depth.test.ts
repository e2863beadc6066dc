// Books of a source that shows the best levels only: what stands deeper is not known to be nothing.

import { describe, expect, it } from 'vitest';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { blankVenue, book, fillsOf, gap, incoming, setupOf, trade } from './fixtures.ts';
import { WHOLE_PAST } from './whole-past.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const TWO = { kind: 'best', levels: 2 } as const;
type Rows = readonly (readonly [string, string])[];

const shows = (ms: number, bids: Rows, asks: Rows = [['0.52', '100']]) =>
  book(ms, { bids, asks, depth: TWO });
const bid = (id: string, price: string) => incoming(id, { side: 'BUY', price, size: '20' });
const BOTH: Rows = [
  ['0.5', '10'],
  ['0.49', '10'],
];

const venueWith = (price: string, bids: Rows = BOTH): SimulatedVenue => {
  const venue = blankVenue();
  venue.apply(shows(1, bids));
  venue.place(bid('own', price));
  return venue;
};

describe('an own order below the levels that are shown', () => {
  it('gets nothing from trades at its price, however large', () => {
    const venue = venueWith('0.48');
    venue.apply(trade(2, 'SELL', ['0.48', '100000']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it.each([
    ['244', []],
    ['245', ['own BUY YES 1 @ 0.48 maker']],
  ])('stands behind 244 once those are shown: %s traded give %j', (traded, fills) => {
    const venue = venueWith('0.48');
    venue.apply(trade(2, 'SELL', ['0.48', '100']));
    venue.apply(
      shows(3, [
        ['0.49', '10'],
        ['0.48', '244'],
      ]),
    );
    venue.apply(trade(4, 'SELL', ['0.48', traded]));
    expect(fillsOf(venue)).toEqual(fills);
  });
  it('keeps the place that it was given when its level goes out of sight again', () => {
    const venue = venueWith('0.48');
    venue.apply(
      shows(3, [
        ['0.49', '10'],
        ['0.48', '30'],
      ]),
    );
    venue.apply(shows(4, BOTH));
    venue.apply(trade(5, 'SELL', ['0.48', '31']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 1 @ 0.48 maker']);
  });
  it('stands behind an older own order and what is ahead of that', () => {
    const venue = venueWith('0.48', [
      ['0.49', '10'],
      ['0.48', '50'],
    ]);
    venue.apply(shows(2, BOTH));
    venue.place(bid('new', '0.48'));
    venue.apply(
      shows(3, [
        ['0.49', '10'],
        ['0.48', '5'],
      ]),
    );
    venue.apply(trade(4, 'SELL', ['0.48', '71']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 20 @ 0.48 maker', 'new BUY YES 1 @ 0.48 maker']);
  });
  it('is filled by a trade beyond its price', () => {
    const venue = venueWith('0.48');
    venue.apply(trade(2, 'SELL', ['0.47', '5']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 5 @ 0.48 maker']);
  });
  it('is filled by asks beyond its price and not by those at it', () => {
    const venue = venueWith('0.48');
    venue.apply(shows(2, BOTH, [['0.48', '10']]));
    expect(fillsOf(venue)).toEqual([]);
    venue.apply(shows(3, BOTH, [['0.47', '10']]));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker']);
  });
  it('is unseen on the books of the other token, too', () => {
    const venue = blankVenue();
    const asks: Rows = [
      ['0.5', '10'],
      ['0.51', '10'],
    ];
    venue.apply(book(1, { bids: [['0.48', '100']], asks, depth: TWO }, 'NO'));
    venue.place(bid('shown', '0.49'));
    venue.place(bid('own', '0.48'));
    venue.apply(trade(2, 'SELL', ['0.49', '30']));
    venue.apply(trade(2, 'SELL', ['0.48', '500']));
    expect(fillsOf(venue)).toEqual(['shown BUY YES 20 @ 0.49 maker']);
  });
});

describe('what is ahead of an own order', () => {
  it.each<[string, string, { readonly bids: Rows; readonly got: string }]>([
    ['at the last shown level is what is shown', '0.49', { bids: BOTH, got: '5' }],
    ['a tick below it is unseen', '0.48', { bids: BOTH, got: '' }],
    [
      'between two shown levels is nothing',
      '0.49',
      {
        bids: [
          ['0.5', '10'],
          ['0.48', '10'],
        ],
        got: '15',
      },
    ],
    [
      'below fewer levels than the source has is nothing',
      '0.48',
      { bids: [['0.5', '10']], got: '15' },
    ],
    ['on an empty side is nothing', '0.48', { bids: [], got: '15' }],
  ])('%s', (_what, price, { bids, got }) => {
    const venue = venueWith(price, bids);
    venue.apply(trade(2, 'SELL', [price, '15']));
    expect(fillsOf(venue)).toEqual(got === '' ? [] : [`own BUY YES ${got} @ ${price} maker`]);
  });
  it('is unseen after a gap when the first book does not show its level', () => {
    const venue = venueWith('0.48', [
      ['0.49', '10'],
      ['0.48', '5'],
    ]);
    venue.apply(gap(2));
    venue.apply(shows(3, BOTH));
    venue.apply(trade(4, 'SELL', ['0.48', '500']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('is still unseen after the venue was restored', () => {
    const tape = [shows(1, BOTH)];
    const restored = restoreSimulatedVenue(setupOf(), venueWith('0.48').checkpoint(WHOLE_PAST));
    if (!restored.ok) throw new Error(JSON.stringify(restored.error));
    const venue = restored.value;
    for (const event of tape) venue.apply(event);
    venue.apply(trade(2, 'SELL', ['0.48', '500']));
    expect(fillsOf(venue)).toEqual([]);
  });
});
