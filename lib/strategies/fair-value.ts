// The one estimate of each market's price that all strategies share. A book that cannot be trusted
// gives none, and the cause is told.

import { blendEvent } from './event-blend.ts';
import { moneyOnAsks, moneyOnBids, microprice, micropriceBand } from './microprice.ts';
import { mirrored, mirrorsBest } from '../domain/book.ts';
import { offsetBetween, priceFromProbability } from '../units/price.ts';
import { err, ok } from '../units/result.ts';
import { elapsed } from '../units/time.ts';
import type { TwoSidedBook } from './microprice.ts';
import type { Book } from '../domain/book.ts';
import type { FairPrice, InvalidBook } from '../domain/fair-price.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { FairPriceParameters } from '../domain/parameters.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** The books of one cycle, by token. */
export type ObservedBooks = ReadonlyMap<TokenId, Observed<Book>>;

/** What fair prices are made from. */
export type FairPriceInput = {
  readonly universe: Universe;
  readonly books: ObservedBooks;
  readonly now: EpochMs;
  readonly parameters: FairPriceParameters;
};

/**
 * A market's one book, seen from YES: the YES token's own, else the mirror of the other token's.
 * The two are never added, being the same orders twice.
 * Refuses: two books of which one does not mirror the other.
 */
export const yesBook = (market: Market, books: ObservedBooks): Result<Book, InvalidBook> => {
  const yes = books.get(market.yes);
  const no = books.get(market.no);
  if (yes?.kind === 'known') {
    const agree = no?.kind !== 'known' || mirrorsBest(yes.value, no.value);
    return agree ? ok(yes.value) : err('not-mirrored');
  }
  if (no?.kind === 'known') return ok(mirrored(no.value, market.yes));
  return err(yes === undefined && no === undefined ? 'missing' : 'unknown');
};

const isTwoSided = (book: Book): book is Book & TwoSidedBook =>
  book.bids.length > 0 && book.asks.length > 0;

const faultOf = (book: TwoSidedBook, parameters: FairPriceParameters): InvalidBook | undefined => {
  const [bid, ask] = [book.bids[0].price, book.asks[0].price];
  if (bid >= ask) return 'crossed';
  if (offsetBetween(ask, bid) > parameters.spreadMax) return 'wide';
  const { levels, depthMin } = parameters;
  return moneyOnBids(book, levels) < depthMin || moneyOnAsks(book, levels) < depthMin
    ? 'thin'
    : undefined;
};

const invalid = (cause: InvalidBook): FairPrice => ({ kind: 'invalid', cause });

/** The fair price of one market from its own books alone. */
export const fairPrice = (market: Market, input: FairPriceInput): FairPrice => {
  const { books, now, parameters } = input;
  const read = yesBook(market, books);
  if (!read.ok) return invalid(read.error);
  if (elapsed(read.value.at, now) > parameters.ageMax) return invalid('stale');
  const book = read.value;
  if (!isTwoSided(book)) return invalid('one-sided');
  const fault = faultOf(book, parameters);
  if (fault !== undefined) return invalid(fault);
  const estimate = microprice(book, parameters);
  return {
    kind: 'valid',
    probability: estimate,
    yes: priceFromProbability(estimate, 'down'),
    band: micropriceBand(book, parameters),
    bestBid: book.bids[0].price,
    bestAsk: book.asks[0].price,
  };
};

const marketsOf = (input: FairPriceInput): readonly Market[] => {
  const { universe, books } = input;
  const conditions = new Set(
    [...books.keys()].flatMap((token) => universe.tokens.get(token)?.condition ?? []),
  );
  return [...conditions].flatMap((condition) => universe.markets.get(condition) ?? []);
};

/** The fair prices of the markets of which a book was asked for, each from its own books alone. */
export const computeOwnPrices = (input: FairPriceInput): ReadonlyMap<ConditionId, FairPrice> =>
  new Map(marketsOf(input).map((market) => [market.condition, fairPrice(market, input)]));

/**
 * The same prices blended within events: the fair price of every market of which a book was asked
 * for. A market of which none was is absent.
 */
export const blendPrices = (
  input: FairPriceInput,
  single: ReadonlyMap<ConditionId, FairPrice>,
): ReadonlyMap<ConditionId, FairPrice> => {
  const events = new Set(marketsOf(input).map((market) => market.event));
  const blended = [...events].flatMap((id) => {
    const event = input.universe.events.get(id);
    return event === undefined ? [] : blendEvent(event, single, input.parameters.eventBlend);
  });
  return new Map([...single, ...blended]);
};
