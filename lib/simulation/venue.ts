// The simulated venue: a recorded market on a virtual clock, in which own orders rest, match and
// settle. It answers at once and knows nothing of ports; the paper adapter and the wire server put
// their own face on it.

import { known, unknown } from '../domain/observed.ts';
import { present } from '../units/invariant.ts';
import { sharesHeld } from './account.ts';
import { lastBook, viewBook, readError } from './book-view.ts';
import { mergeSets, redeemMarket, transferCash } from './chain-moves.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import { countUp, createCore, freshOwnSide } from './core.ts';
import { TAPE_START } from './cursor.ts';
import { aheadOf, recordedSides } from './looks.ts';
import { msOf, timeAt } from './micros.ts';
import { endMarket } from './own-fills.ts';
import { cancelOrder, placeOrder } from './placing.ts';
import { createTapeDriver } from './tape-driver.ts';
import type { Activity, Balances } from '../domain/activity.ts';
import type { Book } from '../domain/book.ts';
import type { ChainRequest } from '../domain/decision.ts';
import type { Fill } from '../domain/fill.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { NeededPast } from '../domain/needed-past.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { Print } from '../domain/print.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { CancelOutcome, PlaceOutcome, VenueMode } from '../domain/venue-outcome.ts';
import type { ChainOutcome } from '../ports/chain.ts';
import type { ConditionId, OrderId, TokenId, TradeId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { IncomingOrder } from './admission.ts';
import type { ApplyBlock } from './block-driver.ts';
import type { OwnSide, VenueCore, VenueSetup } from './core.ts';
import type { OwnOrderPlace, RecordedSides } from './looks.ts';
import type { OwnOrder } from './own-orders.ts';
import type { EventOf } from './recorded-book.ts';
import type { DriverStart } from './tape-driver.ts';

/** A venue that a tape drives. Nothing in it happens by itself: time moves when it is told to. */
export type SimulatedVenue = {
  /** Applies the next event of the tape, moving the clock to it. */
  readonly apply: (event: TapeEvent) => void;
  /**
   * Applies the rows of a block from one on whose time is not after the given one, each as if it
   * were an event; gives the first row that was not applied.
   */
  readonly applyBlock: ApplyBlock;
  /** Notes a public trade that cannot have met our orders: it is read like any, and fills none. */
  readonly hear: (trade: EventOf<'trade'>) => void;
  /** Moves the clock; a time that has passed changes nothing. */
  readonly advanceTo: (at: EpochMs) => void;
  readonly now: () => EpochMs;
  /** Replaces descriptions of markets and adds new ones. */
  readonly relist: (universe: Universe) => void;
  readonly mode: () => VenueMode;
  readonly setMode: (mode: VenueMode) => void;
  readonly universe: () => Universe;
  readonly book: (token: TokenId) => Observed<Book>;
  readonly prints: (from: EpochMs) => readonly Print[];
  /** All that strangers have traded. Unit: 10^-6 share. */
  readonly tradedVolume: () => number;
  /** The recorded book of a market without our orders; null while it is not known. */
  readonly recorded: (condition: ConditionId) => RecordedSides | null;
  /** A token's book as it last stood, whether or not it is known still. */
  readonly lastBook: (token: TokenId) => Book | null;
  /** What stands before a resting order; null where nothing rests, or nobody sees it. */
  readonly aheadOf: (order: OwnOrderPlace) => number | null;
  readonly openOrders: () => readonly OpenOrder[];
  readonly order: (id: OrderId) => OpenOrder | null;
  readonly fills: (from: EpochMs, trades: readonly TradeId[]) => Observed<readonly Fill[]>;
  readonly activity: (from: EpochMs) => Observed<readonly Activity[]>;
  readonly balances: (tokens: readonly TokenId[]) => Balances;
  /** Gives text that no other order of this venue carries. */
  readonly nextSalt: () => string;
  readonly place: (incoming: IncomingOrder) => PlaceOutcome;
  readonly cancel: (ids: readonly OrderId[]) => CancelOutcome;
  readonly submit: (request: ChainRequest) => ChainOutcome;
  /** Moves money in from outside, or out when negative. */
  readonly transfer: (amount: UsdcMicros) => void;
  /**
   * Writes down the own side, without what of its past nobody needs, and the place in the tape; the
   * recorded books are not in it.
   */
  readonly checkpoint: (past: NeededPast) => string;
};

const openOrderOf = ({ id, order, expiration, matched, status }: OwnOrder): OpenOrder => ({
  id,
  condition: order.condition,
  token: order.token,
  outcome: order.outcome,
  side: order.side,
  price: order.price,
  originalSize: order.size,
  matchedSize: matched,
  status,
  expiration,
});

const fillsOf = (
  core: VenueCore,
  from: EpochMs,
  asked: readonly TradeId[],
): Observed<readonly Fill[]> => {
  if (msOf(from) <= core.trades.forgottenUntil())
    return unknown(readError('NOT_FOUND', 'fetchFills', 'trades this old are not kept'));
  return known(core.trades.since(from, new Set(asked)), timeAt(core.now.get()));
};

const activityOf = (core: VenueCore, from: EpochMs): Observed<readonly Activity[]> => {
  const { rows, forgottenUntil } = core.activity.stored();
  if (msOf(from) <= forgottenUntil)
    return unknown(readError('NOT_FOUND', 'fetchActivity', 'activity this old is not kept'));
  return known(
    rows.filter(({ at }) => msOf(at) >= msOf(from)),
    timeAt(core.now.get()),
  );
};

const balancesOf = (core: VenueCore, tokens: readonly TokenId[]): Balances => {
  const holdings = core.holdings.get();
  return {
    cash: holdings.cash,
    shares: new Map(tokens.map((token) => [token, sharesHeld(holdings, token)])),
  };
};

const cancelAllOf = (core: VenueCore, ids: readonly OrderId[]): CancelOutcome => {
  const answers = ids.map((id) => ({ id, reason: cancelOrder(core, id) }));
  return {
    canceled: answers.filter(({ reason }) => reason === null).map(({ id }) => id),
    notCanceled: answers.flatMap(({ id, reason }) => (reason === null ? [] : [{ id, reason }])),
  };
};

const submitTo = (core: VenueCore, request: ChainRequest): ChainOutcome =>
  request.kind === 'merge'
    ? mergeSets(core, request.condition, request.size)
    : redeemMarket(core, request.condition);

const hearTrade = (core: VenueCore, trade: EventOf<'trade'>): void => {
  const { ref } = present(core.desks.ofToken(trade.token), `token ${trade.token} is listed`);
  core.prints.add(trade, ref);
};

const relistAt = (core: VenueCore, universe: Universe): void => {
  core.listing.relist(universe);
  core.desks.open(universe);
  for (const { condition, status } of universe.markets.values())
    if (status.kind !== 'accepting') endMarket(core, condition);
};

/** Runs a venue from an own side and a place in the tape, both perhaps restored. */
export const runVenue = (setup: VenueSetup, own: OwnSide, start: DriverStart): SimulatedVenue => {
  const core = createCore(setup, own);
  const driver = createTapeDriver(core, start);
  return {
    apply: driver.apply,
    applyBlock: driver.applyBlock,
    hear: (trade) => hearTrade(core, trade),
    advanceTo: (at) => driver.advanceTo(msOf(at)),
    now: () => timeAt(core.now.get()),
    relist: (universe) => relistAt(core, universe),
    mode: core.mode.get,
    setMode: core.mode.set,
    universe: core.listing.universe,
    book: (token) => viewBook(core, token),
    prints: (from) => core.prints.since(msOf(from)),
    tradedVolume: core.prints.volume,
    recorded: (condition) => recordedSides(core, condition),
    lastBook: (token) => lastBook(core, token),
    aheadOf: (order) => aheadOf(core, order),
    openOrders: () => core.orders.live().map(openOrderOf),
    order: (id) => {
      const found = core.orders.get(id);
      return found === undefined ? null : openOrderOf(found);
    },
    fills: (from, trades) => fillsOf(core, from, trades),
    activity: (from) => activityOf(core, from),
    balances: (tokens) => balancesOf(core, tokens),
    nextSalt: () => `${setup.settings.seed}-${countUp(core.salts)}-${core.now.get()}`,
    place: (incoming) => placeOrder(core, incoming),
    cancel: (ids) => cancelAllOf(core, ids),
    submit: (request) => submitTo(core, request),
    transfer: (amount) => transferCash(core, amount),
    checkpoint: (past) => encodeCheckpoint(core, driver.position(), past),
  };
};

/** Opens a new venue with cash and nothing else, before the first event of its tape. */
export const createSimulatedVenue = (setup: VenueSetup): SimulatedVenue =>
  runVenue(setup, freshOwnSide(setup), { position: TAPE_START, taken: [] });
