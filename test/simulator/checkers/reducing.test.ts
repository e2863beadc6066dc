// G3 on orders that are called reducing, which pass where nothing else may: none makes a scope
// worse, whether all that rests fills before it or nothing does.

import { expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { CAPS, FILL } from './fill-history.ts';
import { capped } from './g3-capped.ts';
import { BID, MARKET, openOrderOf, said, sent, stateItem, stored, venueWith } from './histories.ts';
import type { OrderWords } from './histories.ts';
import type { VenueTruth } from './truth.ts';

const SALE: OrderWords = { ...BID, side: 'SELL', size: '10', effect: 'reducing' };
const RESTING = openOrderOf({ ...SALE, id: '0x02' });
const [TRADED_NO, TRADE_NO] = [orderId('0x0a'), tradeId('no')];
const NO = { outcome: 'NO', token: MARKET.no } as const;
const FILL_NO = { ...FILL, ...NO, order: TRADED_NO, trade: TRADE_NO };

const calledAmiss = (words: OrderWords, own: Partial<VenueTruth>): readonly string[] => {
  const history = [stored(1, stateItem({ orders: [words] })), sent(2, [words]), sent(3, [words])];
  return said(capped(CAPS), history, venueWith({ fills: () => [FILL], ...own })).filter((amiss) =>
    amiss.includes('is called reducing'),
  );
};

it.each([
  ['a sale of what is held', 0, SALE, {}],
  ['a bid where nothing is held', 4, { ...BID, effect: 'reducing' }, { fills: () => [] }],
  ['a bid that is called adding', 0, BID, { fills: () => [] }],
  ['a sale beside another of all that is held', 4, SALE, { openOrders: () => [RESTING] }],
  [
    'a sale of one half of a hedge, while the other half is for sale',
    4,
    SALE,
    { fills: () => [FILL, FILL_NO], openOrders: () => [{ ...RESTING, ...NO }] },
  ],
  [
    'a sale beside another that was placed by hand',
    0,
    SALE,
    { openOrders: () => [RESTING], isByHand: (id: string) => id === RESTING.id },
  ],
] as const)('%s makes %i scopes worse', (...law) => {
  const [, count, words, own] = law;
  expect(calledAmiss(words, own)).toHaveLength(count);
});

it('is told with what may be lost by it', () => {
  const words = { ...BID, effect: 'reducing' } as const;
  expect(calledAmiss(words, { fills: () => [] })[1]).toBe(
    `0x01 is called reducing, and market ${MARKET.condition} may lose 2000000 more by it`,
  );
});
