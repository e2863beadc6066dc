// One book as the CLOB writes it. The best level stands last in each list today, and recordings
// have both orders: the ends are not trusted, the levels are sorted.

import * as z from 'zod/mini';
import { bestFirst, LEVELS_MAX } from '../../domain/book.ts';
import { err, ok } from '../../units/result.ts';
import { priceWire, readWire, sizeWire, tickWire, tokenWire } from './wire.ts';
import type { Book, Level } from '../../domain/book.ts';
import type { TokenId } from '../../units/ids.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';

const levelsWire = z
  .array(z.object({ price: priceWire, size: sizeWire }))
  .check(z.maxLength(LEVELS_MAX));

const bookWire = z.object({
  asset_id: tokenWire,
  bids: levelsWire,
  asks: levelsWire,
  tick_size: tickWire,
  min_order_size: sizeWire,
});

const namedWire = z.object({ asset_id: tokenWire });

/** The token that a book is of, whatever else is wrong with it. */
export const tokenOfBook = (value: unknown): TokenId | undefined => {
  const read = readWire(namedWire, value);
  return read.ok ? read.value.asset_id : undefined;
};

const hasTwins = (levels: readonly Level[]): boolean =>
  new Set(levels.map(({ price }) => price)).size !== levels.length;

/**
 * Reads a book. Its own timestamp is that of its last change, so it says nothing about how current
 * it is: a book is as old as the request that it answers.
 * Refuses: two levels at one price, a level that is empty.
 */
export const parseBook = (value: unknown, askedAt: EpochMs): Result<Book, string> => {
  const read = readWire(bookWire, value);
  if (!read.ok) return read;
  const { asset_id, bids, asks, tick_size, min_order_size } = read.value;
  if (hasTwins(bids) || hasTwins(asks)) return err('levels: two have the same price');
  return ok({
    token: asset_id,
    bids: bestFirst('bids', bids),
    asks: bestFirst('asks', asks),
    tick: tick_size,
    sizeMin: min_order_size,
    at: askedAt,
  });
};
