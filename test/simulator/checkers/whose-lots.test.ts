// G6: a share that is booked to another strategy than ordered it is seen, and so is another cost.

import { expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { BOOKED, BOOKS, itemOf, OPENING, stateWith } from './book-history.ts';
import { FILL } from './fill-history.ts';
import { historyAmiss } from './g6-books.ts';
import { lotsAmiss } from './g6-lots.ts';
import { MARKET } from './histories.ts';
import { ledgerIn } from './stored-ledger.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { EntryOf, LedgerEntry } from '../../../lib/domain/ledger-entry.ts';

const SALE: Fill = {
  ...FILL,
  trade: tradeId('t2'),
  order: orderId('0x02'),
  side: 'SELL',
  size: shares('3'),
  price: price('0.5'),
  matchedAt: epochMs(6n),
};
const SOLD: EntryOf<'fill'> = {
  ...BOOKED,
  sequence: 3,
  eventId: 't2|0x02|0|CONFIRMED',
  at: SALE.matchedAt,
  trade: SALE.trade,
  order: SALE.order,
  side: 'SELL',
  size: SALE.size,
  price: SALE.price,
};

const judged = (
  entries: readonly LedgerEntry[],
  fills: readonly Fill[],
  ownerOf: (order: string) => string = () => 'MM',
): readonly string[] =>
  historyAmiss(
    { state: stateWith(entries), entries: entries.map(itemOf) },
    { ...BOOKS, fills, ownerOf },
  );

it('says nothing where each lot is as the fills leave it', () => {
  expect(judged([OPENING, BOOKED], [FILL])).toEqual([]);
  expect(judged([OPENING, BOOKED, SOLD], [FILL, SALE])).toEqual([]);
});

it('sees what is booked to another strategy than ordered it', () => {
  expect(judged([OPENING, { ...BOOKED, strategy: 'FF' }], [FILL])).toEqual([
    `MM has of ${MARKET.yes} 0 in our books, 10000000 by the fills`,
    `FF has of ${MARKET.yes} 10000000 in our books, 0 by the fills`,
  ]);
});

it('sees a sale that is taken from the lot of another strategy', () => {
  const more = { ...FILL, trade: tradeId('t3'), order: orderId('0x03') };
  const booked = { ...BOOKED, sequence: 3, eventId: 't3', trade: more.trade, order: more.order };
  const sold = { ...SOLD, sequence: 4 };
  const ownerOf = (order: string): string => (order === '0x03' ? 'FF' : 'MM');
  const entries = [OPENING, BOOKED, { ...booked, strategy: 'FF' } as const];
  expect(judged([...entries, sold], [FILL, more, SALE], ownerOf)).toEqual([]);
  expect(judged([...entries, { ...sold, strategy: 'FF' }], [FILL, more, SALE], ownerOf)).toEqual([
    `MM has of ${MARKET.yes} 10000000 in our books, 7000000 by the fills`,
    `FF has of ${MARKET.yes} 7000000 in our books, 10000000 by the fills`,
  ]);
});

// One fill allows for one micro.
it.each([
  ['0.4', 0],
  ['0.400001', 1],
  ['0.399999', 1],
])('compares the cost of what was bought for %s', (bought, count) => {
  expect(judged([OPENING, { ...BOOKED, price: price(bought) }], [FILL])).toHaveLength(count);
});

it.each([
  ['0.399999', 0],
  ['0.399998', 1],
  ['0.400001', 0],
  ['0.400002', 1],
])('allows for a micro of cost for each fill: a share for %s', (bought, count) => {
  const one = { ...FILL, size: shares('1') };
  const booked = { ...BOOKED, size: one.size, price: price(bought) };
  expect(judged([OPENING, booked], [one])).toHaveLength(count);
});

it('sees shares at another price than the venue tells, with the same cash by two wrongs', () => {
  const dear = { ...BOOKED, price: price('0.41') };
  const cheap = { ...SOLD, price: price('0.533334') };
  expect(judged([OPENING, dear, cheap], [FILL, SALE])).toEqual([
    `MM has of ${MARKET.yes} for 2870000 in our books, 2800000 by the fills`,
  ]);
});

// The owner had sold a part of what they had bought before the books were opened; the redemption of
// the rest went into the books. Simulated section 36392608096319.
it.each([
  ['the owner has had shares', [MARKET.condition], 0],
  ['all shares are ours', [], 1],
])('looks at no lots of a redeemed market in which %s: %j', (_what, foreign, count) => {
  const sold: Fill = { ...SALE, order: orderId('0x09') };
  const redeemed = {
    ...{ condition: BOOKED.condition, token: BOOKED.token },
    ...{ size: shares('7'), payout: usdc('7') },
  };
  const entries: readonly LedgerEntry[] = [
    OPENING,
    { ...SOLD, sequence: 2, order: sold.order, strategy: 'ICC' },
    {
      ...redeemed,
      ...{ sequence: 3, eventId: 'r', at: epochMs(9n) },
      ...{ kind: 'redemption', outcome: 'YES', strategy: 'ICC' },
    },
  ];
  const venue = {
    ...BOOKS,
    fills: [sold],
    activity: [{ ...redeemed, key: 'r', at: epochMs(9n), kind: 'redemption' } as const],
    ownerOf: () => 'ICC',
    foreign: new Set(foreign),
  };
  expect(lotsAmiss(ledgerIn(stateWith(entries)), entries, venue)).toHaveLength(count);
});
