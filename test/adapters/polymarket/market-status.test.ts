// All flags have to agree before a market is traded, and payouts are counted on only when exact.

import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../lib/adapters/polymarket/market-status.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import type { StatusFlags } from '../../../lib/adapters/polymarket/market-status.ts';

const OPEN: StatusFlags = {
  active: true,
  closed: false,
  archived: false,
  acceptingOrders: true,
  enableOrderBook: true,
  umaResolutionStatus: undefined,
  resolutionStatus: undefined,
  outcomePrices: ['0.4', '0.6'],
};

const kindOf = (change: Partial<StatusFlags>): string => statusOf({ ...OPEN, ...change }).kind;

describe('a market', () => {
  it('takes orders when every flag says so', () => {
    expect(kindOf({})).toBe('accepting');
  });

  it.each([
    ['is not active', { active: false }],
    ['does not accept orders', { acceptingOrders: false }],
    ['does not say whether it accepts orders', { acceptingOrders: undefined }],
    ['has no order book', { enableOrderBook: false }],
    ['does not say whether it has an order book', { enableOrderBook: undefined }],
  ])('is paused when it %s', (_what, change) => {
    expect(kindOf(change)).toBe('paused');
  });

  it.each([
    ['is closed', { closed: true }],
    ['is archived', { archived: true }],
    ['is decided while its book is still open', { umaResolutionStatus: 'resolved' }],
    [
      'is closed and its outcome is only proposed',
      { closed: true, umaResolutionStatus: 'proposed' },
    ],
    [
      'is decided at prices that are no payouts',
      { closed: true, umaResolutionStatus: 'resolved', outcomePrices: ['0.9995', '0.0005'] },
    ],
    [
      'is decided without prices',
      { closed: true, umaResolutionStatus: 'resolved', outcomePrices: undefined },
    ],
    [
      'is decided with nothing paid to anybody',
      { closed: true, umaResolutionStatus: 'resolved', outcomePrices: ['0', '0'] },
    ],
  ])('is closed when it %s', (_what, change) => {
    expect(kindOf(change)).toBe('closed');
  });

  it.each([
    [['1', '0'], '1'],
    [['0', '1'], '0'],
    [['0.5', '0.5'], '0.5'],
  ])('that is closed and decided at %j pays %s for YES', (outcomePrices, payout) => {
    const decided = { ...OPEN, closed: true, outcomePrices };
    const expected = { kind: 'resolved', yesPayout: ratio(payout) };
    expect(statusOf({ ...decided, umaResolutionStatus: 'resolved' })).toEqual(expected);
    expect(statusOf({ ...decided, resolutionStatus: 'resolved' })).toEqual(expected);
  });
});
