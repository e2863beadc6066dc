import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketBuyAmount } from '../../lib/simulation/matching.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import {
  book,
  bookText,
  FEE_MARKET,
  fillsOf,
  incoming,
  openVenue,
  outcomeText,
  setupOf,
} from './fixtures.ts';
import type { Terms } from './fixtures.ts';

const deep = () => {
  const venue = openVenue(setupOf(), { yes: '1000', no: '1000' });
  venue.apply(
    book(2, {
      bids: [
        ['0.48', '10'],
        ['0.47', '20'],
        ['0.46', '30'],
      ],
      asks: [
        ['0.52', '10'],
        ['0.53', '20'],
        ['0.54', '30'],
      ],
    }),
  );
  return venue;
};
const buy: Terms = { side: 'BUY', price: '0.53', size: '25' };

describe('a limit order that crosses', () => {
  it('takes the best price first, at the price of each maker, and rests with the remainder', () => {
    const venue = deep();
    expect(venue.place(incoming('own', { ...buy, size: '40' })).kind).toBe('matched');
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.52 taker', 'own BUY YES 20 @ 0.53 taker']);
    expect(bookText(venue)).toBe('30 @ 0.46 20 @ 0.47 10 @ 0.48 10 @ 0.53 | 30 @ 0.54');
  });
  it('buys exactly its size at better prices', () => {
    const venue = deep();
    venue.place(incoming('own', { ...buy, price: '0.54', size: '10' }));
    expect(fillsOf(venue)).toEqual(['own BUY YES 10 @ 0.52 taker']);
  });
  it('of NO meets the bids for YES', () => {
    const venue = deep();
    venue.place(incoming('own', { side: 'BUY', outcome: 'NO', price: '0.53', size: '25' }));
    expect(fillsOf(venue)).toEqual(['own BUY NO 10 @ 0.52 taker', 'own BUY NO 15 @ 0.53 taker']);
  });
  it('to sell NO meets the asks for YES', () => {
    const venue = deep();
    venue.place(incoming('own', { side: 'SELL', outcome: 'NO', price: '0.47', size: '25' }));
    expect(fillsOf(venue)).toEqual(['own SELL NO 10 @ 0.48 taker', 'own SELL NO 15 @ 0.47 taker']);
  });
  it('is not filled a second time by what it took', () => {
    const venue = deep();
    venue.place(incoming('own', { ...buy, size: '30' }));
    venue.place(incoming('again', { ...buy, size: '30' }));
    expect(fillsOf(venue)).toHaveLength(2);
  });
});

describe('FOK', () => {
  it('fills whole or not at all: one lot more than there is does nothing', () => {
    const venue = deep();
    const sale: Terms = { side: 'SELL', price: '0.47', size: '30', timeInForce: 'FOK' };
    expect(venue.place(incoming('more', { ...sale, size: '30.01' })).kind).toBe('no-fill');
    expect(fillsOf(venue)).toEqual([]);
    expect(venue.place(incoming('all', sale)).kind).toBe('matched');
    expect(fillsOf(venue)).toEqual([
      'all SELL YES 10 @ 0.48 taker',
      'all SELL YES 20 @ 0.47 taker',
    ]);
  });
  it('counts the dollars of a BUY', () => {
    const venue = deep();
    const order: Terms = { ...buy, size: '30', timeInForce: 'FOK' };
    expect(venue.place(incoming('own', order)).kind).toBe('no-fill');
    expect(venue.place(incoming('less', { ...order, size: '29' })).kind).toBe('matched');
  });
});

describe('FAK', () => {
  it('fills what there is within its limit and rests nowhere', () => {
    const venue = deep();
    const sale: Terms = { side: 'SELL', price: '0.47', size: '100', timeInForce: 'FAK' };
    expect(venue.place(incoming('own', sale)).kind).toBe('matched');
    expect(fillsOf(venue)).toHaveLength(2);
    expect(venue.openOrders()).toEqual([]);
    expect(venue.order(incoming('own', sale).id)?.status).toBe('MATCHED');
  });
  it('without anything to match is a definite no-fill that leaves no order behind', () => {
    const venue = deep();
    const order: Terms = { ...buy, price: '0.51', timeInForce: 'FAK' };
    expect(venue.place(incoming('own', order)).kind).toBe('no-fill');
    expect(venue.order(incoming('own', order).id)).toBeNull();
  });
});

