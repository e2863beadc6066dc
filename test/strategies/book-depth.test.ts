import { describe, expect, it } from 'vitest';
import { reliableBook, sharesBid, sharesOffered } from '../../lib/strategies/book-depth.ts';
import { price } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { after, durationMs } from '../../lib/units/time.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { aBook, aMarket, levels, NOW, observed } from './books.ts';
import { bothBooks, viewOf } from './views.ts';
import type { Book } from '../../lib/domain/book.ts';

const market = aMarket('a');
const books = bothBooks(market, { bid: '0.40', ask: '0.42', size: '50' });
const bidOf = (
  shown: readonly Book[],
  outcome: 'YES' | 'NO' = 'YES',
): Book['bids'][0] | undefined =>
  reliableBook(viewOf({ markets: [market], books: shown }), market, outcome)?.bids[0];

describe('a reliable book', () => {
  it('is the token’s own where both are known and mirror each other', () => {
    expect(bidOf(books)?.price).toBe(price('0.40'));
    expect(bidOf(books, 'NO')?.price).toBe(price('0.58'));
  });

  it('is the other token’s mirror image where its own is not known', () => {
    expect(bidOf(books.filter(({ token }) => token === market.no))?.price).toBe(price('0.40'));
  });

  it('is the own one where the other is not known', () => {
    expect(bidOf(books.filter(({ token }) => token === market.yes))?.price).toBe(price('0.40'));
  });

  it('is none where neither is known', () => {
    expect(bidOf([])).toBeUndefined();
  });

  it('is none where the best prices contradict each other', () => {
    const [yes] = books;
    const [, no] = bothBooks(market, { bid: '0.41', ask: '0.42' });
    expect(bidOf([yes, no].flatMap((book) => book ?? []))).toBeUndefined();
  });

  it.each([
    ['just within', 10_000n, '0.4'],
    ['one millisecond past', 10_001n, undefined],
  ])('may be %s the age limit', (_where, age, bid) => {
    const at = after(NOW, durationMs(-age));
    const aged = books.map((book) => ({ ...book, at }));
    expect(bidOf(aged)?.price).toBe(bid === undefined ? undefined : price(bid));
  });

  it('is none where the reading failed', () => {
    const failed = unknown<Book>({
      kind: 'TIMEOUT',
      endpoint: 'books',
      detail: '',
      retryAfter: { kind: 'unspecified' },
    });
    const snapshot = { books: new Map([...observed(), [market.yes, failed] as const]) };
    const view = viewOf({ markets: [market], snapshot });
    expect(reliableBook(view, market, 'YES')).toBeUndefined();
  });
});

describe('depth', () => {
  const book = aBook(market.yes, {
    bids: levels('bids', '0.40 x 10', '0.39 x 20', '0.38 x 30'),
    asks: levels('asks', '0.42 x 1', '0.43 x 2', '0.44 x 3'),
  });

  it.each([
    ['0.41', '0'],
    ['0.40', '10'],
    ['0.39', '30'],
    ['0.385', '30'],
    ['0.01', '60'],
  ])('on the bid side down to %s is %s', (limit, depth) => {
    expect(formatShares(sharesBid(book, price(limit)))).toBe(depth);
  });

  it.each([
    ['0.41', '0'],
    ['0.42', '1'],
    ['0.43', '3'],
    ['0.435', '3'],
    ['0.99', '6'],
  ])('on the ask side up to %s is %s', (limit, depth) => {
    expect(formatShares(sharesOffered(book, price(limit)))).toBe(depth);
  });
});
