import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bands } from '../../lib/baselines/bands.ts';
import { orderId } from '../../lib/units/ids.ts';
import { cents, price } from '../../lib/units/price.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { arbitraryMarket, faultsOf, marketWith, quote, resting, standing } from './laws.ts';
import type { Band } from '../../lib/baselines/bands.ts';
import type { RestingQuote } from '../../lib/baselines/baseline.ts';

const band = (from: number, to: number): Band => ({
  margin: { min: cents(from), average: cents(from), max: cents(to) },
  amount: { min: shares('10'), average: shares('20'), max: shares('30') },
});

const decide = bands([band(1, 2), band(2, 3), band(3, 4)]);
const one = bands([band(1, 3)]);
const onlyBids = { room: { BID: usdc('100'), ASK: usdc('0') } };

describe('quoting in bands', () => {
  it('fills every band of both sides up to its average, at its average margin', () => {
    expect(decide(marketWith())).toEqual({
      cancel: [],
      place: [
        quote('BID', '0.49', '20'),
        quote('BID', '0.48', '20'),
        quote('BID', '0.47', '20'),
        quote('ASK', '0.51', '20'),
        quote('ASK', '0.52', '20'),
        quote('ASK', '0.53', '20'),
      ],
    });
  });
  it.each<readonly [string, string, readonly string[]]>([
    ['below', '9.99', ['10.01']],
    ['at', '10', []],
    ['above', '10.01', []],
  ])('fills up a band whose amount is %s its least', (_where, size, placed) => {
    const market = marketWith({ ...onlyBids, resting: [resting('a', 'BID', '0.49', size)] });
    expect(one(market)).toEqual({
      cancel: [],
      place: placed.map((more) => quote('BID', '0.49', more)),
    });
  });
  it.each<readonly [string, string, readonly string[]]>([
    ['below', '14.99', []],
    ['at', '15', []],
    ['above', '15.01', ['a']],
  ])('cancels only where the amount is %s the most', (_where, size, canceled) => {
    const orders = [resting('a', 'BID', '0.49', size), resting('b', 'BID', '0.48', '15')];
    expect(one(marketWith({ ...onlyBids, resting: orders })).cancel).toEqual(canceled);
  });
  it.each<readonly [string, readonly RestingQuote[], string]>([
    [
      'nearest order of the first band',
      [resting('far', 'BID', '0.48', '20'), resting('near', 'BID', '0.49', '15')],
      'near',
    ],
    [
      'farthest order of the last band',
      [resting('near', 'BID', '0.46', '20'), resting('far', 'BID', '0.45', '15')],
      'far',
    ],
    [
      'largest order of a band between',
      [resting('large', 'BID', '0.47', '25'), resting('small', 'BID', '0.47', '15')],
      'large',
    ],
  ])('cancels the %s first', (_which, orders, first) => {
    const wide = bands([band(1, 3), band(3, 4), band(4, 6)]);
    expect(wide(marketWith({ ...onlyBids, resting: orders })).cancel).toEqual([first]);
  });
  it.each([
    ['at its inner edge', '0.49', []],
    ['at its outer edge', '0.47', ['a']],
    ['between both', '0.48', []],
    ['too near', '0.5', ['a']],
  ])('keeps what is in a band only: an order %s', (_where, at, canceled) => {
    const market = marketWith({ ...onlyBids, resting: [resting('a', 'BID', at, '20')] });
    expect(one(market).cancel).toEqual(canceled);
  });
  it('sells what is held before it buys', () => {
    const held = { BID: shares('27'), ASK: ZERO_SHARES };
    const bids = decide(marketWith({ held })).place.filter(({ side }) => side === 'BID');
    expect(bids).toEqual([
      quote('BID', '0.49', '20', 'reducing'),
      quote('BID', '0.48', '7', 'reducing'),
      quote('BID', '0.48', '13'),
      quote('BID', '0.47', '20'),
    ]);
  });
  it('does not sell twice what a resting order sells', () => {
    const market = marketWith({
      ...onlyBids,
      held: { BID: shares('20'), ASK: ZERO_SHARES },
      resting: [resting('a', 'BID', '0.49', '20', 'reducing')],
    });
    expect(decide(market).place[0]).toEqual(quote('BID', '0.48', '20'));
  });
  it('leaves out outer bands when no more may be lost', () => {
    const room = { BID: usdc('15'), ASK: usdc('0') };
    expect(decide(marketWith({ room })).place).toEqual([
      quote('BID', '0.49', '20'),
      quote('BID', '0.48', '10.83'),
    ]);
  });
  it('moves nothing while the mid stands still', () => {
    const first = decide(marketWith());
    const orders = first.place.map((wanted, index) => ({
      ...wanted,
      id: orderId(`order ${String(index)}`),
    }));
    expect(decide(marketWith({ resting: orders }))).toEqual({ cancel: [], place: [] });
  });
  it('follows the mid: what left its band goes, what is missing comes', () => {
    const orders = [resting('a', 'BID', '0.49', '20'), resting('b', 'BID', '0.48', '20')];
    const moved = marketWith({ ...onlyBids, bestBid: price('0.47'), bestAsk: price('0.51') });
    expect(one({ ...moved, resting: orders })).toEqual({ cancel: ['a'], place: [] });
  });
  it('refuses bands that overlap', () => {
    expect(() => bands([band(1, 3), band(2, 4)])).toThrow('bands do not overlap');
  });
  it('stays on the grid, on its side, within what is held and what may be lost', () => {
    fc.assert(
      fc.property(arbitraryMarket, (market) => {
        expect(faultsOf(decide, market)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });
  it('leaves no band above its most', () => {
    fc.assert(
      fc.property(arbitraryMarket, (market) => {
        const inBands = standing(decide, market).filter(({ side }) => side === 'BID');
        const total = inBands.reduce((all, { size }) => all + Number(size), 0);
        expect(total).toBeLessThanOrEqual(3 * 30_000_000);
      }),
      { numRuns: 10_000 },
    );
  });
});
