// What a market can lose where a purchase that is still open may fail.

import { expect, it } from 'vitest';
import { MARKET, venueWith } from './histories.ts';
import { worstCase } from './worst-case.ts';
import type { Possible } from './worst-case.ts';

const SHARES = 10_000_000n;

const PURCHASE: Possible = {
  kind: 'fill',
  condition: MARKET.condition,
  outcome: 'YES',
  side: 'BUY',
  size: SHARES,
  money: 8_000_000n,
  changes: new Map([['MM', { shares: SHARES, cost: 8_000_000n }]]),
};

// Shares of YES, the last ten of which were bought for eight dollars and may never have been.
const lossOf = (shares: bigint, cost: bigint): bigint | undefined => {
  const lots = new Map([[MARKET.yes, new Map([['MM', { shares, cost }]])]]);
  const held = { byToken: new Map(), lots, movedBy: new Map(), changedBy: new Map() };
  const { byMarket } = worstCase(venueWith({}).universe(), held, [PURCHASE]);
  return byMarket.get(MARKET.condition);
};

// Simulated section 249828131957260.
it.each([
  // Its whole cost is lost if NO wins.
  [SHARES, 8_000_000n, 8_000_000n],
  // All that is left when it fails are ten shares too few; a dollar of cost is lost already then.
  [0n, 8_000_000n, 10_000_000n],
  [0n, 9_000_000n, 10_000_000n],
])('of %i shares that cost %i micros at most %i are lost', (shares, cost, loss) => {
  expect(lossOf(shares, cost)).toBe(loss);
});
