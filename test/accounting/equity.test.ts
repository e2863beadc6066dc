// What the portfolio could be turned into now, and how that splits into cost and gain.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEquity } from '../../lib/accounting/equity.ts';
import { soldInto } from '../../lib/accounting/market-value.ts';
import { feesOf, realizedOf } from '../../lib/accounting/pnl.ts';
import { known, unknown } from '../../lib/domain/observed.ts';
import { mirrored } from '../../lib/domain/book.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { price, tick } from '../../lib/units/price.ts';
import { minus, plus, sum } from '../../lib/units/quantity.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after as laterBy, durationMs, seconds } from '../../lib/units/time.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyHistory, lived } from './histories.ts';
import { after, fill, market, MARKETS, NOTHING_FAIR, opened, secondsLater } from './scenario.ts';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import type { EquityInput, MarkedEquity } from '../../lib/accounting/equity.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { MarketStatus } from '../../lib/domain/market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';
import type { TokenId } from '../../lib/units/ids.ts';

const NOW = secondsLater(100);
const [rain, snow] = MARKETS;

const levels = (...texts: readonly string[]): readonly Level[] =>
  texts.map((text) => {
    const [at = '', size = ''] = text.split('x');
    return { price: price(at), size: shares(size) };
  });

const book = (token: TokenId, bids: readonly Level[], asks: readonly Level[]): Book => ({
  token,
  bids,
  asks,
  tick: tick('0.01'),
  sizeMin: shares('5'),
  at: NOW,
});

const RAIN_BOOK = book(
  rain.yes,
  levels('0.50x10', '0.40x10', '0.30x5'),
  levels('0.60x10', '0.70x100'),
);

const timeout: VenueError = {
  kind: 'TIMEOUT',
  endpoint: '/books',
  detail: 'late',
  retryAfter: { kind: 'unspecified' },
};

const seen = (...books: readonly Book[]): ReadonlyMap<TokenId, Observed<Book>> =>
  new Map(books.map((one) => [one.token, known(one, NOW)]));

const input = (ledger: LedgerState, changes: Partial<EquityInput> = {}): EquityInput => ({
  ledger,
  universe: known(universeOf(MARKETS, []), NOW),
  books: seen(RAIN_BOOK),
  now: NOW,
  bookAgeMax: seconds(10),
  ...changes,
});

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

  it('lists everything that is missing', () => {
    const ledger = after(held('10'), fill({ trade: 'b', market: 'snow' }));
    expect(text(computeEquity(input(ledger, { books: new Map() })))).toBe(
      'unknown: rain: no recent book, snow: no recent book',
    );
  });
});

describe('selling into bids', () => {
  it('rounds down at each level', () => {
    expect(soldInto(levels('0.3x0.000001', '0.2x0.000009'), shares('0.00001'))).toBe(
      usdc('0.000001'),
    );
  });
});

describe('equity of any books', () => {
  // So many sets that the history hardly ever sells what is not there.
  const rich = postActivity(
    opened('100000'),
    [rain, snow].map((one) => ({
      kind: 'split' as const,
      key: one.slug,
      at: secondsLater(0),
      condition: one.condition,
      size: shares('20000'),
    })),
    NOTHING_FAIR,
  ).state;
  const snowBook = book(snow.yes, levels('0.20x1000'), levels('0.25x1000'));
  const marks = anyHistory.map((steps) => {
    const ledger = lived(steps, rich).state;
    return { ledger, marked: computeEquity(input(ledger, { books: seen(RAIN_BOOK, snowBook) })) };
  });

  it('is flows plus realized plus unrealized less fees, to the micro', () => {
    fc.assert(
      fc.property(marks, ({ ledger, marked }) => {
        expect(marked.kind).toBe('known');
        if (marked.kind === 'unknown') return;
        const net = minus(plus(realizedOf(ledger), marked.unrealized), feesOf(ledger));
        expect(marked.equity).toBe(plus(ledger.flows, net));
      }),
      { numRuns: 10_000 },
    );
  });

  it('has an unrealized gain that the strategies share without rest', () => {
    fc.assert(
      fc.property(marks, ({ marked }) => {
        if (marked.kind === 'unknown') return;
        expect(sum(ZERO_USDC, Object.values(marked.unrealizedBy))).toBe(marked.unrealized);
      }),
      { numRuns: 10_000 },
    );
  });
});
