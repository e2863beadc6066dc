import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedSpread } from '../../lib/baselines/fixed-spread.ts';
import { cents, price, tick } from '../../lib/units/price.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { arbitraryMarket, faultsOf, marketWith, quote, resting } from './laws.ts';

const decide = fixedSpread({ halfSpread: cents(1), size: shares('50') });

describe('quoting with a fixed spread', () => {
  it('bids and asks its half spread away from the mid', () => {
    expect(decide(marketWith())).toEqual({
      cancel: [],
      place: [quote('BID', '0.49', '50'), quote('ASK', '0.51', '50')],
    });
  });
  it('rounds away from a mid that is between two ticks', () => {
    const { place } = decide(marketWith({ bestBid: price('0.47') }));
    expect(place).toEqual([quote('BID', '0.48', '50'), quote('ASK', '0.51', '50')]);
  });
  it('takes the finer grid where there is one', () => {
    const market = marketWith({ tick: tick('0.001'), bestBid: price('0.499') });
    const { place } = decide({ ...market, bestAsk: price('0.502') });
    expect(place).toEqual([quote('BID', '0.49', '50'), quote('ASK', '0.511', '50')]);
  });
  it('never meets the other side, however small its spread is', () => {
    const close = fixedSpread({ halfSpread: cents(0), size: shares('50') });
    const { place } = close(marketWith({ bestBid: price('0.51') }));
    expect(place).toEqual([quote('BID', '0.51', '50'), quote('ASK', '0.52', '50')]);
  });
  it('quotes no side whose price would leave the grid', () => {
    const { place } = decide(marketWith({ bestBid: price('0.01'), bestAsk: price('0.02') }));
    expect(place).toEqual([quote('ASK', '0.03', '50')]);
  });
  it('gives back what is held first and adds no more than the rest', () => {
    const held = { BID: shares('30'), ASK: ZERO_SHARES };
    expect(decide(marketWith({ held })).place).toEqual([
      quote('BID', '0.49', '30', 'reducing'),
      quote('BID', '0.49', '20'),
      quote('ASK', '0.51', '50'),
    ]);
  });
  it.each([
    ['below', '24.4999', '49.99'],
    ['at', '24.5', '50'],
    ['above', '24.5001', '50'],
  ])('adds no more than may be lost: with room %s the cost', (_where, room, size) => {
    const market = marketWith({ room: { BID: usdc(room), ASK: usdc('0') } });
    expect(decide(market).place).toEqual([quote('BID', '0.49', size)]);
  });
  it('leaves alone an order that is what it wants', () => {
    const market = marketWith({ resting: [resting('a', 'BID', '0.49', '50')] });
    expect(decide(market)).toEqual({ cancel: [], place: [quote('ASK', '0.51', '50')] });
  });
  it.each([
    ['price', resting('a', 'BID', '0.48', '50')],
    ['size', resting('a', 'BID', '0.49', '49.99')],
    ['effect', resting('a', 'BID', '0.49', '50', 'reducing')],
    ['side', resting('a', 'ASK', '0.49', '50')],
  ])('replaces an order of another %s', (_what, order) => {
    const { cancel, place } = decide(marketWith({ resting: [order] }));
    expect(cancel).toEqual([order.id]);
    expect(place).toHaveLength(2);
  });
  it('keeps one of two equal orders', () => {
    const orders = [resting('a', 'BID', '0.49', '50'), resting('b', 'BID', '0.49', '50')];
    expect(decide(marketWith({ resting: orders })).cancel).toEqual(['b']);
  });
  it('stays on the grid, on its side, within what is held and what may be lost', () => {
    fc.assert(
      fc.property(arbitraryMarket, (market) => {
        expect(faultsOf(decide, market)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });
});
