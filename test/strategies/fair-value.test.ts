import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yesBook } from '../../lib/strategies/fair-value.ts';
import { fairPriceOf } from '../../lib/domain/fair-price.ts';
import { bestFirst, mirrored } from '../../lib/domain/book.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { cents, formatPrice, priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { after, durationMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { computeFairPrices } from './fair-prices.ts';
import { aBook, aMarket, anEvent, FAIR_PARAMETERS, levels, NOW, observed } from './books.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { FairPrice, InvalidBook } from '../../lib/domain/fair-price.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { FairPriceParameters } from '../../lib/domain/parameters.ts';
import type { ObservedBooks } from '../../lib/strategies/fair-value.ts';

const market = aMarket('a');
const NOT_READ = unknown<Book>({
  kind: 'TIMEOUT',
  endpoint: '/books',
  detail: 'no answer',
  retryAfter: { kind: 'unspecified' },
});

const balanced = (of: Market, changes: Partial<Book> = {}): Book =>
  aBook(
    of.yes,
    { bids: levels('bids', '0.49 x 1000'), asks: levels('asks', '0.51 x 1000') },
    changes,
  );

const fairOf = (books: ObservedBooks, changes: Partial<FairPriceParameters> = {}): FairPrice =>
  fairPriceOf(
    computeFairPrices({
      universe: universeOf([market], [anEvent('a-event', [market])]),
      books,
      now: NOW,
      parameters: { ...FAIR_PARAMETERS, ...changes },
    }),
    market.condition,
  );

const verdict = (fair: FairPrice): InvalidBook | 'valid' =>
  fair.kind === 'valid' ? 'valid' : fair.cause;

const numbers = (fair: FairPrice): readonly string[] =>
  fair.kind === 'valid'
    ? [fair.yes, fair.band.low, fair.band.high, fair.bestBid, fair.bestAsk].map(formatPrice)
    : [fair.cause];

