import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestAsk,
  bestBid,
  changesBetween,
  emptyBuilder,
  isCrossed,
  isMirror,
  setLevel,
  sideOf,
  sizeAt,
} from '../../lib/tape/book-builder.ts';
import { microsIn, msIn, msOfIso, priceIn, textOfMicros } from '../../lib/tape/numbers.ts';
import { parseDecimal } from '../../lib/units/fixed-point.ts';
import type { RawLevel } from '../../lib/tape/book-builder.ts';

describe('numbers on the hot path', () => {
  it('read back what they write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (micros) => {
        expect(microsIn(textOfMicros(micros))).toBe(micros);
      }),
    );
  });

  it('agree with the exact parser wherever they read a text at all', () => {
    const texts = fc.stringMatching(/^[0-9.]{0,16}$/);
    fc.assert(
      fc.property(texts, (text) => {
        const fast = microsIn(text);
        const exact = parseDecimal(text, 6);
        const isShort = (text.split('.')[0] ?? '').length <= 9;
        expect(fast).toBe(exact.ok && isShort ? Number(exact.value) : undefined);
      }),
    );
  });

  it.each(['', '.', '1.', '.5', '-1', '+1', '1e3', ' 1', '1,0', '1.0000001', '1234567890', 'NaN'])(
    'refuse %j',
    (text) => {
      expect(microsIn(text)).toBeUndefined();
    },
  );

  it.each([
    ['0', undefined],
    ['0.000001', 1],
    ['0.999999', 999_999],
    ['1', undefined],
    ['1.0000000', undefined],
    ['0.5000000000', 500_000],
  ])('read the price %s as %s', (text, micros) => {
    expect(priceIn(text)).toBe(micros);
  });

  it.each([
    ['1577836799999', undefined],
    ['1577836800000', 1_577_836_800_000],
    ['4102444799999', 4_102_444_799_999],
    ['4102444800000', undefined],
    ['175021221257', undefined],
    ['17502122125790', undefined],
    ['1750212212.57', undefined],
  ])('read the time %s as %s', (text, ms) => {
    expect(msIn(text)).toBe(ms);
  });

  it.each([
    ['2026-03-20T00:47:10.491Z', 1_773_967_630_491],
    ['2026-03-20T00:47:10.4Z', 1_773_967_630_400],
    ['2026-03-20T00:47:10.491999Z', 1_773_967_630_491],
    ['2026-03-20T00:47:10', 1_773_967_630_000],
    ['2026-03-20 00:47:10+00', 1_773_967_630_000],
    ['2026-03-20 00:47:10+00:00', 1_773_967_630_000],
    ['2026-03-20 00:47:10+02', undefined],
    ['2026-13-20T00:47:10Z', undefined],
    ['2026-03-20', undefined],
    ['2019-12-31T23:59:59Z', undefined],
  ])('read the time %s as %s', (text, ms) => {
    expect(msOfIso(text)).toBe(ms);
  });
});

const level = fc.record({
  price: fc.integer({ min: 1, max: 12 }).map((n) => n * 10_000),
  size: fc.integer({ min: 0, max: 3 }),
});

describe('a book under construction', () => {
  it('holds at every price what was set last, in rising order', () => {
    fc.assert(
      fc.property(fc.array(level), (levels) => {
        const { bids } = emptyBuilder();
        const expected = new Map<number, number>();
        for (const { price, size } of levels) {
          expect(setLevel(bids, price, size)).toBe(expected.get(price) ?? 0);
          if (size === 0) expected.delete(price);
          else expected.set(price, size);
        }
        expect(bids.prices).toEqual([...expected.keys()].sort((a, b) => a - b));
        for (const price of bids.prices) expect(sizeAt(bids, price)).toBe(expected.get(price));
      }),
    );
  });

  it('becomes another one by the changes between them', () => {
    const sides = fc.uniqueArray(level, { selector: (each: RawLevel) => each.price });
    fc.assert(
      fc.property(fc.tuple(sides, sides, sides, sides), ([bidsA, asksA, bidsB, asksB]) => {
        const book = { bids: built(bidsA), asks: built(asksA) };
        const other = { bids: built(bidsB), asks: built(asksB) };
        for (const change of changesBetween(book, other)) {
          const before = setLevel(book[change.side], change.price, change.size);
          expect(before).toBe(change.before);
        }
        expect(book).toEqual(other);
      }),
    );
  });

  it('mirrors its own reflection and nothing else', () => {
    const book = { bids: built([{ price: 400_000, size: 5 }]), asks: built([]) };
    const reflection = { bids: built([]), asks: built([{ price: 600_000, size: 5 }]) };
    expect(isMirror(book, reflection)).toBe(true);
    expect(isMirror(book, book)).toBe(false);
    expect(isMirror(book, { ...reflection, asks: built([{ price: 600_000, size: 6 }]) })).toBe(
      false,
    );
  });

  it.each([
    ['below', 410_000, false],
    ['at', 420_000, true],
    ['above', 430_000, true],
  ])('is crossed with a bid %s the ask: %s', (_name, bid, crossed) => {
    const book = {
      bids: built([{ price: bid, size: 1 }]),
      asks: built([{ price: 420_000, size: 1 }]),
    };
    expect(isCrossed(book)).toBe(crossed);
    expect([bestBid(book), bestAsk(book)]).toEqual([bid, 420_000]);
  });

  it.each([
    [10_000, true],
    [10_001, false],
  ])('takes %i levels a side: %s', (count, isTaken) => {
    const levels = Array.from({ length: count }, (_, i) => ({ price: i + 1, size: 1 }));
    expect(sideOf(levels) !== undefined).toBe(isTaken);
  });

  it('refuses a price that stands twice', () => {
    expect(
      sideOf([
        { price: 1, size: 1 },
        { price: 1, size: 2 },
      ]),
    ).toBeUndefined();
  });
});

const built = (levels: readonly RawLevel[]) => sideOf(levels) ?? { prices: [], sizes: [] };
