import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestFirst, mirrored } from '../../lib/domain/book.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { othersBooks } from '../../lib/strategies/own-depth.ts';
import { orderId, tokenId } from '../../lib/units/ids.ts';
import { formatPrice, price } from '../../lib/units/price.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { formatShares, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { aBook, aMarket, levels, observed } from './books.ts';
import { ANY_BOOK, anyWorld, viewOfWorld } from './quoting-worlds.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { OpenOrder, Order, RestingOrder } from '../../lib/domain/order.ts';
import type { StrategyView } from '../../lib/domain/decision.ts';

const market = aMarket('a');
const universe = universeOf([market], []);

const book = aBook(market.yes, {
  bids: levels('bids', '0.48 x 100', '0.47 x 200'),
  asks: levels('asks', '0.52 x 300', '0.53 x 400'),
});
const both = observed(book, mirrored(book, market.no));

const open = (
  order: Pick<OpenOrder, 'outcome' | 'side'> & { readonly at: string; readonly size: string },
  changes: Partial<OpenOrder> = {},
): OpenOrder => ({
  id: orderId('1'),
  condition: market.condition,
  token: order.outcome === 'YES' ? market.yes : market.no,
  outcome: order.outcome,
  side: order.side,
  price: price(order.at),
  originalSize: shares(order.size),
  matchedSize: ZERO_SHARES,
  status: 'LIVE',
  expiration: { kind: 'never' },
  ...changes,
});

const text = (side: readonly Level[]): string =>
  side.map((level) => `${formatPrice(level.price)} x ${formatShares(level.size)}`).join(', ');

const left = (...own: readonly OpenOrder[]): readonly string[] => {
  const books = othersBooks(both, own, universe);
  const [yes, no] = [books.get(market.yes), books.get(market.no)];
  if (yes?.kind !== 'known' || no?.kind !== 'known') throw new Error('both books are known');
  expect(mirrored(yes.value, market.no)).toEqual(no.value);
  return [text(yes.value.bids), text(yes.value.asks)];
};

describe('the books of the others', () => {
  it.each([
    ['BUY', 'YES', '0.48', '0.48 x 60, 0.47 x 200', '0.52 x 300, 0.53 x 400'],
    ['SELL', 'NO', '0.52', '0.48 x 60, 0.47 x 200', '0.52 x 300, 0.53 x 400'],
    ['SELL', 'YES', '0.53', '0.48 x 100, 0.47 x 200', '0.52 x 300, 0.53 x 360'],
    ['BUY', 'NO', '0.47', '0.48 x 100, 0.47 x 200', '0.52 x 300, 0.53 x 360'],
  ] as const)('lack an own %s %s of 40 at %s on both tokens', (...row) => {
    const [side, outcome, at, bids, asks] = row;
    expect(left(open({ side, outcome, at, size: '40' }))).toEqual([bids, asks]);
  });

  it.each([
    ['99.99', '0.48 x 0.01, 0.47 x 200'],
    ['100', '0.47 x 200'],
    ['100.01', '0.47 x 200'],
  ])('lack a level that is all ours: %s of 100', (size, bids) => {
    expect(left(open({ side: 'BUY', outcome: 'YES', at: '0.48', size }))[0]).toBe(bids);
  });

  it('lack all own orders at a price together', () => {
    const own = open({ side: 'BUY', outcome: 'YES', at: '0.48', size: '30' });
    const twin = open({ side: 'SELL', outcome: 'NO', at: '0.52', size: '20' });
    expect(left(own, twin)[0]).toBe('0.48 x 50, 0.47 x 200');
  });

  it('lack only what is not yet filled of an order', () => {
    const partly = { matchedSize: shares('25') };
    const own = open({ side: 'BUY', outcome: 'YES', at: '0.48', size: '40' }, partly);
    expect(left(own)[0]).toBe('0.48 x 85, 0.47 x 200');
  });

  it.each(['MATCHED', 'DELAYED', 'CANCELED', 'INVALID'] as const)(
    'keep all where an own order does not rest: %s',
    (status) => {
      const own = open({ side: 'BUY', outcome: 'YES', at: '0.48', size: '40' }, { status });
      expect(left(own)[0]).toBe('0.48 x 100, 0.47 x 200');
    },
  );

  it('keep a book that is not known, and lack orders of a market that is not', () => {
    const error = {
      kind: 'TIMEOUT',
      endpoint: '/books',
      detail: '',
      retryAfter: { kind: 'unspecified' },
    } as const;
    const own = open({ side: 'BUY', outcome: 'YES', at: '0.48', size: '40' });
    const books = new Map([...observed(book), [tokenId('x'), unknown<Book>(error)]]);
    const found = othersBooks(books, [own], universeOf([], []));
    expect(found.get(tokenId('x'))).toEqual(unknown(error));
    const yes = found.get(market.yes);
    expect(yes?.kind === 'known' ? text(yes.value.bids) : '').toBe('0.48 x 60, 0.47 x 200');
  });
});

