// The parts of a simulated venue, put together once and shared by everything it does.

import { minutes, msOfDuration } from '../units/time.ts';
import { NO_ACTIVITY, createActivityLog } from './activity-log.ts';
import { createDesks, restAt } from './desk.ts';
import { RISK_AVERSE } from './fill-model.ts';
import { createListing } from './listing.ts';
import { msOf } from './micros.ts';
import { createOwnOrders } from './own-orders.ts';
import { createOwnTrades, NO_TRADES } from './own-trades.ts';
import { createPrints } from './prints.ts';
import { DEFAULT_DELAYS } from './settlement.ts';
import type { Fill } from '../domain/fill.ts';
import type { Universe } from '../domain/market.ts';
import type { VenueMode } from '../domain/venue-outcome.ts';
import type { OrderId } from '../units/ids.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Holdings } from './account.ts';
import type { ActivityLog, StoredActivity } from './activity-log.ts';
import type { Desks } from './desk.ts';
import type { FillModel } from './fill-model.ts';
import type { Listing } from './listing.ts';
import type { OwnOrder, OwnOrders } from './own-orders.ts';
import type { OwnTrades, StoredTrades } from './own-trades.ts';
import type { Prints } from './prints.ts';
import type { SettlementDelays, TradeFate } from './settlement.ts';

/** How a simulated venue behaves. */
export type VenueSettings = {
  /** Goes into every id, so that two venues never make the same one. */
  readonly seed: string;
  readonly delays: SettlementDelays;
  /** How long public trades can be read. */
  readonly printsKept: DurationMs;
  /** The fate of the n-th own trade, counted from 1. */
  readonly fateOf: (trade: number) => TradeFate;
  readonly fillModel: FillModel;
  /** Told of every own execution as it happens. */
  readonly onFill: (fill: Fill) => void;
};

/** Settings under which every trade settles. */
export const DEFAULT_SETTINGS: VenueSettings = {
  seed: 'paper',
  delays: DEFAULT_DELAYS,
  printsKept: minutes(15),
  fateOf: () => 'settles',
  fillModel: RISK_AVERSE,
  onFill: () => undefined,
};

/** What a venue starts from. */
export type VenueSetup = {
  readonly universe: Universe;
  readonly start: EpochMs;
  readonly cash: UsdcMicros;
  readonly settings: VenueSettings;
};

/** The own side of a venue at one moment, without anything the tape can give again. */
export type OwnSide = {
  readonly now: number;
  readonly mode: VenueMode;
  readonly holdings: Holdings;
  readonly orders: readonly OwnOrder[];
  /** The size ahead of each resting order, or unseen. Unit: 10^-6 share. */
  readonly ahead: ReadonlyMap<OrderId, number>;
  readonly trades: StoredTrades;
  readonly activity: StoredActivity;
  /** How many salts and trades were made. */
  readonly salts: number;
  readonly tradesMade: number;
};

/** A value that changes while the venue runs. */
export type Cell<T> = { readonly get: () => T; readonly set: (value: T) => void };

/** The parts of a venue. */
export type VenueCore = {
  readonly settings: VenueSettings;
  readonly listing: Listing;
  readonly desks: Desks;
  readonly orders: OwnOrders;
  readonly trades: OwnTrades;
  readonly activity: ActivityLog;
  readonly prints: Prints;
  readonly holdings: Cell<Holdings>;
  readonly mode: Cell<VenueMode>;
  /** Unit: ms since 1970. Never goes back. */
  readonly now: Cell<number>;
  readonly salts: Cell<number>;
  readonly tradesMade: Cell<number>;
};

/** A value that starts as given. */
export const cell = <T>(initial: T): Cell<T> => {
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      value = next;
    },
  };
};

/** The own side of a new venue: cash and nothing else. */
export const freshOwnSide = (setup: VenueSetup): OwnSide => ({
  now: msOf(setup.start),
  mode: 'normal',
  holdings: { cash: setup.cash, shares: new Map() },
  orders: [],
  ahead: new Map(),
  trades: NO_TRADES,
  activity: NO_ACTIVITY,
  salts: 0,
  tradesMade: 0,
});

/** Counts one further and gives the count. */
export const countUp = (counter: Cell<number>): number => {
  counter.set(counter.get() + 1);
  return counter.get();
};

// Live orders come oldest first, so that each joins behind the ones before it.
const openDesks = (universe: Universe, own: OwnSide): Desks => {
  const desks = createDesks(universe);
  for (const order of own.orders.filter(({ status }) => status === 'LIVE'))
    restAt(desks, order, own.ahead.get(order.id) ?? 0);
  return desks;
};

/** Puts the parts together. Books are unknown until the tape gives them. */
export const createCore = (setup: VenueSetup, own: OwnSide): VenueCore => ({
  settings: setup.settings,
  listing: createListing(setup.universe),
  desks: openDesks(setup.universe, own),
  orders: createOwnOrders(own.orders),
  trades: createOwnTrades(setup.settings.delays, own.trades),
  activity: createActivityLog(own.activity),
  prints: createPrints(Number(msOfDuration(setup.settings.printsKept))),
  holdings: cell(own.holdings),
  mode: cell(own.mode),
  now: cell(own.now),
  salts: cell(own.salts),
  tradesMade: cell(own.tradesMade),
});
