// Observing and accounting: from the loaded state and the venue's reads to books that are up to
// date and prices that are fair.

import { positionsOf } from '../accounting/positions.ts';
import { NO_MARKETS } from '../domain/market.ts';
import { blendPrices, computeOwnPrices } from '../strategies/fair-value.ts';
import { updateMarketMemory } from '../strategies/market-memory.ts';
import { othersBooks } from '../strategies/own-depth.ts';
import { relevantTokens } from '../strategies/select-markets.ts';
import { isBelowLot } from '../units/shares.ts';
import { accountActivity, accountTrading } from './account.ts';
import { observe } from './observe.ts';
import { openBooks, reopenBooks } from './open-books.ts';
import { NO_DEEDS, withState } from './working.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Observation } from './observe.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Room, Working } from './working.ts';

/** What a cycle has in hand before it looks. */
export type Loaded = {
  readonly state: PortfolioState;
  readonly held: HeldLease;
  readonly room: Room;
  readonly killSwitch: KillSwitchReading;
};

// What is left below the lot of an order can neither be sold nor is it valued by a book.
const tokensHeld = ({ ledger }: PortfolioState): TokenId[] =>
  [...positionsOf(ledger).values()]
    .filter(({ shares }) => !isBelowLot(shares))
    .map(({ token }) => token);

const awaitedMarkets = ({ memory }: PortfolioState): readonly ConditionId[] => [
  ...memory.pendingMarkouts.map(({ condition }) => condition),
  ...memory.followedMarkets.keys(),
];

const neededTokens = (state: PortfolioState, universe: Universe): TokenId[] => [
  ...tokensHeld(state),
  ...state.intents.map((intent) => intent.order.token),
  ...awaitedMarkets(state).flatMap((condition) => universe.markets.get(condition)?.yes ?? []),
];

/** Says which books a cycle on this state needs. */
export const tokensFor =
  (settings: CycleSettings, state: PortfolioState, now: EpochMs) =>
  (universe: Universe): readonly TokenId[] =>
    relevantTokens({
      universe,
      now,
      parameters: settings.parameters,
      needed: neededTokens(state, universe),
    });

// What is remembered is each market's own price: blended it would jump whenever a sibling's book
// comes or goes, and such jumps are no volatility of the market.
const priced = (working: Working, settings: CycleSettings): Working => {
  const { snapshot, universe, state } = working;
  const { now, books } = snapshot;
  const parameters = settings.parameters.fair;
  const input = { universe, books, now, parameters };
  const own = computeOwnPrices(input);
  const fair = blendPrices(input, own);
  const markets = updateMarketMemory(state.memory.markets, own, { now, parameters });
  return withState({ ...working, fair }, { memory: { ...state.memory, markets } });
};

// The venue's books show our own orders too; left in, they would move the prices they came from.
const ofOthers = (snapshot: Snapshot): Snapshot => {
  const { books, openOrders, universe } = snapshot;
  if (openOrders.kind === 'unknown' || universe.kind === 'unknown') return snapshot;
  return { ...snapshot, books: othersBooks(books, openOrders.value, universe.value) };
};

const workingFrom = (loaded: Loaded, observation: Observation): Working => {
  const snapshot = ofOthers(observation.snapshot);
  const { universe } = snapshot;
  return {
    loaded: loaded.state,
    state: loaded.state,
    held: loaded.held,
    room: loaded.room,
    snapshot,
    lookups: observation.lookups,
    venueTime: observation.venueTime,
    universe: universe.kind === 'known' ? universe.value : NO_MARKETS,
    fair: new Map(),
    equity: { kind: 'unknown', missing: ['not marked yet'], unrealizedIn: new Map() },
    owners: new Map(),
    clearance: { kind: 'cleared' },
    deeds: NO_DEEDS,
    failure: null,
  };
};

/** Reads the venue and brings our books up to what it says. */
export const lookAndAccount = async (
  ports: Ports,
  settings: CycleSettings,
  loaded: Loaded,
): Promise<Working> => {
  const { state, killSwitch } = loaded;
  const tokensToRead = tokensFor(settings, state, ports.clock.now());
  const observation = await observe(ports, settings, { state, killSwitch, tokensToRead });
  const { openOrders, fills, activity } = observation.snapshot;
  const working = await openBooks(ports, settings, workingFrom(loaded, observation));
  const { lookups, look } = observation;
  const trading = { look, openOrders, fills, lookups };
  const traded = await accountTrading(ports, working, trading);
  const accounted = accountActivity(ports, priced(traded, settings), activity);
  return reopenBooks(ports, settings, accounted);
};