describe('pitfall 3: a market BUY names dollars', () => {
  it('and spends its size at its limit, never more', () => {
    const venue = deep();
    venue.place(incoming('own', { ...buy, size: '10', timeInForce: 'FAK' }));
    // $5.30 buys 10 at 0.52, and the last 10 cents 0.1886 at 0.53.
    expect(fillsOf(venue)).toEqual([
      'own BUY YES 10 @ 0.52 taker',
      'own BUY YES 0.1886 @ 0.53 taker',
    ]);
  });
  it('and is complete when what is left of them buys no more', () => {
    const venue = openVenue();
    const [asks, bids] = [
      [
        ['0.5', '9.99995'],
        ['0.51', '90'],
      ] as const,
      [] as const,
    ];
    venue.apply(book(2, { bids, asks }));
    const order: Terms = { ...buy, price: '0.51', size: '9.81', timeInForce: 'FOK' };
    expect(venue.place(incoming('own', order)).kind).toBe('matched');
    expect(fillsOf(venue)).toEqual(['own BUY YES 9.99995 @ 0.5 taker']);
  });
  it('down to the micro, where a level costs a fraction of one', () => {
    const venue = openVenue();
    const [asks, bids] = [
      [
        ['0.5', '33.333333'],
        ['0.51', '90'],
      ] as const,
      [] as const,
    ];
    venue.apply(book(2, { bids, asks }));
    venue.place(incoming('own', { ...buy, price: '0.51', size: '32.85', timeInForce: 'FAK' }));
    // $16.75: the first level costs $16.6666665, and 0.1634 more would make it $16.750001.
    expect(fillsOf(venue)).toEqual([
      'own BUY YES 33.333333 @ 0.5 taker',
      'own BUY YES 0.1633 @ 0.51 taker',
    ]);
  });
  it.each([
    ['5', '0.47', '2.35'],
    ['5.01', '0.37', '1.85'],
    ['10', '0.0001', '0'],
  ])('of %s at %s is $%s: cents, rounded down', (size, limit, amount) => {
    expect(marketBuyAmount(shares(size), price(limit))).toBe(usdc(amount));
  });
});

it('a taker pays the fee of the market, a maker none', () => {
  const venue = openVenue(setupOf(FEE_MARKET));
  venue.place(incoming('take', { side: 'BUY', price: '0.52', size: '10' }));
  venue.place(incoming('make', { side: 'BUY', price: '0.5', size: '10' }));
  venue.apply(book(2, { bids: [], asks: [['0.5', '1']] }));
  const read = venue.fills(venue.now(), []);
  const all = venue.fills(setupOf().start, []);
  expect(read.kind === 'known' && read.value.map(({ role, fee }) => [role, fee])).toEqual([
    ['maker', usdc('0')],
  ]);
  // 10 x 0.05 x 0.52 x 0.48
  expect(all.kind === 'known' && all.value[0]?.fee).toBe(usdc('0.1248'));
});

it('own orders together never take more from a level than was recorded there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('5', '7.5', '40'), fc.constantFrom('GTC', 'FAK', 'FOK')), {
        maxLength: 12,
      }),
      (orders) => {
        const venue = openVenue(setupOf(undefined, {}, '100000'));
        orders.forEach(([size, timeInForce], i) => {
          const terms: Terms = { side: 'BUY', price: '0.52', size, timeInForce };
          expect(outcomeText(venue.place(incoming(`o${String(i)}`, terms)))).not.toContain(
            'reject',
          );
        });
        const read = venue.fills(setupOf().start, []);
        const taken = (read.kind === 'known' ? read.value : []).reduce(
          (sum, { size }) => sum + Number(size),
          0,
        );
        expect(taken).toBeLessThanOrEqual(100_000_000);
      },
    ),
  );
});
