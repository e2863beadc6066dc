// Whose shares are sold decides which cost goes with them, and so does the order of the books.

import { expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { ZERO_USDC } from '../../../lib/units/usdc.ts';
import { NOTHING_BOOKED } from './booked.ts';
import { MARKET, venueWith } from './histories.ts';
import { holdingsOf } from './holdings.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Side } from '../../../lib/domain/market.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Booked } from './booked.ts';
import type { HoldingsInput } from './holdings.ts';

const fillOf = (at: bigint, order: string, [side, worth]: readonly [Side, string]): Fill => ({
  trade: tradeId(`t${String(at)}`),
  order: orderId(order),
  condition: MARKET.condition,
  token: MARKET.yes,
  outcome: 'YES',
  side,
  price: price(worth),
  size: shares('10'),
  fee: ZERO_USDC,
  role: 'maker',
  status: 'CONFIRMED',
  matchedAt: epochMs(at),
});

// Ten shares of each of two owners, and ten that one of them sells.
const costAfterSaleOf = (seller: string): bigint | undefined => {
  const owners = new Map([
    ['0x01', 'MM'],
    ['0x02', 'ICC'],
    ['0x03', seller],
  ]);
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      fillOf(1n, '0x01', ['BUY', '0.4']),
      fillOf(2n, '0x02', ['BUY', '0.8']),
      fillOf(3n, '0x03', ['SELL', '0.5']),
    ],
    activity: [],
    booked: NOTHING_BOOKED,
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: (order) => owners.get(order) ?? 'ICC',
  });
  return byToken.get(MARKET.yes)?.cost;
};

// Simulated section 40023 (thin-book).
it.each([
  ['MM', 8_000_000n],
  ['ICC', 4_000_000n],
  // It has no lot: inventory control acts first, and its lot goes.
  ['Protect', 4_000_000n],
])('after a sale of %s the cost is %i micros', (seller, cost) => {
  expect(costAfterSaleOf(seller)).toBe(cost);
});

// Simulated section 168761543041979: a merge was booked before the purchase of its shares.
it('gives back first what was sold too early, with its part of the cost', () => {
  const { byToken, movedBy } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      fillOf(1n, '0x01', ['SELL', '0.5']),
      { ...fillOf(2n, '0x02', ['BUY', '0.4']), size: shares('40') },
    ],
    activity: [],
    booked: NOTHING_BOOKED,
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: (order) => (order === '0x01' ? 'ICC' : 'MM'),
  });
  expect(byToken.get(MARKET.yes)).toEqual({ shares: 30_000_000n, cost: 12_000_000n });
  expect([...movedBy.values()]).toEqual([0n, 17_000_000n]);
});

// Books in which fills stand under the numbers of their trades.
const bookedWith = (own: Partial<Booked>): Booked => ({
  ...NOTHING_BOOKED,
  fill: ({ trade }) => Number(trade.slice(1)),
  ...own,
});

// Ten shares of each outcome at 0.4, ten more of YES at 0.8 two milliseconds after ten sets were
// merged.
const costAfterMerge = (
  booked: Booked,
  mergesNext: HoldingsInput['mergesNext'] = 'by their time',
): bigint | undefined => {
  const no = { token: MARKET.no, outcome: 'NO' } as const;
  const { condition } = MARKET;
  const size = shares('10');
  const merge: Activity = { kind: 'merge', at: epochMs(3n), key: 'merge', condition, size };
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      fillOf(1n, '0x01', ['BUY', '0.4']),
      { ...fillOf(2n, '0x02', ['BUY', '0.4']), ...no },
      fillOf(5n, '0x03', ['BUY', '0.8']),
    ],
    activity: [merge],
    booked,
    mergesNext,
    failuresNext: 'by their time',
    ownerOf: () => 'MM',
  });
  return byToken.get(MARKET.yes)?.cost;
};

// Simulated section 93052862509567.
it.each([
  ['when it was done', NOTHING_BOOKED, 8_000_000n],
  ['before the purchase', bookedWith({ payouts: () => [4] }), 8_000_000n],
  // The purchase is part of the average by then.
  ['after the purchase', bookedWith({ payouts: () => [6] }), 6_000_000n],
  ['last, since nobody has booked it', bookedWith({}), 6_000_000n],
])('of a merge that is booked %s the rest costs %s micros', (_when, booked, cost) => {
  expect(costAfterMerge(booked)).toBe(cost);
});

// Simulated section 271849496978947.
it('a merge that nobody has booked may have been read after the latest fills', () => {
  expect(costAfterMerge(NOTHING_BOOKED, 'after all fills')).toBe(6_000_000n);
  expect(costAfterMerge(bookedWith({ payouts: () => [4] }), 'after all fills')).toBe(8_000_000n);
});

// What was sold took a part of a cost along to which a purchase belonged that had never been.
// Simulated section 248825152803787.
it.each([
  ['that nobody booked', NOTHING_BOOKED, 8_000_000n],
  ['that were booked', bookedWith({ failure: () => 9 }), 5_000_000n],
  ['whose failure is not booked yet', bookedWith({}), 5_000_000n],
  [
    'taken back one by one',
    bookedWith({ failure: ({ trade }) => (trade === 't2' ? 2.5 : 9) }),
    8_000_000n,
  ],
])('after failed fills %s the cost is %s micros', (_which, booked, cost) => {
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      fillOf(1n, '0x01', ['BUY', '0.8']),
      { ...fillOf(2n, '0x02', ['BUY', '0.2']), status: 'FAILED' },
      { ...fillOf(3n, '0x03', ['SELL', '0.5']), status: 'FAILED' },
    ],
    activity: [],
    booked,
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: () => 'MM',
  });
  expect(byToken.get(MARKET.yes)).toEqual({ shares: 10_000_000n, cost });
});

// Simulated section 145778575537559: what one strategy had sold was never its own.
it('what a failed purchase leaves a lot to owe another lot pays', () => {
  const owners = new Map([['0x01', 'MM']]);
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      { ...fillOf(1n, '0x01', ['BUY', '0.8']), size: shares('30') },
      { ...fillOf(2n, '0x02', ['BUY', '0.2']), status: 'FAILED' },
      fillOf(3n, '0x03', ['SELL', '0.5']),
    ],
    activity: [],
    booked: bookedWith({ failure: () => 9 }),
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: (order) => owners.get(order) ?? 'ICC',
  });
  expect(byToken.get(MARKET.yes)).toEqual({ shares: 20_000_000n, cost: 16_000_000n });
});

// Ten shares, of which a redemption took some. Simulated section 114961548284951.
it.each([
  ['4', 6_000_000n],
  ['10', 0n],
  // The rest was in the wallet before the books were opened.
  ['47', 0n],
])('a redemption of %s takes of ours what we have: %i are left', (size, left) => {
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [fillOf(1n, '0x01', ['BUY', '0.4'])],
    activity: [
      {
        kind: 'redemption',
        ...{ at: epochMs(2n), key: 'r', condition: MARKET.condition, token: MARKET.yes },
        ...{ size: shares(size), payout: ZERO_USDC },
      },
    ],
    booked: NOTHING_BOOKED,
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: () => 'MM',
  });
  expect(byToken.get(MARKET.yes)?.shares).toBe(left);
});
