// A merge realizes what was certain: the worst case by cost grows by its gain, and by no more.

import { describe, expect, it } from 'vitest';
import { tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { CAPS, FILL } from './fill-history.ts';
import { capped } from './g3-capped.ts';
import { BID, MARKET, minute, openOrderOf, said, venueWith } from './histories.ts';
import { bookingOf, savesOf } from './saves.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Activity } from '../../../lib/domain/activity.ts';

const KNOWN_MS = 420_000;

// Ten sets for a dollar less than they pay, and a bid at 0.4 that may lose the cap and that dollar.
const NO = { token: MARKET.no, outcome: 'NO', price: price('0.5') } as const;
const FILLS = [FILL, { ...FILL, ...NO, trade: tradeId('t2') }];

const { condition } = MARKET;
const MERGE: Activity = {
  kind: 'merge',
  at: epochMs(1n),
  key: 'm',
  condition,
  size: shares('10'),
};

const BOOKED = bookingOf({ kind: 'merge', condition });

describe('once sets were merged', () => {
  const sight = (size: string) => {
    let resting = size;
    const venue = venueWith({
      fills: () => FILLS,
      activity: () => [MERGE],
      openOrders: () => [openOrderOf({ ...BID, price: '0.4', size: resting })],
    });
    const checker = capped(CAPS);
    return {
      at: (at: number) => said(checker, [minute(at)], venue),
      save: (count: number) => said(checker, savesOf(count, 4), venue),
      book: () => said(checker, [BOOKED], venue),
      rest: (more: string) => {
        resting = more;
      },
    };
  };

  it.each([
    ['12.5', 0],
    ['12.6', 4],
  ])('a bid for %s that fitted with their gain finds %i faults', (size, count) => {
    const seen = sight(size);
    expect(seen.at(2)).toHaveLength(count);
  });

  // Simulated sections 166341546053459 and 5000008.
  it('the bid may rest on when the merge is known, and may not grow', () => {
    const seen = sight('12.5');
    expect(seen.at(2)).toEqual([]);
    expect(seen.save(7)).toEqual([]);
    expect(seen.at(KNOWN_MS + 2)).toEqual([]);
    seen.rest('12.6');
    expect(seen.at(KNOWN_MS + 3)).toHaveLength(4);
  });

  it('nothing is allowed any more once the bid has shrunk', () => {
    const seen = sight('12.5');
    seen.at(2);
    seen.save(7);
    seen.at(KNOWN_MS + 2);
    seen.rest('10');
    expect(seen.at(KNOWN_MS + 3)).toEqual([]);
    seen.rest('10.1');
    expect(seen.at(KNOWN_MS + 4)).toHaveLength(4);
  });

  it.each([
    ['a moment', 7, KNOWN_MS + 1],
    ['a save', 6, KNOWN_MS + 2],
  ])('%s before it is known, its gain still offsets what is bought', (_what, saves, at) => {
    const seen = sight('10');
    expect(seen.at(2)).toEqual([]);
    seen.save(saves);
    expect(seen.at(at)).toEqual([]);
    seen.rest('12.5');
    expect(seen.at(at)).toEqual([]);
  });

  it('and the books say so, the bid may rest on at once, and may not grow', () => {
    const seen = sight('12.5');
    expect(seen.at(2)).toEqual([]);
    expect(seen.book()).toEqual([]);
    expect(seen.at(4)).toEqual([]);
    seen.rest('12.6');
    expect(seen.at(5)).toHaveLength(4);
  });

  it('a bid beyond the cap that is placed after it is known is a fault', () => {
    const seen = sight('10');
    seen.at(2);
    seen.save(7);
    expect(seen.at(KNOWN_MS + 2)).toEqual([]);
    seen.rest('10.1');
    expect(seen.at(KNOWN_MS + 2)).toHaveLength(4);
  });
});

// Ten sets at 0.86 of which half are merged, and a sale at 0.2 of shares that cost next to nothing:
// with what it brings 3.3 may be lost, and 4.25 once it is realized.
describe('once sets were merged while a sale rests', () => {
  const bought = [
    { ...FILL, price: price('0.01') },
    { ...FILL, ...NO, price: price('0.85'), trade: tradeId('t2') },
  ];
  const sale: Fill = {
    ...FILL,
    ...{ side: 'SELL', price: price('0.2'), size: shares('5'), trade: tradeId('t3') },
  };
  const sell = openOrderOf({ ...BID, side: 'SELL', price: '0.2', size: '5' });
  const sight = () => {
    let fills: readonly Fill[] = bought;
    let resting = [sell];
    const venue = venueWith({
      fills: () => fills,
      activity: () => [{ ...MERGE, size: shares('5') }],
      openOrders: () => resting,
    });
    const checker = capped(CAPS);
    said(checker, savesOf(7, 4), venue);
    return {
      at: (at: number) => said(checker, [minute(at)], venue),
      book: () => said(checker, [BOOKED], venue),
      fill: (...more: readonly Fill[]) => {
        fills = [...bought, ...more];
        resting = [];
      },
    };
  };

  // Simulated section 56850653218209.
  it('the sale may fill', () => {
    const seen = sight();
    expect(seen.book()).toEqual([]);
    seen.fill(sale);
    expect(seen.at(4)).toEqual([]);
  });

  it('what is bought beside it has to fit as before', () => {
    const seen = sight();
    expect(seen.book()).toEqual([]);
    const more = { ...NO, price: price('0.06'), size: shares('1'), trade: tradeId('t4') } as const;
    seen.fill(sale, { ...FILL, ...more });
    expect(seen.at(4)).toHaveLength(4);
  });
});

// Ten of each outcome are bought, of which all may fail; five sets are merged, and five NO are for
// sale. If NO wins and its purchase fails, 10 are owed beside what the YES have cost: eight may be
// lost before the merge, and eleven and a half once the sale has filled.
describe('once sets were merged whose purchases may fail, while a sale rests', () => {
  const EIGHT = 8_000_000n;
  const bought: readonly Fill[] = [
    { ...FILL, price: price('0.3'), status: 'MATCHED' },
    { ...FILL, ...NO, price: price('0.6'), trade: tradeId('t2'), status: 'MATCHED' },
  ];
  const offer = { ...NO, side: 'SELL', price: price('0.7'), size: shares('5') } as const;
  const sale: Fill = { ...FILL, ...offer, trade: tradeId('t3'), status: 'MATCHED' };
  const sell = { ...openOrderOf({ ...BID, side: 'SELL', price: '0.7', size: '5' }), ...offer };

  // Simulated section 155671001103922.
  it.each([
    [0n, 0],
    [1n, 4],
  ])('the sale may fill, and %i micros less of a cap are %i faults', (less, count) => {
    let fills = bought;
    let resting = [sell];
    const venue = venueWith({
      fills: () => fills,
      activity: () => [{ ...MERGE, size: shares('5') }],
      openOrders: () => resting,
    });
    const cap = EIGHT - less;
    const checker = capped({ total: cap, market: cap, event: cap, category: cap });
    said(checker, savesOf(7, 4), venue);
    expect(said(checker, [BOOKED], venue)).toEqual([]);
    fills = [...bought, sale];
    resting = [];
    expect(said(checker, [minute(4)], venue)).toHaveLength(count);
  });
});
