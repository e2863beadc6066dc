// Paper trading on the market as it is now: before each cycle the venue's public data is read and
// put into the simulated venue, as a tape of which the end is the present. What our orders do there
// stays simulated, by the same queue rules as on any tape.

import { tokensInBooks } from '../accounting/positions.ts';
import { isPositive, negate } from '../units/quantity.ts';
import { after, later } from '../units/time.ts';
import { feedBooks } from './live-feed-books.ts';
import { feedTrades, TAPE_REACH } from './live-feed-trades.ts';
import type { TokensToRead } from '../cycle/observe.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Print } from '../domain/print.ts';
import type { VenueError, VenueMode } from '../domain/venue-outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { VenueReads } from '../ports/venue.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { EpochMs, When } from '../units/time.ts';
import type { FedBooks } from './live-feed-books.ts';
import type { FedTrades, TapeMemory } from './live-feed-trades.ts';

/** The public reads that a live feed needs. */
export type LiveReads = Pick<VenueReads, 'fetchMode' | 'fetchUniverse' | 'fetchBooks'> & {
  /** Every trade of some markets at or after a time. */
  readonly fetchTape: (
    markets: readonly ConditionId[],
    from: EpochMs,
  ) => Promise<Observed<readonly Print[]>>;
};

/** Where a live feed comes from, and which books the next cycle will ask for. */
export type LiveSource = {
  readonly reads: LiveReads;
  /** The real time, which becomes the venue's. */
  readonly clock: Clock;
  readonly tokensToRead: TokensToRead;
};

/** What could not be read in the last poll; null where all went well. */
export type LiveOutage = {
  readonly clob: VenueError | null;
  readonly gamma: VenueError | null;
  readonly data: VenueError | null;
};

/** What a live feed remembers from poll to poll. */
export type LiveFeedState = {
  /** Which universe the venue lists. */
  readonly listedAt: When;
  readonly tape: TapeMemory;
  /** When the cycle after the last poll ended. */
  readonly cycleEnd: When;
  readonly outage: LiveOutage;
};

/** One poll: what to remember, and what was fed. */
export type LivePoll = {
  readonly state: LiveFeedState;
  readonly books: FedBooks;
  readonly trades: FedTrades;
};

const UNKNOWN: When = { kind: 'unknown' };

/** Begins a live feed: trades from here on are read, and none of them fills anything yet. */
export const startLiveFeed = (at: EpochMs): LiveFeedState => ({
  listedAt: UNKNOWN,
  tape: { from: at, fed: new Map() },
  cycleEnd: UNKNOWN,
  outage: { clob: null, gamma: null, data: null },
});

/**
 * Notes that a cycle ended, so that no order was placed after this time. Without it the next poll
 * cannot tell which trades came after the orders, and lets none of them fill.
 */
export const cycleEnded = (state: LiveFeedState, at: EpochMs): LiveFeedState => ({
  ...state,
  cycleEnd: { kind: 'at', at },
});

/**
 * The markets that a stored portfolio is in, and those in which it differed from the venue: without
 * their tokens it could never be shown that they match again.
 */
export const marketsOf = ({
  ledger,
  intents,
  risk,
}: Pick<PortfolioState, 'ledger' | 'intents' | 'risk'>): readonly ConditionId[] => [
  ...new Set([
    ...tokensInBooks(ledger).map(({ condition }) => condition),
    ...intents.map((intent) => intent.order.condition),
    ...risk.mismatches.flatMap(({ scope }) => (scope.kind === 'market' ? [scope.condition] : [])),
  ]),
];

const ownTokens = (venue: SimulatedVenue): readonly TokenId[] => {
  const tokens = [...venue.universe().tokens.keys()];
  const { shares } = venue.balances(tokens);
  return [
    ...venue.openOrders().map(({ token }) => token),
    ...[...shares].flatMap(([token, size]) => (isPositive(size) ? [token] : [])),
  ];
};

/** The markets that a running venue's own side is in: their metadata is always needed. */
export const ownMarkets = (venue: SimulatedVenue): readonly ConditionId[] => {
  const { tokens } = venue.universe();
  const conditions = ownTokens(venue).map((token) => tokens.get(token)?.condition);
  return [...new Set(conditions)].flatMap((condition) => condition ?? []);
};

const hasBook = ({ status }: Market): boolean =>
  status.kind === 'accepting' || status.kind === 'paused';

// The markets of own orders and holdings come with those that the cycle will look at.
const marketsToRead = (venue: SimulatedVenue, tokensToRead: TokensToRead): readonly Market[] => {
  const universe = venue.universe();
  const tokens = [...ownTokens(venue), ...tokensToRead(universe)];
  const conditions = new Set(tokens.map((token) => universe.tokens.get(token)?.condition));
  return [...universe.markets.values()].filter(
    (market) => conditions.has(market.condition) && hasBook(market),
  );
};

const isSame = (a: When, at: EpochMs): boolean => a.kind === 'at' && a.at === at;

const list = (
  venue: SimulatedVenue,
  universe: Observed<Universe>,
  listedAt: When,
): LiveFeedState['listedAt'] => {
  if (universe.kind === 'unknown' || isSame(listedAt, universe.at)) return listedAt;
  venue.relist(universe.value);
  return { kind: 'at', at: universe.at };
};

const errorOf = (read: Observed<unknown>): VenueError | null =>
  read.kind === 'unknown' ? read.error : null;

const setMode = (venue: SimulatedVenue, mode: Observed<VenueMode>): void => {
  if (mode.kind === 'known') venue.setMode(mode.value);
};

const feedTape = (
  venue: SimulatedVenue,
  tape: Observed<readonly Print[]>,
  feeding: Parameters<typeof feedTrades>[2],
): ReturnType<typeof feedTrades> =>
  tape.kind === 'known'
    ? feedTrades(venue, tape.value, feeding)
    : { memory: feeding.memory, fed: { filling: 0, heard: 0 } };

/**
 * Reads the market and puts it into the venue: first what the markets are, then the trades since
 * the last poll, then the books, and last the time. What could not be read is a gap there and an
 * outage in the state; nothing stands in for it.
 */
export const pollInto = async (
  venue: SimulatedVenue,
  source: LiveSource,
  state: LiveFeedState,
): Promise<LivePoll> => {
  const { reads, clock } = source;
  const [mode, universe] = await Promise.all([reads.fetchMode(), reads.fetchUniverse()]);
  setMode(venue, mode);
  const listedAt = list(venue, universe, state.listedAt);
  const markets = marketsToRead(venue, source.tokensToRead);
  const booksAt = later(clock.now(), venue.now());
  const from = later(state.tape.from, after(booksAt, negate(TAPE_REACH)));
  const [books, tape] = await Promise.all([
    reads.fetchBooks(markets.flatMap(({ yes, no }) => [yes, no])),
    reads.fetchTape(
      markets.map(({ condition }) => condition),
      from,
    ),
  ]);
  const told = feedTape(venue, tape, { memory: state.tape, window: { ...state, booksAt } });
  const fedBooks = feedBooks(venue, markets, { books, at: booksAt });
  venue.advanceTo(clock.now());
  const outage = { clob: errorOf(mode), gamma: errorOf(universe), data: errorOf(tape) };
  return {
    state: { listedAt, tape: told.memory, cycleEnd: UNKNOWN, outage },
    books: fedBooks,
    trades: told.fed,
  };
};
