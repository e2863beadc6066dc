// What the portfolio could be turned into now, and how that splits into cost and gain.

import { describe, expect, it } from 'vitest';
import { computeEquity } from '../../lib/accounting/equity.ts';
import { marketValue, soldInto } from '../../lib/accounting/market-value.ts';
import { known, unknown } from '../../lib/domain/observed.ts';
import { mirrored } from '../../lib/domain/book.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after as laterBy, durationMs, seconds } from '../../lib/units/time.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { book, input, levels, NOW, RAIN_BOOK, seen, timeout } from './marked-books.ts';
import { after, fill, market, MARKETS, opened } from './scenario.ts';
import type { EquityInput, MarkedEquity } from '../../lib/accounting/equity.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { MarketStatus } from '../../lib/domain/market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { TokenId } from '../../lib/units/ids.ts';

const [rain] = MARKETS;

const text = (marked: MarkedEquity): string =>
  marked.kind === 'known'
    ? `${formatUsdc(marked.equity)}, unrealized ${formatUsdc(marked.unrealized)}`
    : `unknown: ${marked.missing.join(', ')}`;

const held = (size: string): LedgerState => after(opened(), fill({ size, price: '0.5' }));

describe('equity', () => {
  it('is cash when nothing is held, whatever cannot be read', () => {
    const blind = { universe: unknown<never>(timeout), books: new Map() };
    expect(text(computeEquity(input(opened(), blind)))).toBe('1000, unrealized 0');
  });

  it.each([
    ['9.99', '1000, unrealized 0'],
    ['10', '1000, unrealized 0'],
    ['10.01', '999.999, unrealized -0.001'],
    ['25', '998, unrealized -2'],
    ['26', '997.5, unrealized -2.5'],
  ])('counts %s shares at what the bids would pay, and the rest as worthless', (size, expected) => {
    expect(text(computeEquity(input(held(size))))).toBe(expected);
  });

  it('counts NO shares at the bids of their own token, or at the other token mirrored', () => {
    const ledger = after(opened(), fill({ outcome: 'NO', price: '0.3', size: '15' }));
    const mirror = mirrored(RAIN_BOOK, rain.no);
    const expected = '1001, unrealized 1';
    expect(text(computeEquity(input(ledger)))).toBe(expected);
    expect(text(computeEquity(input(ledger, { books: seen(mirror) })))).toBe(expected);
    expect(text(computeEquity(input(ledger, { books: seen(RAIN_BOOK, mirror) })))).toBe(expected);
  });

  it('counts complete sets of all strategies at a dollar and only the rest at the bids', () => {
    const ledger = after(
      opened(),
      fill({ trade: 'a', strategy: 'FF', size: '12', price: '0.7' }),
      fill({ trade: 'b', strategy: 'Protect', size: '10', price: '0.45', outcome: 'NO' }),
    );
    const marked = computeEquity(input(ledger));
    expect(text(marked)).toBe('998.1, unrealized -1.9');
    expect(marked).toMatchObject({
      unrealizedBy: { FF: usdc('-1.9'), Protect: usdc('0'), MM: usdc('0'), ICC: usdc('0') },
    });
  });

  it('needs no book for complete sets alone', () => {
    const ledger = after(
      opened(),
      fill({ trade: 'a', price: '0.7' }),
      fill({ trade: 'b', price: '0.4', outcome: 'NO' }),
    );
    expect(text(computeEquity(input(ledger, { books: new Map() })))).toBe('999, unrealized -1');
  });

  it.each<[string, readonly Level[], readonly Level[], string]>([
    ['without bids', [], levels('0.40x10'), '-0.2'],
    ['without asks', levels('0.40x10'), [], '0.3'],
    ['without orders', [], [], '0.1'],
  ])('divides the dollar of a set %s on that side of the scale', (...[, bids, asks, gain]) => {
    const ledger = after(
      opened(),
      fill({ trade: 'a', strategy: 'MM', price: '0.4', size: '1' }),
      fill({ trade: 'b', strategy: 'FF', price: '0.4', size: '1', outcome: 'NO' }),
    );
    const marked = computeEquity(input(ledger, { books: seen(book(rain.yes, bids, asks)) }));
    expect(marked).toMatchObject({ unrealizedBy: { MM: usdc(gain) } });
  });

  it.each([
    ['0.009999', 'known'],
    ['0.01', 'unknown'],
    ['0.010001', 'unknown'],
  ])('of %s single shares, a lot being 0.01, is %s without their book', (size, kind) => {
    expect(computeEquity(input(held(size), { books: new Map() })).kind).toBe(kind);
  });

  it('counts less than a lot as worthless, whatever is bid for it', () => {
    expect(text(computeEquity(input(held('0.008'))))).toBe('999.996, unrealized -0.004');
    const paired = after(
      opened(),
      fill({ trade: 'a', price: '0.5' }),
      fill({ trade: 'b', price: '0.5', outcome: 'NO', size: '9.992' }),
    );
    expect(text(computeEquity(input(paired, { books: new Map() })))).toBe(
      '999.996, unrealized -0.004',
    );
  });

  it('counts resolved positions at their payout, without a book', () => {
    const status: MarketStatus = { kind: 'resolved', yesPayout: ratio('0.75') };
    const ledger = after(
      opened(),
      fill({ trade: 'a', price: '0.5' }),
      fill({ trade: 'b', price: '0.5', outcome: 'NO', size: '4' }),
    );
    const universe = known(universeOf([market('rain', status)], []), NOW);
    expect(text(computeEquity(input(ledger, { universe, books: new Map() })))).toBe(
      '1001.5, unrealized 1.5',
    );
  });

  it.each<[string, ReadonlyMap<TokenId, Observed<Book>>]>([
    ['without a book', new Map()],
    ['whatever an old book says', seen(RAIN_BOOK)],
  ])('counts sets alone where a market is closed and not resolved, %s', (_what, books) => {
    const ledger = after(
      opened(),
      fill({ trade: 'a', price: '0.5' }),
      fill({ trade: 'b', price: '0.5', outcome: 'NO', size: '4' }),
    );
    const universe = known(universeOf([market('rain', { kind: 'closed' })], []), NOW);
    expect(text(computeEquity(input(ledger, { universe, books })))).toBe('997, unrealized -3');
  });

  it('is unknown while a market is only paused and has no book', () => {
    const universe = known(universeOf([market('rain', { kind: 'paused' })], []), NOW);
    expect(text(computeEquity(input(held('10'), { universe, books: new Map() })))).toBe(
      'unknown: rain: no recent book',
    );
  });

  it.each<[string, Partial<EquityInput>, string]>([
    ['a book was not read', { books: new Map() }, 'rain: no recent book'],
    [
      'reading a book failed',
      { books: new Map([[rain.yes, unknown<Book>(timeout)]]) },
      'rain: no recent book',
    ],
    [
      'the books of the two tokens contradict each other',
      { books: seen(RAIN_BOOK, book(rain.no, levels('0.90x10'), levels('0.95x10'))) },
      'rain: no recent book',
    ],
    ['the markets could not be read', { universe: unknown(timeout) }, 'rain: no metadata'],
    ['the market is missing', { universe: known(universeOf([], []), NOW) }, 'rain: no metadata'],
  ])('is unknown when %s', (_what, changes, missing) => {
    expect(text(computeEquity(input(held('10'), changes)))).toBe(`unknown: ${missing}`);
  });

  it.each([
    ['a millisecond younger than', -1n, 'known'],
    ['as old as', 0n, 'known'],
    ['a millisecond older than', 1n, 'unknown'],
  ])('with a book %s the limit is %s', (...[, offset, kind]) => {
    const now = laterBy(laterBy(NOW, seconds(10)), durationMs(offset));
    expect(computeEquity(input(held('10'), { now })).kind).toBe(kind);
  });

  it.each(['YES', 'NO'] as const)('is unknown with %s shares that were never there', (outcome) => {
    const ledger = after(opened(), fill({ side: 'SELL', outcome }));
    expect(text(computeEquity(input(ledger)))).toBe('unknown: rain: short position');
  });

  it('that is unknown tells the gain in the markets that can be valued, and in no other', () => {
    const ledger = after(held('10'), fill({ trade: 'b', market: 'snow' }));
    const { unrealizedIn } = computeEquity(input(ledger, { books: seen(RAIN_BOOK) }));
    expect([...unrealizedIn]).toEqual([[rain.condition, usdc('0')]]);
  });

  it('lists everything that is missing', () => {
    const ledger = after(held('10'), fill({ trade: 'b', market: 'snow' }));
    expect(text(computeEquity(input(ledger, { books: new Map() })))).toBe(
      'unknown: rain: no recent book, snow: no recent book',
    );
  });
});

describe('a complete set of a micro', () => {
  it('leaves the fraction that its YES side is worth to the NO side', () => {
    const size = shares('0.000001');
    const known = { books: new Map(), now: NOW, bookAgeMax: seconds(10) };
    expect(marketValue(rain, { YES: size, NO: size }, known)).toEqual({
      ok: true,
      value: { YES: usdc('0'), NO: usdc('0.000001') },
    });
  });
});

describe('complete sets without a book', () => {
  it('are half a dollar on either side', () => {
    const size = shares('10');
    const known = { books: new Map(), now: NOW, bookAgeMax: seconds(10) };
    const value = { YES: usdc('5'), NO: usdc('5') };
    expect(marketValue(rain, { YES: size, NO: size }, known)).toEqual({ ok: true, value });
  });
});

describe('selling into bids', () => {
  it('rounds down at each level', () => {
    expect(soldInto(levels('0.3x0.000001', '0.2x0.000009'), shares('0.00001'))).toBe(
      usdc('0.000001'),
    );
  });
});