describe('market making among its own orders', () => {
  const asOpen = (order: Order, index: number): OpenOrder => ({
    ...order,
    id: orderId(String(index)),
    originalSize: order.size,
    matchedSize: ZERO_SHARES,
    status: 'LIVE',
    expiration: { kind: 'never' },
  });

  const asResting = (order: Order, index: number): RestingOrder => ({
    id: orderId(String(index)),
    order,
    strategy: 'MM',
    remaining: order.size,
    expiration: { kind: 'never' },
    certainty: 'confirmed',
  });

  const joined = (side: 'bids' | 'asks', theirs: readonly Level[], ours: readonly Level[]) => {
    const sizes = new Map(theirs.map((level) => [level.price, level.size]));
    for (const { price: at, size } of ours) sizes.set(at, plus(sizes.get(at) ?? ZERO_SHARES, size));
    return bestFirst(
      side,
      [...sizes].map(([at, size]) => ({ price: at, size })),
    );
  };

  /** The book as the venue shows it once the orders rest in it. */
  const withOrders = (theirs: Book, orders: readonly Order[]): Book => {
    const shown = orders.map((order) => {
      const own = aBook(order.token, { bids: [], asks: [] });
      const level = { price: order.price, size: order.size };
      const mine = order.side === 'BUY' ? { ...own, bids: [level] } : { ...own, asks: [level] };
      return order.outcome === 'YES' ? mine : mirrored(mine, theirs.token);
    });
    return {
      ...theirs,
      bids: joined(
        'bids',
        theirs.bids,
        shown.flatMap(({ bids }) => bids),
      ),
      asks: joined(
        'asks',
        theirs.asks,
        shown.flatMap(({ asks }) => asks),
      ),
    };
  };

  const sellable = (view: StrategyView, orders: readonly Order[]): StrategyView['sellable'] =>
    new Map(
      [...view.sellable].map(([token, free]) => [
        token,
        orders
          .filter((order) => order.side === 'SELL' && order.token === token)
          .reduce((rest, order) => minus(rest, order.size), free),
      ]),
    );

  it('wants the same again once what it wanted rests and shows in the book', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const before = viewOfWorld(world);
        const orders = decideMarketMaking(before, ANY_BOOK).desired.map(({ order }) => order);
        const shown = withOrders(world.book, orders);
        const books = othersBooks(
          observed(shown, mirrored(shown, world.market.no)),
          orders.map(asOpen),
          before.universe,
        );
        const after = viewOfWorld(
          world,
          {
            portfolio: { ...before.portfolio, resting: orders.map(asResting) },
            sellable: sellable(before, orders),
          },
          books,
        );
        const again = decideMarketMaking(after, ANY_BOOK).desired.map(({ order }) => order);
        expect(again).toEqual(orders);
      }),
      { numRuns: 10_000 },
    );
  });
});
