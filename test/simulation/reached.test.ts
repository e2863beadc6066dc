// The other side of the recorded book comes to the price of an own resting order, or beyond it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { present } from '../../lib/units/invariant.ts';
import { book, fillsOf, incoming, level, openVenue, setupOf, trade } from './fixtures.ts';
import { MARKETS } from './tape-drafts.ts';

// The book has 100 bid at 0.48 and 100 asked at 0.52.
const bid = (id: string, size: string, price = '0.48') =>
  incoming(id, { side: 'BUY', price, size });
type Rows = readonly (readonly [string, string])[];
const shows = (ms: number, bids: Rows, asks: Rows) => book(ms, { bids, asks });

describe('asks at the very price of own bids', () => {
  it.each([
    ['156.43', ['old BUY YES 156.43 @ 0.48 maker']],
    ['157.43', ['old BUY YES 157.43 @ 0.48 maker']],
    ['158.43', ['old BUY YES 157.43 @ 0.48 maker', 'new BUY YES 1 @ 0.48 maker']],
    ['300', ['old BUY YES 157.43 @ 0.48 maker', 'new BUY YES 100 @ 0.48 maker']],
  ])('that show %s fill no more than that, the oldest order first', (size, fills) => {
    const venue = openVenue();
    venue.place(bid('old', '157.43'));
    venue.place(bid('new', '100'));
    venue.apply(shows(2, [['0.47', '500']], [['0.48', size]]));
    expect(fillsOf(venue)).toEqual(fills);
  });
  it('fill nothing while somebody else is still shown at that price', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(level(2, 'asks', ['0.48', '80']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('fill as soon as nobody else is shown there any more', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(level(2, 'asks', ['0.48', '20']));
    venue.apply(level(3, 'bids', ['0.48', '0']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 20 @ 0.48 maker']);
  });
  it('that stay one tick above fill nothing', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(shows(2, [['0.47', '500']], [['0.49', '80']]));
    expect(fillsOf(venue)).toEqual([]);
  });
});

describe('asks a tick beyond the price of an own bid', () => {
  it.each([
    ['49', '49'],
    ['50', '50'],
    ['51', '50'],
  ])('that show %s fill %s of 50', (size, got) => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(shows(2, [['0.46', '500']], [['0.47', size]]));
    expect(fillsOf(venue)).toEqual([`own BUY YES ${got} @ 0.48 maker`]);
  });
  it('went through whatever is still shown at its price', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(level(2, 'asks', ['0.47', '30']));
    venue.apply(level(2, 'asks', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 30 @ 0.48 maker']);
  });
  it('fill it together with those at its very price, each with what it shows', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(
      shows(
        2,
        [['0.46', '500']],
        [
          ['0.47', '10'],
          ['0.48', '15'],
        ],
      ),
    );
    expect(fillsOf(venue)).toEqual(['own BUY YES 25 @ 0.48 maker']);
  });
  it('fill the better of two own prices first', () => {
    const venue = openVenue();
    venue.place(bid('low', '50', '0.47'));
    venue.place(bid('high', '50', '0.49'));
    venue.apply(shows(2, [['0.45', '500']], [['0.46', '60']]));
    expect(fillsOf(venue)).toEqual(['high BUY YES 50 @ 0.49 maker', 'low BUY YES 10 @ 0.47 maker']);
  });
  it('fill what is sold of the other token from the same size', () => {
    const venue = openVenue(setupOf(), { no: '20' });
    venue.place(incoming('sale', { side: 'SELL', price: '0.52', size: '20', outcome: 'NO' }));
    venue.place(bid('own', '50'));
    venue.apply(shows(2, [['0.46', '500']], [['0.47', '30']]));
    expect(fillsOf(venue)).toEqual(['sale SELL NO 20 @ 0.52 maker', 'own BUY YES 10 @ 0.48 maker']);
  });
  it('bring an order that they fill in part to the front of its price', () => {
    const venue = openVenue();
    venue.place(bid('own', '50'));
    venue.apply(shows(2, [['0.46', '500']], [['0.47', '10']]));
    venue.apply(trade(3, 'SELL', ['0.48', '15']));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.48 maker', 'own BUY YES 15 @ 0.48 maker']);
  });
});

describe('liquidity that met an own resting order', () => {
  it('is gone for the next own order', () => {
    const venue = openVenue();
    venue.place(bid('own', '60'));
    venue.apply(shows(2, [], [['0.48', '80']]));
    venue.place(bid('second', '60'));
    expect(fillsOf(venue)).toEqual([
      'own BUY YES 60 @ 0.48 maker',
      'second BUY YES 20 @ 0.48 taker',
    ]);
  });
  it.each([
    ['79', '80'],
    ['80', '80'],
    ['81', '81'],
  ])('comes back only as size that is added: %s shown again make %s in all', (size, all) => {
    const venue = openVenue();
    venue.place(bid('own', '100'));
    venue.apply(shows(2, [], [['0.48', '80']]));
    venue.apply(shows(3, [], [['0.48', size]]));
    const added = Number(all) - 80;
    expect(fillsOf(venue)).toEqual([
      'own BUY YES 80 @ 0.48 maker',
      ...(added > 0 ? [`own BUY YES ${added} @ 0.48 maker`] : []),
    ]);
  });
  it('is left for others by an order that a fill before made unpayable', () => {
    const [first, second] = MARKETS;
    const setup = { ...setupOf(first, {}, '25'), universe: universeOf(MARKETS, []) };
    const venue = openVenue(setup);
    for (const [id, price, size] of [
      ['high', '0.5', '20'],
      ['middle', '0.49', '20'],
      ['low', '0.45', '10'],
    ] as const)
      venue.place(bid(id, size, price));
    const other = present(second, 'there are two markets');
    const instrument = { condition: other.condition, token: other.yes };
    const elsewhere = { ...shows(2, [], [['0.5', '100']]), token: other.yes };
    venue.apply(elsewhere);
    const take = bid('take', '20', '0.5');
    venue.place({ ...take, order: { ...take.order, ...instrument } });
    venue.apply(shows(3, [], [['0.44', '45']]));
    expect(fillsOf(venue)).toEqual([
      'take BUY YES 20 @ 0.5 taker',
      'high BUY YES 20 @ 0.5 maker',
      'low BUY YES 10 @ 0.45 maker',
    ]);
  });
});

it('own bids together never get more than the asks that reach them show', () => {
  const cents = fc.integer({ min: 44, max: 51 });
  const lots = fc.integer({ min: 5, max: 60 });
  const rows = fc.array(fc.tuple(cents, lots), { minLength: 1, maxLength: 4 });
  const text = (cent: number): string => `0.${cent}`;
  const gotBy = (fills: readonly string[], worst: number): number =>
    fills
      .map((fill) => fill.split(' '))
      .filter(([, , , , , price]) => Number(price) <= worst / 100 + 1e-9)
      .reduce((sum, [, , , size]) => sum + Number(size), 0);
  fc.assert(
    fc.property(rows, rows, (orders, asks) => {
      const shown = [...new Map(asks)];
      const venue = openVenue();
      orders.forEach(([price, size], i) => {
        venue.place(bid(`own-${i}`, `${size}`, text(price)));
      });
      venue.apply(
        shows(
          2,
          [],
          shown.map(([price, size]) => [text(price), `${size}`]),
        ),
      );
      const fills = fillsOf(venue);
      for (let price = 44; price <= 51; price += 1) {
        const reaching = shown.filter(([ask]) => ask <= price);
        const most = reaching.reduce((sum, [, size]) => sum + size, 0);
        expect(gotBy(fills, price)).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 10_000 },
  );
});