describe('the fair price', () => {
  it('is the mid of a balanced book, with a band of no width', () => {
    const fair = fairOf(observed(balanced(market)));
    expect(numbers(fair)).toEqual(['0.5', '0.5', '0.5', '0.49', '0.51']);
  });

  // By hand: touch (0.48 x 100 + 0.52 x 300) / 400 = 0.51. Deep sizes: bids 300 + 100 e^-0.5 =
  // 360.653066, asks 100 + 400 e^-0.5 = 342.612264, so (0.48 x 342.612264 + 0.52 x 360.653066) /
  // 703.265330 = 0.500513.
  it('leans to the side that is thinner, over the weighted levels', () => {
    const book = aBook(market.yes, {
      bids: levels('bids', '0.48 x 300', '0.40 x 100'),
      asks: levels('asks', '0.52 x 100', '0.60 x 400'),
    });
    const fair = fairOf(observed(book));
    expect(numbers(fair)).toEqual(['0.500513', '0.5', '0.51', '0.48', '0.52']);
  });

  it('counts no level below the given number of levels', () => {
    const deep = (size: string): Book =>
      aBook(market.yes, {
        bids: levels('bids', '0.49 x 500', '0.48 x 500'),
        asks: levels('asks', '0.51 x 500', '0.52 x 500', `0.53 x ${size}`),
      });
    const [thin, thick] = [deep('1'), deep('900000')];
    expect(fairOf(observed(thin), { levels: 2 })).toEqual(fairOf(observed(thick), { levels: 2 }));
    expect(fairOf(observed(thin))).not.toEqual(fairOf(observed(thick)));
  });

  it('comes from the mirror of the other token where only that was read', () => {
    const yes = aBook(market.yes, {
      bids: levels('bids', '0.41 x 700', '0.40 x 50'),
      asks: levels('asks', '0.44 x 300', '0.45 x 900'),
    });
    const onlyNo = observed(mirrored(yes, market.no));
    expect(fairOf(onlyNo)).toEqual(fairOf(observed(yes)));
    expect(fairOf(new Map([...onlyNo, [market.yes, NOT_READ]]))).toEqual(fairOf(observed(yes)));
  });

  it('does not add the two books, which are the same orders twice', () => {
    const yes = balanced(market);
    const both = observed(yes, mirrored(yes, market.no));
    expect(fairOf(both, { depthMin: usdc('490') })).toEqual(fairOf(observed(yes)));
    expect(verdict(fairOf(both, { depthMin: usdc('490.000001') }))).toBe('thin');
  });

  it('lies within the spread and within its band, whatever the book', () => {
    const side = fc.array(fc.record({ at: fc.bigInt(1n, 49n), size: fc.bigInt(1n, 10n ** 12n) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(side, side, (bids, asks) => {
        const book = aBook(market.yes, {
          bids: bestFirst(
            'bids',
            bids.map(({ at, size }) => ({
              price: priceMicros((50n - at) * 10_000n),
              size: shareMicros(size),
            })),
          ),
          asks: bestFirst(
            'asks',
            asks.map(({ at, size }) => ({
              price: priceMicros((50n + at) * 10_000n),
              size: shareMicros(size),
            })),
          ),
        });
        const fair = fairOf(observed(book), { spreadMax: cents(100), depthMin: usdc('0') });
        if (fair.kind !== 'valid') throw new Error(fair.cause);
        expect(fair.bestBid <= fair.band.low && fair.band.high <= fair.bestAsk).toBe(true);
        expect(fair.band.low <= fair.yes && fair.yes <= fair.band.high).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('pitfall 4: best price is taken right whatever the order the levels came in', () => {
    const texts = ['0.46 x 10', '0.49 x 1000', '0.47 x 300', '0.30 x 5000', '0.48 x 20'];
    const reference = numbers(fairOf(observed(balanced(market))));
    expect(reference.slice(3)).toEqual(['0.49', '0.51']);
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: 5 }), (shuffled) => {
        const bids = levels('bids', ...shuffled);
        const asks = mirrored(aBook(market.yes, { bids, asks: [] }), market.no).asks;
        const fair = fairOf(observed(aBook(market.yes, { bids, asks })));
        expect(numbers(fair)).toEqual(reference);
      }),
      { numRuns: 200 },
    );
  });
});

describe('there is no fair price', () => {
  it('where no book of the market was asked for', () => {
    expect(verdict(fairOf(new Map()))).toBe('missing');
    expect(yesBook(market, new Map())).toEqual({ ok: false, error: 'missing' });
  });

  it('where neither book could be read', () => {
    expect(verdict(fairOf(new Map([[market.yes, NOT_READ]])))).toBe('unknown');
    const neither = new Map([market.yes, market.no].map((token) => [token, NOT_READ]));
    expect(verdict(fairOf(neither))).toBe('unknown');
  });

  it.each([
    [9_999n, 'valid'],
    [10_000n, 'valid'],
    [10_001n, 'stale'],
  ])('from a book %s ms old: %s', (age, expected) => {
    const at = after(NOW, durationMs(-age));
    expect(verdict(fairOf(observed(balanced(market, { at }))))).toBe(expected);
  });

  it.each([
    ['0.50', '0.51', 'valid'],
    ['0.51', '0.51', 'crossed'],
    ['0.52', '0.51', 'crossed'],
    ['0.42', '0.51', 'valid'],
    ['0.41', '0.51', 'valid'],
    ['0.40', '0.51', 'wide'],
  ])('from a bid of %s and an ask of %s: %s', (bid, ask, expected) => {
    const book = aBook(market.yes, {
      bids: levels('bids', `${bid} x 1000`),
      asks: levels('asks', `${ask} x 1000`),
    });
    expect(verdict(fairOf(observed(book)))).toBe(expected);
  });

  it.each([
    ['bids', 'one-sided'],
    ['asks', 'one-sided'],
  ] as const)('from a book without %s: %s', (side, expected) => {
    expect(verdict(fairOf(observed({ ...balanced(market), [side]: [] })))).toBe(expected);
  });

  // Money: a bid of 0.40 locks 0.40 a share, an ask of 0.42 locks 0.58 a share.
  it.each([
    ['250', '1000', 'valid'],
    ['249.99', '1000', 'thin'],
    ['1000', '172.42', 'valid'],
    ['1000', '172.41', 'thin'],
  ])('from %s shares bid and %s offered at a floor of 100 dollars: %s', (bid, ask, expected) => {
    const book = aBook(market.yes, {
      bids: levels('bids', `0.40 x ${bid}`),
      asks: levels('asks', `0.42 x ${ask}`),
    });
    expect(verdict(fairOf(observed(book)))).toBe(expected);
  });

  it.each([
    ['0.49', '0.51', 'valid'],
    ['0.48', '0.51', 'not-mirrored'],
    ['0.49', '0.52', 'not-mirrored'],
  ])('where the other token shows %s and %s beside 0.49 and 0.51: %s', (bid, ask, expected) => {
    const no = aBook(market.no, {
      bids: levels('bids', `${bid} x 70`),
      asks: levels('asks', `${ask} x 70`),
    });
    expect(verdict(fairOf(observed(balanced(market), no)))).toBe(expected);
  });

  it('where the other token lacks a side that this one has', () => {
    const no = aBook(market.no, { bids: [], asks: levels('asks', '0.51 x 1000') });
    expect(verdict(fairOf(observed(balanced(market), no)))).toBe('not-mirrored');
  });

  it('for a token that no known market has', () => {
    const stray = { ...balanced(market), token: tokenId('stray') };
    expect(verdict(fairOf(observed(stray)))).toBe('missing');
  });
});
