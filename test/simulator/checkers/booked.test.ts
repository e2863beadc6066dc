// The order of the books is read from what each save has added to them.

import { expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { epochSeconds } from '../../../lib/units/time.ts';
import { followBooks } from './booked.ts';
import { FILL } from './fill-history.ts';
import { MARKET, stateItem } from './histories.ts';
import type { Attributes } from '../aws/attribute.ts';

const ofFill = { trade: FILL.trade, order: FILL.order };
const FILLED = { kind: 'fill', sequence: 4, ...ofFill };
const MERGED = { kind: 'merge', sequence: 5, condition: MARKET.condition };
const MINED = { kind: 'transition', sequence: 6, status: 'MINED', ...ofFill };
const FAILED = { kind: 'transition', sequence: 7, status: 'FAILED', ...ofFill };
const MERGED_AGAIN = { ...MERGED, sequence: 8 };

const saveOf = (outbox: readonly object[]): Attributes => ({
  ...stateItem({}),
  outbox: { S: JSON.stringify(outbox) },
});

// Simulated section 118599158462246.
it('fills, failures and merges stand where they were booked', () => {
  const books = followBooks();
  expect([books.fill(FILL), books.failure(FILL), books.last()]).toEqual([undefined, undefined, 0]);
  expect(books.payouts(MARKET.condition)).toEqual([]);
  books.saved(saveOf([FILLED, MERGED]));
  expect([books.fill(FILL), books.failure(FILL), books.last()]).toEqual([4, undefined, 5]);
  books.saved(saveOf([MINED, FAILED, MERGED_AGAIN]));
  expect([books.fill(FILL), books.failure(FILL), books.last()]).toEqual([4, 7, 8]);
  expect(books.payouts(MARKET.condition)).toEqual([5, 8]);
  expect(books.payouts('0xother')).toEqual([]);
  expect(books.fill({ ...FILL, order: orderId('0x02') })).toBeUndefined();
  expect(books.fill({ ...FILL, trade: tradeId('t2') })).toBeUndefined();
});

it('redemptions stand under their tokens', () => {
  const books = followBooks();
  const redeemed = { kind: 'redemption', sequence: 4, condition: MARKET.condition };
  books.saved(saveOf([{ ...redeemed, token: MARKET.no }]));
  expect(books.payouts(MARKET.no)).toEqual([4]);
  expect([books.payouts(MARKET.condition), books.payouts(MARKET.yes)]).toEqual([[], []]);
});

it('what waits over several saves was booked once', () => {
  const books = followBooks();
  books.saved(saveOf([MERGED]));
  books.saved(saveOf([MERGED, MERGED_AGAIN]));
  expect(books.payouts(MARKET.condition)).toEqual([5, 8]);
});

// The venue tells whole seconds.
const FILLED_AT = epochSeconds(FILL.matchedAt, 'down') * 1_000n;

// Simulated section 194196234299189.
it("what was filled more than a minute before the last opening is the owner's", () => {
  const books = followBooks();
  expect(books.isOurs(FILL)).toBe(true);
  const openingAt = (sequence: number, ms: bigint): object => ({
    kind: 'opening',
    sequence,
    at: String(FILLED_AT + ms),
  });
  books.saved(saveOf([openingAt(1, 60_000n)]));
  expect(books.isOurs(FILL)).toBe(true);
  books.saved(saveOf([openingAt(2, 60_001n)]));
  expect(books.isOurs(FILL)).toBe(false);
});

it('what was booked before books opened anew stays in them', () => {
  const books = followBooks();
  const anew = { kind: 'opening', at: String(FILLED_AT + 60_001n) };
  books.saved(saveOf([FILLED, { ...anew, sequence: 5 }]));
  expect(books.isOurs(FILL)).toBe(true);
  expect(books.isOurs({ ...FILL, order: orderId('0x02') })).toBe(false);
});
