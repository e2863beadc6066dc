import { describe, expect, it } from 'vitest';
import { known, mapObserved } from '../../lib/domain/observed.ts';
import { orderId, tokenId } from '../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { balancesOf, contextWith, failure, judged, NOW, quotes, wish } from './contexts.ts';
import { market, oneEvent, order, pendingFill, pendingOf, resting } from './books.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { VenueMode } from '../../lib/domain/venue-outcome.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { Held } from './books.ts';

const LONG: readonly Held[] = [{ market: 'A', outcome: 'YES', shares: '100', cost: '50' }];
const BUY = 'A BUY YES 10 @ 0.5';
const SELL = 'A SELL YES 100 @ 0.5';
const YES = tokenId('A-YES');
const NO = tokenId('A-NO');

const long = (changes: Partial<GateContext>): GateContext => contextWith(LONG, changes);
const from = (offset: bigint) => epochMs(msOfEpoch(NOW) + offset);

describe('STALE_DATA', () => {
  const withBooks = (books: readonly (readonly [typeof YES, Observed<Book>])[]): GateContext =>
    long({ books: new Map(books) });
  const aged = (ms: bigint): Observed<Book> =>
    mapObserved(quotes(YES, '0.49', '0.51'), (book) => ({ ...book, at: from(-ms) }));

  it('refuses an order whose book was not read', () => {
    expect(judged(withBooks([]), SELL)).toEqual([
      'STALE_DATA: part=book token=A-YES cause=not read',
    ]);
  });

  it('refuses an order whose book could not be read', () => {
    expect(judged(withBooks([[YES, failure('TIMEOUT')]]), SELL)).toEqual([
      'STALE_DATA: part=book token=A-YES cause=TIMEOUT',
    ]);
  });

  it("takes the mirror where only the other token's book was read", () => {
    const books = [
      [YES, failure('TIMEOUT')],
      [NO, quotes(NO, '0.49', '0.51')],
    ] as const;
    expect(judged(withBooks(books), SELL)).toEqual(['reducing 100']);
  });

  it.each([
    [9_999n, 'reducing 100'],
    [10_000n, 'reducing 100'],
    [10_001n, 'STALE_DATA: part=book token=A-YES age=10001ms limit=10000ms'],
  ])('with a book %i ms old: %s', (ms, expected) => {
    expect(judged(withBooks([[YES, aged(ms)]]), SELL)).toEqual([expected]);
  });

  it("refuses an order whose book is not the mirror of the other token's", () => {
    const books = [
      [YES, quotes(YES, '0.49', '0.51')],
      [NO, quotes(NO, '0.48', '0.51')],
    ] as const;
    expect(judged(withBooks(books), SELL)).toEqual(['STALE_DATA: part=mirror token=A-YES']);
  });

  it.each([
    ['mode', 'mode'],
    ['balances', 'balance'],
    ['openOrders', 'orders'],
    ['fills', 'fills'],
  ] as const)('refuses everything where %s could not be read', (key, part) => {
    expect(judged(long({ [key]: failure('SERVER') }), SELL)).toEqual([
      `STALE_DATA: part=${part} cause=SERVER`,
    ]);
  });

  it.each([
    [59_999n, 'reducing 100'],
    [60_000n, 'reducing 100'],
    [60_001n, 'STALE_DATA: part=balance age=60001ms limit=60000ms'],
  ])('with balances %i ms old: %s', (ms, expected) => {
    const balances = known(balancesOf(LONG), from(-ms));
    expect(judged(long({ balances }), SELL)).toEqual([expected]);
  });

  it('refuses a SELL of shares that the venue was not asked about', () => {
    const balances = known({ ...balancesOf(LONG), shares: new Map() }, NOW);
    expect(judged(long({ balances }), SELL, BUY)).toEqual([
      'adding 10',
      'STALE_DATA: part=balance token=A-YES cause=not read',
      'INSUFFICIENT_BALANCE: needed=100 sellable=0 venue=0 offered=0',
    ]);
  });

  it('refuses what adds exposure while equity is unknown', () => {
    const equity = { kind: 'unknown', missing: ['A-YES', 'B-NO'] } as const;
    expect(judged(long({ equity }), BUY, SELL)).toEqual([
      'reducing 100',
      'STALE_DATA: part=equity missing=A-YES,B-NO',
    ]);
  });

  it('refuses what adds exposure while an order may fill in a market that was not read', () => {
    const context = long({});
    const elsewhere = resting(order('Z BUY YES 10 @ 0.4'), { certainty: 'unknown' });
    const beside = { ...context, portfolio: { ...context.portfolio, resting: [elsewhere] } };
    expect(judged(beside, BUY, SELL)).toEqual(['reducing 100', 'STALE_DATA: part=market unread=Z']);
  });

  it('refuses what adds exposure while a fill in a market that was not read may fail', () => {
    const context = long({});
    const pending = pendingOf([pendingFill('Z BUY YES 10 for 4')]);
    const beside = { ...context, portfolio: { ...context.portfolio, pending } };
    expect(judged(beside, BUY, SELL)).toEqual(['reducing 100', 'STALE_DATA: part=market unread=Z']);
  });

  it('refuses an order of a market that is not known', () => {
    expect(judged(long({}), 'Z BUY YES 10 @ 0.5')).toEqual(['STALE_DATA: part=market condition=Z']);
  });

  it('shows every reason there is', () => {
    const context = long({ mode: failure('TIMEOUT'), fills: failure('SERVER') });
    expect(judged(context, 'A BUY YES 10 @ 0.505')).toEqual([
      'STALE_DATA: part=mode cause=TIMEOUT',
      'STALE_DATA: part=fills cause=SERVER',
      'OFF_TICK: price=0.505 tick=0.01',
    ]);
  });
});

