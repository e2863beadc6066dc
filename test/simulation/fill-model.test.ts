import { describe, expect, it } from 'vitest';
import { RISK_AVERSE } from '../../lib/simulation/fill-model.ts';
import { aheadAfter } from '../../lib/simulation/queue-thinning.ts';
import { shares } from '../../lib/units/shares.ts';
import {
  blankVenue,
  book,
  fillsOf,
  gap,
  incoming,
  level,
  MARKET,
  setupOf,
  trade,
} from './fixtures.ts';
import { FRONT, PROBABLE, sharing, venueUnder } from './fill-models.ts';

const bid = (size = '50', price = '0.48') => incoming('own', { side: 'BUY', price, size });
const sizes = (fills: readonly string[]): readonly string[] =>
  fills.map((fill) => fill.replace(/^own BUY YES (.*) @.*$/, '$1'));

describe('published examples', () => {
  // NautilusTrader, queue_position, and the same in the reference of the fill models.
  it.each([
    ['risk-averse', RISK_AVERSE],
    ['probabilistic', PROBABLE],
  ])('%s: 100 ahead and trades of 80 and 30 give a fill of 10', (_name, model) => {
    const venue = venueUnder(model);
    venue.place(bid());
    venue.apply(trade(2, 'SELL', ['0.48', '80']));
    venue.apply(level(2, 'bids', ['0.48', '20']));
    venue.apply(trade(3, 'SELL', ['0.48', '30']));
    expect(sizes(fillsOf(venue))).toEqual(['10']);
  });
  // hftbacktest, concepts/queue-position: 10 and 15 ahead of an order of 5, 30 contracts trade.
  it('an order of 5 behind 25 is filled whole by a trade of 30', () => {
    const venue = blankVenue(setupOf());
    venue.apply(book(1, { bids: [['0.48', '25']], asks: [['0.52', '100']] }));
    venue.place(bid('5'));
    venue.apply(trade(2, 'SELL', ['0.48', '30']));
    expect(sizes(fillsOf(venue))).toEqual(['5']);
  });
  // nautilus_trader issue 5017: queue ahead 1, trades of 2 and 2, an order of 3.
  it('an order of 3 behind 1 gets 1 of a first trade of 2 and 2 of a second', () => {
    const venue = blankVenue(setupOf({ ...MARKET, sizeMin: shares('1') }));
    venue.apply(book(1, { bids: [['0.48', '1']], asks: [['0.52', '1']] }));
    venue.place(bid('3'));
    venue.apply(trade(2, 'SELL', ['0.48', '2']));
    venue.apply(trade(3, 'SELL', ['0.48', '2']));
    expect(sizes(fillsOf(venue))).toEqual(['1', '2']);
  });
});

