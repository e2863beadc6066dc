// A book's hash is the SHA-1 of its own compact JSON with an empty hash. A `book` message is hashed
// with its own timestamp; all 1,641 recorded ones match. A `price_change` carries the hash of the
// resulting book, stamped a few milliseconds before the message went out: 4 to 7 ms in nine cases
// of ten, up to 300 ms. So its stamp is searched for; a SHA-1 is not hit by accident.

import { sha1 } from '../file-sha1.ts';
import { textOfMicros } from '../numbers.ts';
import type { BookBuilder, Side } from '../book-builder.ts';

/** The two ids that are hashed with a book. */
export type HashedIds = { readonly market: string; readonly asset: string };

// How long before its message a book was stamped at the most, in milliseconds. Beyond it the
// message counts as a mismatch, which is the safe side.
const STAMP_AGE_MAX = 300;
const STAMP_AGE_COMMON = 5;

// The stamp ages to try, the commonest first, and then outwards from them.
const STAMP_AGES = Array.from({ length: STAMP_AGE_MAX + 1 }, (_, age) => age).sort(
  (a, b) => Math.abs(a - STAMP_AGE_COMMON) - Math.abs(b - STAMP_AGE_COMMON),
);

const texts = new Map<number, string>();
const TEXTS_MAX = 50_000;

// The venue's text of a number, kept: the same prices and sizes come again and again.
const textOf = (micros: number): string => {
  const known = texts.get(micros);
  if (known !== undefined) return known;
  if (texts.size > TEXTS_MAX) texts.clear();
  const text = textOfMicros(micros);
  texts.set(micros, text);
  return text;
};

const jsonOf = (side: Side, direction: 1 | -1): string => {
  const { prices, sizes } = side;
  let json = '';
  for (let n = 0; n < prices.length; n++) {
    const i = direction === 1 ? n : prices.length - 1 - n;
    const comma = n === 0 ? '' : ',';
    json += `${comma}{"price":"${textOf(prices[i] ?? 0)}","size":"${textOf(sizes[i] ?? 0)}"}`;
  }
  return json;
};

// What is hashed, around the stamp. Both sides list their best level last.
type HashText = { readonly before: string; readonly after: string };

const hashText = (ids: HashedIds, book: BookBuilder): HashText => ({
  before: `{"market":"${ids.market}","asset_id":"${ids.asset}","timestamp":"`,
  after: `","hash":"","bids":[${jsonOf(book.bids, 1)}],"asks":[${jsonOf(book.asks, -1)}]}`,
});

/** The hash of a book that was stamped with this text. */
export const hashOfBook = (ids: HashedIds, stamp: string, book: BookBuilder): string => {
  const { before, after } = hashText(ids, book);
  return sha1(`${before}${stamp}${after}`);
};

/** Tells whether a hash is that of this book, stamped shortly before the message of that time. */
export const isHashOfRecent = (
  ids: HashedIds,
  message: { readonly at: number; readonly hash: string },
  book: BookBuilder,
): boolean => {
  const { before, after } = hashText(ids, book);
  return STAMP_AGES.some(
    (age) => sha1(`${before}${String(message.at - age)}${after}`) === message.hash,
  );
};
