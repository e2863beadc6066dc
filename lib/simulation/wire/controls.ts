// What a test or a rehearsal may do to the server beside asking it: let time pass, let trades fail,
// move money, change markets, and look into its books.

import { isPositive, negate } from '../../units/quantity.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { formatShares } from '../../units/shares.ts';
import { after, epochMs } from '../../units/time.ts';
import { advanceServer, applyToServer, keepTime } from './server.ts';
import type { Fill } from '../../domain/fill.ts';
import type { MarketStatus } from '../../domain/market.ts';
import type { OpenOrder } from '../../domain/order.ts';
import type { VenueMode } from '../../domain/venue-outcome.ts';
import type { ConditionId, OrderId, TokenId } from '../../units/ids.ts';
import type { Tick } from '../../units/price.ts';
import type { DurationMs, ShareMicros, UsdcMicros } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { WireServer } from './server.ts';
import type { Switches } from './switches.ts';

/** Changes some switches and leaves the others. */
export const turn = ({ switches }: WireServer, changes: Partial<Switches>): void =>
  switches.set({ ...switches.get(), ...changes });

/** Puts the engine into a mode, in which it stays. */
export const setEngineMode = (server: WireServer, mode: VenueMode): void => {
  server.engine.set({ kind: 'running', mode });
  keepTime(server);
};

/** Restarts the engine for a time, after which it takes only post-only orders for two minutes. */
export const restartEngine = (server: WireServer, duration: DurationMs): void => {
  server.engine.set({ kind: 'restarting', until: after(server.venue.now(), duration) });
  keepTime(server);
};

/** Plays the tape up to a time, and moves the clock there. Returns how many events there were. */
export const playUntil = (server: WireServer, at: EpochMs): number => {
  const due = server.tape.until(at);
  for (const event of due) applyToServer(server, event);
  advanceServer(server, at);
  return due.length;
};

/** The ways in which money comes and goes by itself. */
export const CREDIT_KINDS = ['deposit', 'withdrawal', 'reward', 'rebate', 'yield'] as const;

/** One of the ways in which money comes and goes by itself. */
export type CreditKind = (typeof CREDIT_KINDS)[number];

/** Moves money in, or out for a withdrawal, and shows it as activity. */
export const credit = (server: WireServer, kind: CreditKind, amount: UsdcMicros): void => {
  server.venue.transfer(kind === 'withdrawal' ? negate(amount) : amount);
  const rows = server.credits.get();
  const key = `${server.seed}-credit-${rows.length + 1}`;
  server.credits.set([...rows, { key, at: server.venue.now(), kind, amount }]);
};

/** Changes the tick of a market. */
export const changeTick = (server: WireServer, condition: ConditionId, tick: Tick): void =>
  applyToServer(server, { kind: 'tick', at: server.venue.now(), condition, tick });

/** Changes whether a market takes orders. */
export const changeStatus = (
  server: WireServer,
  condition: ConditionId,
  status: MarketStatus,
): void => applyToServer(server, { kind: 'status', at: server.venue.now(), condition, status });

/** The server's own books: what is true whatever anybody was told. */
export type ServerBooks = {
  readonly at: EpochMs;
  readonly cash: UsdcMicros;
  readonly shares: ReadonlyMap<TokenId, ShareMicros>;
  readonly openOrders: readonly OpenOrder[];
  readonly fills: readonly Fill[];
  /** The ids of all orders that were ever taken. */
  readonly taken: readonly OrderId[];
  /** How often each id was posted. */
  readonly posts: ReadonlyMap<OrderId, number>;
};

/** Reads the server's own books. Fills that the venue has forgotten are not in them. */
export const serverBooks = ({ venue, received }: WireServer): ServerBooks => {
  const tokens = [...venue.universe().tokens.keys()];
  const { cash, shares } = venue.balances(tokens);
  const fills = venue.fills(epochMs(0n), []);
  return {
    at: venue.now(),
    cash,
    shares: new Map([...shares].filter(([, size]) => isPositive(size))),
    openOrders: venue.openOrders(),
    fills: fills.kind === 'known' ? fills.value : [],
    taken: received.taken().map(({ id }) => id),
    posts: received.posts(),
  };
};

/** The books in one line of text for each thing, to be compared with. */
export const booksAsText = (books: ServerBooks) => ({
  cash: formatUsdc(books.cash),
  shares: Object.fromEntries(
    [...books.shares].map(([token, size]): [string, string] => [token, formatShares(size)]),
  ),
  open_orders: books.openOrders.map(({ id }) => id),
  trades: books.fills.map(({ trade, order, status, size }) => ({
    id: trade,
    order,
    status,
    size: formatShares(size),
  })),
  taken: books.taken,
  posts: Object.fromEntries(books.posts),
});