describe('INTENT_UNRESOLVED', () => {
  const beside = (text: string): GateContext => {
    const context = long({});
    const unknown = resting(order(text), { certainty: 'unknown', id: orderId('0xabc') });
    return { ...context, portfolio: { ...context.portfolio, resting: [unknown] } };
  };

  it('blocks the market side of an order of unknown outcome, on both tokens', () => {
    expect(judged(beside('A BUY NO 10 @ 0.4'), 'A SELL YES 50 @ 0.5')).toEqual([
      'INTENT_UNRESOLVED: order=0xabc',
    ]);
  });

  it('blocks neither the other side nor another market', () => {
    expect(judged(beside('A BUY YES 10 @ 0.4'), SELL)).toEqual(['reducing 100']);
    expect(judged(beside('B BUY YES 10 @ 0.4'), BUY)).toEqual(['adding 10']);
  });
});

describe('MARKET_CLOSED', () => {
  const inMarket = (changes: Partial<Market>): GateContext =>
    long({ universe: oneEvent([market('A', changes), market('B'), market('C')]) });
  const at = (offset: bigint) => ({ kind: 'at', at: from(offset) }) as const;
  const DAY = 86_400_000n;

  it.each(['paused', 'closed'] as const)('refuses everything in a %s market', (kind) => {
    expect(judged(inMarket({ status: { kind } }), SELL)).toEqual([`MARKET_CLOSED: cause=${kind}`]);
  });

  it.each([
    ['one millisecond more than 24 h', 1n, 'adding 10'],
    ['24 h', 0n, 'adding 10'],
    [
      'one millisecond less than 24 h',
      -1n,
      'MARKET_CLOSED: cause=end end=2026-11-23T11:59:59.999Z',
    ],
  ])('with %s to the end: %s', (_where, offset, expected) => {
    expect(judged(inMarket({ end: at(DAY + offset) }), BUY)).toEqual([expected]);
  });

  it('counts the earlier of end and game start', () => {
    const context = inMarket({ end: at(3n * DAY), gameStart: at(DAY / 2n) });
    expect(judged(context, BUY)).toEqual(['MARKET_CLOSED: cause=end end=2026-11-23T00:00:00.000Z']);
  });

  it('refuses what adds exposure where the end or the game start is unknown', () => {
    const unknown = { kind: 'unknown' } as const;
    const refusal = ['MARKET_CLOSED: cause=end end=unknown'];
    expect(judged(inMarket({ end: unknown }), BUY)).toEqual(refusal);
    expect(judged(inMarket({ gameStart: unknown }), BUY)).toEqual(refusal);
  });

  it('lets reducing orders pass close to the end', () => {
    expect(judged(inMarket({ end: at(1n) }), SELL)).toEqual(['reducing 100']);
  });

  it.each(['cancel-only', 'disabled'] as const)('refuses everything while %s', (mode) => {
    expect(judged(long({ mode: known<VenueMode>(mode, NOW) }), SELL)).toEqual([
      `MARKET_CLOSED: cause=venue-${mode}`,
    ]);
  });

  it('lets only reducing orders pass while the account may only close', () => {
    const context = long({ mode: known<VenueMode>('closed-only', NOW) });
    expect(judged(context, SELL)).toEqual(['reducing 100']);
    expect(judged(context, BUY)).toEqual(['MARKET_CLOSED: cause=venue-closed-only']);
  });

  it('admits only post-only orders of MM in post-only mode', () => {
    const mode = known<VenueMode>('post-only', NOW);
    const refusal = 'MARKET_CLOSED: cause=venue-post-only';
    expect(judged(long({ mode }), BUY)).toEqual(['adding 10']);
    expect(judged(long({ mode }), wish(SELL, { strategy: 'Protect' }))).toEqual([refusal]);
    const taking = order(SELL, { liquidity: 'may-take', timeInForce: 'FAK' });
    expect(judged(long({ mode }), wish(taking))).toEqual([refusal]);
  });
});
