// What must hold of every baseline on every market, and markets to hold it on.

import fc from 'fast-check';
import { orderId } from '../../lib/units/ids.ts';
import { notional } from '../../lib/units/money.ts';
import { complement, isOnGrid, price, priceMicros, tick } from '../../lib/units/price.ts';
import { sum } from '../../lib/units/quantity.ts';
import { shareMicros, shares, toLot, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import type {
  Baseline,
  BaselineMarket,
  BaselineQuote,
  RestingQuote,
} from '../../lib/baselines/baseline.ts';
import type { BookSide } from '../../lib/domain/market.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';

const SIDES: readonly BookSide[] = ['BID', 'ASK'];

/** A market at 0.48 to 0.52 of which nothing is held, and in which 100 dollars may be lost. */
export const marketWith = (changes: Partial<BaselineMarket> = {}): BaselineMarket => ({
  tick: tick('0.01'),
  sizeMin: shares('5'),
  bestBid: price('0.48'),
  bestAsk: price('0.52'),
  resting: [],
  held: { BID: ZERO_SHARES, ASK: ZERO_SHARES },
  room: { BID: usdc('100'), ASK: usdc('100') },
  ...changes,
});

type QuoteTerms = readonly [
  side: BookSide,
  price: string,
  size: string,
  effect?: BaselineQuote['effect'],
];

export const quote = (...[side, at, size, effect = 'adding']: QuoteTerms): BaselineQuote => ({
  side,
  effect,
  price: price(at),
  size: shares(size),
});

export const resting = (id: string, ...terms: QuoteTerms): RestingQuote => ({
  id: orderId(id),
  ...quote(...terms),
});

/** What stands after the moves. */
export const standing = (decide: Baseline, market: BaselineMarket): readonly BaselineQuote[] => {
  const { cancel, place } = decide(market);
  return [...market.resting.filter(({ id }) => !cancel.includes(id)), ...place];
};

const costOf = ({ side, price: at, size }: BaselineQuote): UsdcMicros =>
  notional(size, side === 'BID' ? at : complement(at), 'up');

/** What is wrong with what a baseline leaves standing, in words. */
export const faultsOf = (decide: Baseline, market: BaselineMarket): readonly string[] => {
  const { place, cancel } = decide(market);
  const left = standing(decide, market);
  const faults: string[] = [];
  for (const { side, price: at, size } of place) {
    if (!isOnGrid(at, market.tick)) faults.push('off the grid');
    if (side === 'BID' && at >= market.bestAsk) faults.push('a bid meets the ask');
    if (side === 'ASK' && at <= market.bestBid) faults.push('an ask meets the bid');
    if (size < market.sizeMin) faults.push('below the minimum');
    if (toLot(size, 'down') !== size) faults.push('no whole lots');
  }
  for (const side of SIDES) {
    const isPlaced = (effect: BaselineQuote['effect']): boolean =>
      place.some((one) => one.side === side && one.effect === effect);
    const of = (effect: BaselineQuote['effect']): readonly BaselineQuote[] =>
      left.filter((one) => one.side === side && one.effect === effect);
    const back = of('reducing').map(({ size }) => size);
    if (isPlaced('adding') && sum(ZERO_USDC, of('adding').map(costOf)) > market.room[side])
      faults.push('more than may be lost');
    if (isPlaced('reducing') && sum(ZERO_SHARES, back) > market.held[side])
      faults.push('more than is held');
  }
  const known = new Set(market.resting.map(({ id }) => id));
  if (cancel.some((id) => !known.has(id))) faults.push('cancels a stranger');
  if (new Set(cancel).size !== cancel.length) faults.push('cancels twice');
  return faults;
};

const arbitraryShares = (max: number) =>
  fc.integer({ min: 0, max: max * 100 }).map((lots) => shareMicros(BigInt(lots) * 10_000n));
const arbitraryRoom = fc.integer({ min: 0, max: 300_000_000 }).map((n) => usdcMicros(BigInt(n)));

const arbitraryResting = (step: number, index: number) =>
  fc
    .record({
      side: fc.constantFrom<BookSide>('BID', 'ASK'),
      effect: fc.constantFrom<BaselineQuote['effect']>('adding', 'reducing'),
      at: fc.integer({ min: 1, max: 1_000_000 / step - 1 }),
      size: arbitraryShares(60),
    })
    .map(({ at, ...rest }) => ({
      ...rest,
      id: orderId(`order ${String(index)}`),
      price: priceMicros(BigInt(at * step)),
    }));

/** Any market whose sides do not meet, on both usual grids. */
export const arbitraryMarket: fc.Arbitrary<BaselineMarket> = fc
  .constantFrom<readonly [step: number, grid: '0.01' | '0.001']>([10_000, '0.01'], [1_000, '0.001'])
  .chain(([step, grid]) => {
    const last = 1_000_000 / step - 1;
    return fc
      .record({
        bid: fc.integer({ min: 1, max: last - 1 }),
        gap: fc.integer({ min: 1, max: 40 }),
        resting: fc
          .integer({ min: 0, max: 6 })
          .chain((count) =>
            fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryResting(step, index))),
          ),
        heldBid: arbitraryShares(80),
        heldAsk: arbitraryShares(80),
        roomBid: arbitraryRoom,
        roomAsk: arbitraryRoom,
      })
      .map(({ bid, gap, ...rest }) => ({
        tick: tick(grid),
        sizeMin: shares('5'),
        bestBid: priceMicros(BigInt(bid * step)),
        bestAsk: priceMicros(BigInt(Math.min(last, bid + gap) * step)),
        resting: rest.resting,
        held: { BID: rest.heldBid, ASK: rest.heldAsk },
        room: { BID: rest.roomBid, ASK: rest.roomAsk },
      }));
  });
