// Watches a tape go by and notes everything in it that a venue could not have shown.

import { formatPrice, isOnGrid, microsOfPrice } from '../../lib/units/price.ts';
import { formatShares, microsOfShares, ORDER_LOT } from '../../lib/units/shares.ts';
import { formatTime, minutes, after } from '../../lib/units/time.ts';
import { present } from '../../lib/units/invariant.ts';
import { bestAsk, bestBid, setLevel, sideOf, sizeAt } from '../../lib/tape/book-builder.ts';
import type { BookBuilder, Side, SideName } from '../../lib/tape/book-builder.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { ConditionId, TokenId } from '../../lib/units/ids.ts';
import type { Tick } from '../../lib/units/price.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** The YES books that are known at a moment, by market. */
export type YesBooks = ReadonlyMap<ConditionId, BookBuilder>;

/** What a tape showed. */
export type Watched = { readonly faults: readonly string[]; readonly events: number };

type Trade = Extract<TapeEvent, { readonly kind: 'trade' }>;
// What a trade leaves at its price, as the next change of the book has to show it.
type Left = { readonly side: SideName; readonly price: number; readonly size: number };

const UNIT = 1_000_000;
const FAULTS_LISTED = 20;

/** Reads a tape to its end, and shows all books at the end of every minute. */
export const watchTape = async (
  tape: Tape,
  eachMinute: (books: YesBooks, at: EpochMs, ticks: ReadonlyMap<ConditionId, Tick>) => void,
): Promise<Watched> => {
  const books = new Map<ConditionId, BookBuilder>();
  const ticks = new Map(
    [...tape.universe.markets.values()].map(({ condition, tick }) => [condition, tick] as const),
  );
  const left = new Map<ConditionId, Left>();
  const faults: string[] = [];
  let clock = tape.start;
  let minute = after(tape.start, minutes(1));
  let events = 0;

  const fault = (event: TapeEvent, what: string): void => {
    const text = `${formatTime(event.at)} ${event.kind}: ${what}`;
    if (faults.length < FAULTS_LISTED) faults.push(text);
  };
  const checkLevel = (event: TapeEvent, market: Market, { price, size }: Level): void => {
    const tick = present(ticks.get(market.condition), 'every market has a tick');
    if (!isOnGrid(price, tick)) fault(event, `${formatPrice(price)} is off the grid`);
    if (microsOfShares(size) % microsOfShares(ORDER_LOT) !== 0n)
      fault(event, `${formatShares(size)} shares are no multiple of a lot`);
  };
  const checkBook = (event: TapeEvent, book: BookBuilder): void => {
    const [bid, ask] = [bestBid(book), bestAsk(book)];
    if (bid === undefined || ask === undefined) fault(event, 'a side is empty');
    else if (bid >= ask) fault(event, `bid ${String(bid)} meets ask ${String(ask)}`);
  };
  const takeTrade = (event: Trade, market: Market): void => {
    checkLevel(event, market, event);
    const book = books.get(market.condition);
    if (left.has(market.condition)) fault(event, 'the book never showed the trade before it');
    if (book === undefined) {
      fault(event, 'there is no book to trade from');
      return;
    }
    const { side, price, size } = hitBy(event, market);
    if (price !== (side === 'bids' ? bestBid(book) : bestAsk(book)))
      fault(event, `${String(price)} was not the best price`);
    if (size > sizeAt(book[side], price)) fault(event, 'more was traded than stood there');
    left.set(market.condition, { side, price, size: sizeAt(book[side], price) - size });
  };
  const takeLevel = (
    event: Extract<TapeEvent, { readonly kind: 'level' }>,
    market: Market,
  ): void => {
    checkLevel(event, market, event);
    const book = present(books.get(market.condition), 'a book comes before its changes');
    const price = Number(microsOfPrice(event.price));
    const size = Number(microsOfShares(event.size));
    const expected = left.get(market.condition) ?? { side: event.side, price, size };
    left.delete(market.condition);
    if (expected.side !== event.side || expected.price !== price || expected.size !== size)
      fault(event, 'the book does not show the trade before it');
    setLevel(book[event.side], price, size);
    checkBook(event, book);
  };
  const take = (event: TapeEvent): void => {
    if (event.kind === 'tick') ticks.set(event.condition, event.tick);
    if (!('token' in event)) return;
    const market = marketOf(tape, event.token);
    if (event.kind === 'gap') books.delete(market.condition);
    if (event.kind === 'trade') takeTrade(event, market);
    if (event.kind === 'level') takeLevel(event, market);
    if (event.kind !== 'book') return;
    for (const level of [...event.bids, ...event.asks]) checkLevel(event, market, level);
    const book = builderOf(event);
    checkBook(event, book);
    books.set(market.condition, book);
  };
  for await (const batch of tape.events()) {
    if (batch.length === 0) faults.push('an empty batch');
    for (const event of batch) {
      for (; event.at >= minute; minute = after(minute, minutes(1)))
        eachMinute(books, minute, ticks);
      if (event.at < clock || event.at > tape.end) fault(event, 'the event is out of time');
      clock = event.at;
      events += 1;
      take(event);
    }
  }
  return { faults, events };
};

/** The middle of a book. Unit: dollar. */
export const midOf = (book: BookBuilder): number =>
  ((bestBid(book) ?? 0) + (bestAsk(book) ?? UNIT)) / 2 / UNIT;

const marketOf = (tape: Tape, token: TokenId): Market => {
  const { condition } = present(tape.universe.tokens.get(token), `token ${token} is listed`);
  return present(tape.universe.markets.get(condition), 'a listed token has a market');
};

const hitBy = (trade: Trade, market: Market): Left => {
  const price = Number(microsOfPrice(trade.price));
  const isYes = trade.token === market.yes;
  return {
    side: (trade.takerSide === 'BUY') === isYes ? 'asks' : 'bids',
    price: isYes ? price : UNIT - price,
    size: Number(microsOfShares(trade.size)),
  };
};

const builderOf = (event: Pick<Extract<TapeEvent, { kind: 'book' }>, SideName>): BookBuilder => {
  const side = (levels: readonly Level[]): Side => {
    const raw = levels.map(({ price, size }) => ({
      price: Number(microsOfPrice(price)),
      size: Number(microsOfShares(size)),
    }));
    return present(sideOf(raw), 'no price stands twice in a book');
  };
  return { bids: side(event.bids), asks: side(event.asks) };
};
