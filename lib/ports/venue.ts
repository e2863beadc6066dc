// The venue as the cycle sees it. The live adapter, the paper venue and the simulation implement
// the same calls with the same meaning; every read says known or unknown, every send has an
// outcome.

import type { Activity, Balances } from '../domain/activity.ts';
import type { Book } from '../domain/book.ts';
import type { Fill } from '../domain/fill.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { ApprovedOrder, Expiration, OpenOrder, SignedOrder } from '../domain/order.ts';
import type { Print } from '../domain/print.ts';
import type { CancelOutcome, PlaceOutcome, SignError, VenueMode } from '../domain/venue-outcome.ts';
import type { OrderId, TokenId, TradeId, WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** The most orders of one placing request. Source: venue, POST /orders. */
export const PLACE_BATCH_MAX = 15;

/** Reads that need no account. */
export type VenueReads = {
  /** The venue's own clock, against which expirations count. */
  readonly fetchTime: () => Promise<Observed<EpochMs>>;
  readonly fetchMode: () => Promise<Observed<VenueMode>>;
  readonly fetchUniverse: () => Promise<Observed<Universe>>;
  /** One entry per asked token; each is known or unknown by itself. */
  readonly fetchBooks: (
    tokens: readonly TokenId[],
  ) => Promise<ReadonlyMap<TokenId, Observed<Book>>>;
  /** Public trades at or after a time. Rows may repeat across calls; their keys do not. */
  readonly fetchPrints: (from: EpochMs) => Promise<Observed<readonly Print[]>>;
  /** Trades of the given wallets at or after a time. */
  readonly fetchTargets: (
    wallets: readonly WalletAddress[],
    from: EpochMs,
  ) => Promise<Observed<readonly Print[]>>;
};

/** Reads of the own account. */
export type AccountReads = {
  /** Every order that may still fill. */
  readonly fetchOpenOrders: () => Promise<Observed<readonly OpenOrder[]>>;
  /**
   * One own order in any state; null when the venue says it knows none, which proves nothing yet.
   */
  readonly fetchOrder: (id: OrderId) => Promise<Observed<OpenOrder | null>>;
  /** Own fills matched at or after a time, and those of the given trades whatever their time. */
  readonly fetchFills: (
    from: EpochMs,
    trades: readonly TradeId[],
  ) => Promise<Observed<readonly Fill[]>>;
  readonly fetchActivity: (from: EpochMs) => Promise<Observed<readonly Activity[]>>;
  /**
   * Cash and the shares of the given tokens. The venue's own cache is refreshed first: always for
   * what is doubted, and for the others from time to time.
   */
  readonly fetchBalances: (
    tokens: readonly TokenId[],
    doubted: ReadonlySet<TokenId>,
  ) => Promise<Observed<Balances>>;
};

/** Orders and cancels. Nothing here sends an order twice by itself. */
export type VenueWrites = {
  /** Gives an approved order its identity and exact bytes. Nothing is sent. */
  readonly sign: (
    approved: ApprovedOrder,
    expiration: Expiration,
  ) => Promise<Result<SignedOrder, SignError>>;
  /** Sends at most `PLACE_BATCH_MAX` orders; one outcome each, in the same order. */
  readonly postOrder: (orders: readonly SignedOrder[]) => Promise<readonly PlaceOutcome[]>;
  readonly cancelOrders: (ids: readonly OrderId[]) => Promise<Observed<CancelOutcome>>;
  readonly cancelAll: () => Promise<Observed<CancelOutcome>>;
};

/** The whole venue. */
export type Venue = VenueReads & AccountReads & VenueWrites;
