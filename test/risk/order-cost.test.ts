import { describe, expect, it } from 'vitest';
import { buyCostMax, saleLossMax, sharesMovedMax } from '../../lib/risk/order-cost.ts';
import { price } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { order } from './books.ts';
import type { FeeSchedule } from '../../lib/domain/market.ts';
import type { HeldLot, Offer } from '../../lib/risk/order-cost.ts';

const POLITICS: FeeSchedule = { kind: 'taker', rate: ratio('0.04'), exponent: 1 };

const lot = (size: string, cost: string): HeldLot => ({ shares: shares(size), cost: usdc(cost) });
const offer = (size: string, at: string): Offer => ({ size: shares(size), price: price(at) });

describe('the most a BUY can cost', () => {
  it('is its limit price where it is post-only', () => {
    expect(buyCostMax(order('A BUY YES 100 @ 0.4'), shares('100'), POLITICS)).toBe(usdc('40'));
  });

  it('includes the fee rate on all of its money where it may take', () => {
    const taking = order('A BUY YES 100 @ 0.4', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), POLITICS)).toBe(usdc('41.6'));
  });

  it('includes it at a limit above one half too, since it may fill far below', () => {
    const taking = order('A BUY YES 100 @ 0.9', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), POLITICS)).toBe(usdc('93.6'));
  });

  it('is the face value where it may take at an unknown fee', () => {
    const taking = order('A BUY YES 100 @ 0.4', { liquidity: 'may-take' });
    expect(buyCostMax(taking, shares('100'), undefined)).toBe(usdc('100'));
  });

  it('rounds a fraction of a micro-dollar up', () => {
    expect(buyCostMax(order('A BUY YES 1 @ 0.4'), shares('0.000001'), POLITICS)).toBe(
      usdc('0.000001'),
    );
  });
});

describe('the most shares that an order moves', () => {
  it.each([
    ['A BUY YES 100 @ 0.4', 'GTC', '100'],
    ['A BUY YES 100 @ 0.4', 'GTD', '100'],
    ['A SELL YES 100 @ 0.4', 'FAK', '100'],
    ['A SELL YES 100 @ 0.4', 'FOK', '100'],
    ['A BUY YES 100 @ 0.4', 'FAK', '400000'],
    ['A BUY YES 100 @ 0.4', 'FOK', '400000'],
  ] as const)('%s %s: %s', (text, timeInForce, expected) => {
    const one = order(text, { timeInForce, liquidity: 'may-take' });
    expect(sharesMovedMax(one, one.size)).toBe(shares(expected));
  });
});

describe('the most that sales add to the loss if their token wins', () => {
  it('is nothing without sales', () => {
    expect(saleLossMax([lot('100', '50')], [])).toBe(usdc('0'));
  });

  it('is the payout less the proceeds where they stay below cost', () => {
    expect(saleLossMax([lot('100', '50')], [offer('100', '0.45')])).toBe(usdc('55'));
  });

  it('is the same by proceeds and by cost where they are equal', () => {
    expect(saleLossMax([lot('100', '50')], [offer('100', '0.5')])).toBe(usdc('50'));
  });

  it('is the payout less the cost where the proceeds exceed it', () => {
    expect(saleLossMax([lot('100', '50')], [offer('100', '0.55')])).toBe(usdc('50'));
  });

  it('takes proceeds where no lot is known', () => {
    expect(saleLossMax([], [offer('100', '0.55'), offer('100', '0.6')])).toBe(usdc('85'));
  });

  it('takes proceeds for what exceeds the lots', () => {
    expect(saleLossMax([lot('60', '30')], [offer('100', '0.55')])).toBe(usdc('48'));
  });

  it('gives the cheapest shares to the dearest offer', () => {
    const lots = [lot('100', '50'), lot('100', '20')];
    expect(saleLossMax(lots, [offer('100', '0.3'), offer('100', '0.6')])).toBe(usdc('150'));
    expect(saleLossMax(lots.toReversed(), [offer('100', '0.6')])).toBe(usdc('80'));
  });

  it('spreads an offer over lots of the same cost', () => {
    expect(saleLossMax([lot('50', '20'), lot('50', '20')], [offer('100', '0.6')])).toBe(usdc('60'));
  });

  it('treats offers of one price alike', () => {
    const offers = [offer('50', '0.6'), offer('50', '0.6')];
    expect(saleLossMax([lot('100', '40')], offers)).toBe(usdc('60'));
  });

  it('leaves lots without shares aside', () => {
    expect(saleLossMax([lot('-10', '-5'), lot('0', '0')], [offer('10', '0.6')])).toBe(usdc('4'));
  });

  it('rounds the cost of each part down', () => {
    const offers = [offer('0.01', '0.9'), offer('0.01', '0.9')];
    expect(saleLossMax([lot('0.03', '0.000001')], offers)).toBe(usdc('0.02'));
  });
});
