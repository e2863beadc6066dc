// What a poll of the venue's public data says, as events of a tape: what became of the markets, the
// trades since the last poll, then the books. What could not be read is a gap; nothing stands in
// for it.

import { hasEnded } from '../domain/market.ts';
import { WHOLE } from '../domain/tape-event.ts';
import { negate } from '../units/quantity.ts';
import { after, earlier, later } from '../units/time.ts';
import { marketBook } from './live-feed-books.ts';
import { onGrid, TAPE_OVERLAP } from './live-feed-trades.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { Print } from '../domain/print.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { ConditionId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { PolledBooks } from './live-feed-books.ts';
import type { TapeMemory } from './live-feed-trades.ts';

/** What was read in one poll. */
export type RecordedPoll = PolledBooks & {
  readonly universe: Observed<Universe>;
  readonly trades: Observed<readonly Print[]>;
};

/** What a recording remembers from poll to poll. */
export type RecordState = {
  /** The recorded markets as they were told last. */
  readonly markets: ReadonlyMap<ConditionId, Market>;
  /** The book that stands on the tape, of each market whose book is known. */
  readonly books: ReadonlyMap<ConditionId, Book>;
  readonly tape: TapeMemory;
  /** No event may be earlier. */
  readonly last: EpochMs;
};

/** Begins a recording of some markets; nothing is known of their books. */
export const startRecord = (universe: Universe, at: EpochMs): RecordState => ({
  markets: universe.markets,
  books: new Map(),
  tape: { from: at, fed: new Map() },
  last: at,
});

/** The state after a poll, and the events that it was. */
export type Recorded = { readonly state: RecordState; readonly events: readonly TapeEvent[] };

const sameLevels = (a: readonly Level[], b: readonly Level[]): boolean =>
  a.length === b.length &&
  a.every(({ price, size }, index) => price === b[index]?.price && size === b[index].size);

const isSame = (a: Book | undefined, b: Book): boolean =>
  a !== undefined && sameLevels(a.bids, b.bids) && sameLevels(a.asks, b.asks);

type Step = {
  readonly markets: ReadonlyMap<ConditionId, Market>;
  readonly events: readonly TapeEvent[];
};

// A market that is told no more stays what it was told last.
const statusesIn = (state: RecordState, { universe }: RecordedPoll, at: EpochMs): Step => {
  if (universe.kind === 'unknown') return { markets: state.markets, events: [] };
  const markets = new Map(state.markets);
  const events: TapeEvent[] = [];
  for (const [condition, market] of state.markets) {
    const { status } = universe.value.markets.get(condition) ?? market;
    if (JSON.stringify(status, plain) === JSON.stringify(market.status, plain)) continue;
    events.push({ kind: 'status', at, condition, status });
    markets.set(condition, { ...market, status });
  }
  return { markets, events };
};

const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

// A trade that is served late stands right before the books that are read next.
const tradesIn = (state: RecordState, { trades, at }: RecordedPoll) => {
  if (trades.kind === 'unknown') return { memory: state.tape, events: [] };
  const fresh = trades.value.filter(
    ({ key, condition }) => !state.tape.fed.has(key) && state.markets.has(condition),
  );
  const events = fresh.flatMap((print): TapeEvent[] => {
    const market = state.markets.get(print.condition);
    if (market === undefined) return [];
    const { token, takerSide, size, wallet, transaction } = print;
    const price = onGrid(print, market.tick);
    const when = later(earlier(print.at, at), state.last);
    return [{ kind: 'trade', at: when, token, takerSide, price, size, wallet, transaction }];
  });
  const from = later(state.tape.from, after(at, negate(TAPE_OVERLAP)));
  const keys = [...state.tape.fed, ...fresh.map(({ key, at: of }) => [key, of] as const)];
  const fed = new Map(keys.filter(([, of]) => of >= from));
  return { memory: { from, fed }, events: events.toSorted(byTime) };
};

const byTime = (a: TapeEvent, b: TapeEvent): number => {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
};

type BookStep = Step & { readonly books: RecordState['books'] };

// A book that did not change is vouched for, which takes a few bytes.
const booksIn = (state: RecordState, polled: PolledBooks): BookStep => {
  const markets = new Map(state.markets);
  const books = new Map(state.books);
  const events: TapeEvent[] = [];
  const { at } = polled;
  for (const [condition, market] of state.markets) {
    if (hasEnded(market)) continue;
    const { yes: token } = market;
    const found = marketBook(market, polled);
    if (found.kind === 'unknown') {
      if (books.delete(condition)) events.push({ kind: 'gap', at, token, cause: found.cause });
      continue;
    }
    const { bids, asks, tick } = found.book;
    if (tick !== market.tick) {
      events.push({ kind: 'tick', at, condition, tick });
      markets.set(condition, { ...market, tick });
    }
    if (isSame(books.get(condition), found.book))
      events.push({ kind: 'alive', at, tokens: [token] });
    else events.push({ kind: 'book', at, token, bids, asks, depth: WHOLE });
    books.set(condition, found.book);
  }
  return { markets, books, events };
};

/** Turns a poll into events: none is earlier than those before it. */
export const recordPoll = (state: RecordState, polled: RecordedPoll): Recorded => {
  const at = later(polled.at, state.last);
  const timed = { ...polled, at };
  const told = tradesIn(state, timed);
  const listed = statusesIn(state, timed, at);
  const shown = booksIn({ ...state, markets: listed.markets }, timed);
  return {
    state: { markets: shown.markets, books: shown.books, tape: told.memory, last: at },
    events: [...told.events, ...listed.events, ...shown.events],
  };
};

/** What closes a recording: from here on no book is known. */
export const endRecord = (state: RecordState, at: EpochMs, cause: string): readonly TapeEvent[] =>
  Array.from(state.books.keys()).flatMap((condition): TapeEvent[] => {
    const market = state.markets.get(condition);
    if (market === undefined) return [];
    return [{ kind: 'gap', at: later(at, state.last), token: market.yes, cause }];
  });
