// Whose shares are sold decides which cost goes with them.

import { expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { ZERO_USDC } from '../../../lib/units/usdc.ts';
import { MARKET, venueWith } from './histories.ts';
import { holdingsOf } from './holdings.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Side } from '../../../lib/domain/market.ts';
import type { Fill } from '../../../lib/domain/fill.ts';

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
    mergesLate: 0n,
    failsLate: 'unseen',
    ownerOf: (order) => owners.get(order) ?? 'ICC',
  });
  return byToken.get(MARKET.yes)?.cost;
};

it.each([
  ['MM', 8_000_000n],
  ['ICC', 4_000_000n],
  // It has no lot: inventory control acts first, and its lot goes.
  ['Protect', 4_000_000n],
])('after a sale of %s the cost is %i micros', (seller, cost) => {
  expect(costAfterSaleOf(seller)).toBe(cost);
});

// Ten shares of each outcome at 0.4, ten more of YES at 0.8 two milliseconds after ten sets were
// merged.
const costAfterMerge = (mergesLate: bigint): bigint | undefined => {
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
    mergesLate,
    failsLate: 'unseen',
    ownerOf: () => 'MM',
  });
  return byToken.get(MARKET.yes)?.cost;
};

it.each([
  [0n, 8_000_000n],
  [1n, 8_000_000n],
  // The purchase is part of the average by then.
  [3n, 6_000_000n],
])('of a merge booked %i ms late the rest costs %i micros', (late, cost) => {
  expect(costAfterMerge(late)).toBe(cost);
});

// What was sold took a part of a cost along to which a purchase belonged that had never been.
it.each([
  ['unseen', 8_000_000n],
  [100n, 5_000_000n],
] as const)('where failed fills are taken back %s the cost is %i micros', (failsLate, cost) => {
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: [
      fillOf(1n, '0x01', ['BUY', '0.8']),
      { ...fillOf(2n, '0x02', ['BUY', '0.2']), status: 'FAILED' },
      { ...fillOf(3n, '0x03', ['SELL', '0.5']), status: 'FAILED' },
    ],
    activity: [],
    mergesLate: 0n,
    failsLate,
    ownerOf: () => 'MM',
  });
  expect(byToken.get(MARKET.yes)).toEqual({ shares: 10_000_000n, cost });
});