describe('the probabilistic model, as hftbacktest computes it', () => {
  // Front, traded, level before and after, power; then the front by its est_front.
  it.each([
    ['a drop is ahead of us by the weight of what is ahead', [100, 0, 150, 120, 3], 73.34],
    ['and by half where as much is behind', [100, 0, 200, 160, 3], 80],
    ['power 1 weighs by size alone', [100, 0, 150, 120, 1], 80],
    ['more than stands behind left from ahead', [10, 0, 100, 8, 3], 8],
    ['everything behind an empty front leaves from behind', [0, 0, 80, 30, 3], 0],
    ['all that leaves a level without a back is ahead', [100, 0, 100, 40, 3], 40],
    ['what traded is no cancel', [20, 80, 100, 20, 3], 20],
    ['a drop less than what traded brings nobody forward', [20, 80, 100, 60, 3], 20],
    ['a growing level grows behind', [100, 0, 150, 400, 3], 100],
    ['no more stands ahead than the level shows', [100, 0, 100, 0, 3], 0],
  ] as const)('%s', (_law, [ahead, traded, before, after, power], expected) => {
    const left = aheadAfter({ ahead, traded }, { before, after }, power);
    expect(left).toBe(Math.ceil(expected));
  });
  it('counts a drop once that a trade before it explains', () => {
    const venue = venueUnder(PROBABLE);
    venue.place(bid());
    venue.apply(trade(2, 'SELL', ['0.48', '60']));
    venue.apply(level(2, 'bids', ['0.48', '40']));
    venue.apply(trade(3, 'SELL', ['0.48', '39']));
    expect(fillsOf(venue)).toEqual([]);
    venue.apply(trade(4, 'SELL', ['0.48', '2']));
    expect(sizes(fillsOf(venue))).toEqual(['1']);
  });
  it('looks at whole books as at changes of their levels', () => {
    const venue = venueUnder(PROBABLE);
    venue.place(bid());
    venue.apply(book(2, { bids: [['0.48', '30']], asks: [['0.52', '100']] }));
    venue.apply(trade(3, 'SELL', ['0.48', '35']));
    expect(sizes(fillsOf(venue))).toEqual(['5']);
  });
  it('stands behind the whole level again after a gap', () => {
    const venue = venueUnder(PROBABLE);
    venue.place(bid());
    venue.apply(level(2, 'bids', ['0.48', '10']));
    venue.apply(gap(3));
    venue.apply(book(4, { bids: [['0.48', '90']], asks: [['0.52', '100']] }));
    venue.apply(trade(5, 'SELL', ['0.48', '90']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('leaves an order alone whose level was never shown', () => {
    const venue = blankVenue(setupOf(undefined, { fillModel: PROBABLE }));
    const depth = { kind: 'best', levels: 1 } as const;
    venue.apply(book(1, { bids: [['0.49', '10']], asks: [['0.52', '10']], depth }));
    venue.place(bid());
    venue.apply(book(2, { bids: [['0.49', '5']], asks: [['0.52', '10']], depth }));
    venue.apply(trade(3, 'SELL', ['0.48', '1000']));
    expect(fillsOf(venue)).toEqual([]);
  });
});

describe('the front of the queue', () => {
  it('gets the first share that trades at its price', () => {
    const venue = venueUnder(FRONT);
    venue.place(bid());
    venue.apply(trade(2, 'SELL', ['0.48', '30']));
    expect(sizes(fillsOf(venue))).toEqual(['30']);
  });
  it('gets nothing from a trade at a better price', () => {
    const venue = venueUnder(FRONT);
    venue.place(bid('50', '0.47'));
    venue.apply(trade(2, 'SELL', ['0.48', '30']));
    expect(fillsOf(venue)).toEqual([]);
  });
  it('is still at the front after a gap', () => {
    const venue = venueUnder(FRONT);
    venue.place(bid());
    venue.apply(gap(2));
    venue.apply(book(3, { bids: [['0.48', '90']], asks: [['0.52', '100']] }));
    venue.apply(trade(4, 'SELL', ['0.48', '5']));
    expect(sizes(fillsOf(venue))).toEqual(['5']);
  });
});

describe('the share of volume', () => {
  it.each([
    ['1', '30'],
    ['0.5', '15'],
    ['0.1', '3'],
  ])('of %s gives %s of a trade of 30 at the front', (share, expected) => {
    const venue = venueUnder(sharing(FRONT, share));
    venue.place(bid());
    venue.apply(trade(2, 'SELL', ['0.48', '30']));
    expect(sizes(fillsOf(venue))).toEqual([expected]);
  });
  it('is of the whole trade, and comes after the queue', () => {
    const venue = venueUnder(sharing(RISK_AVERSE, '0.5'));
    venue.place(bid());
    venue.apply(trade(2, 'SELL', ['0.48', '110']));
    venue.apply(trade(3, 'SELL', ['0.48', '10']));
    expect(sizes(fillsOf(venue))).toEqual(['10', '5']);
  });
  it('is one share for all orders that a trade runs through', () => {
    const venue = venueUnder(sharing(RISK_AVERSE, '0.5'));
    venue.place(incoming('better', { side: 'BUY', price: '0.5', size: '12' }));
    venue.place(incoming('worse', { side: 'BUY', price: '0.49', size: '50' }));
    venue.apply(trade(2, 'SELL', ['0.47', '40']));
    expect(fillsOf(venue)).toEqual([
      'better BUY YES 12 @ 0.5 maker',
      'worse BUY YES 8 @ 0.49 maker',
    ]);
  });
  it('is taken of a level that comes to our price, and once', () => {
    const venue = venueUnder(sharing(RISK_AVERSE, '0.5'));
    venue.place(bid('50', '0.5'));
    venue.apply(level(2, 'asks', ['0.49', '40']));
    venue.apply(level(3, 'asks', ['0.49', '40']));
    expect(sizes(fillsOf(venue))).toEqual(['20']);
    venue.apply(level(4, 'asks', ['0.49', '60']));
    expect(sizes(fillsOf(venue))).toEqual(['20', '10']);
  });
});
