// The venue lists books worst level first; ours begin with the best, on both tokens alike.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestFirst, mirrored, mirrorsBest } from '../../lib/domain/book.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { price, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { anyPrice, anySize, often } from '../units/arbitraries.ts';
import type { Book, Level } from '../../lib/domain/book.ts';

const level = (at: string, size: string): Level => ({ price: price(at), size: shares(size) });
const yes = tokenId('1');
const no = tokenId('2');

const bookOf = (bids: readonly Level[], asks: readonly Level[]): Book => ({
  token: yes,
  bids: bestFirst('bids', bids),
  asks: bestFirst('asks', asks),
  tick: tick('0.01'),
  sizeMin: shares('5'),
  at: epochMs(1n),
});

const book = bookOf(
  [level('0.40', '10'), level('0.42', '20')],
  [level('0.50', '30'), level('0.45', '40')],
);

const anyLevels = fc.uniqueArray(fc.record({ price: anyPrice, size: anySize }), {
  selector: (each) => each.price,
});
const anyBook = fc.tuple(anyLevels, anyLevels).map(([bids, asks]) => bookOf(bids, asks));

describe('a book', () => {
  it('begins with its highest bid and its lowest ask, whatever order the venue lists', () => {
    expect(book.bids).toEqual([level('0.42', '20'), level('0.40', '10')]);
    expect(book.asks).toEqual([level('0.45', '40'), level('0.50', '30')]);
  });

  it('keeps the order of levels at one price', () => {
    const twice = [level('0.40', '1'), level('0.40', '2')];
    expect(bestFirst('bids', twice)).toEqual(twice);
    expect(bestFirst('asks', twice)).toEqual(twice);
  });

  it('is monotonic after sorting', () => {
    fc.assert(
      fc.property(anyBook, ({ bids, asks }) => {
        const falls = bids.every((each, i) => i === 0 || each.price < (bids[i - 1] ?? each).price);
        const rises = asks.every((each, i) => i === 0 || each.price > (asks[i - 1] ?? each).price);
        expect([falls, rises]).toEqual([true, true]);
      }),
    );
  });
});

describe('a mirrored book', () => {
  it('asks at the complement of every bid and bids at the complement of every ask', () => {
    expect(mirrored(book, no)).toEqual({
      ...book,
      token: no,
      bids: [level('0.55', '40'), level('0.50', '30')],
      asks: [level('0.58', '20'), level('0.60', '10')],
    });
  });

  it('is the book again when mirrored twice, and always agrees with it at the best', () => {
    fc.assert(
      fc.property(anyBook, (each) => {
        expect(mirrored(mirrored(each, no), yes)).toEqual(each);
        expect(mirrorsBest(each, mirrored(each, no))).toBe(true);
      }),
      often,
    );
  });

  it('stays sorted best first', () => {
    fc.assert(
      fc.property(anyBook, (each) => {
        const other = mirrored(each, no);
        expect(other.bids).toEqual(bestFirst('bids', other.bids));
        expect(other.asks).toEqual(bestFirst('asks', other.asks));
      }),
    );
  });
});

describe('two books that are no mirrors', () => {
  const other = mirrored(book, no);

  it.each([
    ['another best bid', { ...other, bids: [level('0.54', '40')] }],
    ['another best ask', { ...other, asks: [level('0.59', '20')] }],
    ['no bid', { ...other, bids: [] }],
    ['no ask', { ...other, asks: [] }],
  ])('are told by %s', (_difference, differing) => {
    expect(mirrorsBest(book, differing)).toBe(false);
    expect(mirrorsBest(differing, book)).toBe(false);
  });

  it('are not told by sizes, which are read at two instants', () => {
    const resized = other.bids.map((each) => ({ ...each, size: shares('1') }));
    expect(mirrorsBest(book, { ...other, bids: resized })).toBe(true);
  });
});
