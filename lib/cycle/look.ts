// Observing and accounting: from the loaded state and the venue's reads to books that are up to
// date and prices that are fair.

import { isQuietBefore, unsettledBefore } from '../accounting/applied-keys.ts';
import { recordEvent } from '../accounting/ledger.ts';
import { positionsOf } from '../accounting/positions.ts';
import { NO_MARKETS } from '../domain/market.ts';
import { computeFairPrices, computeOwnPrices } from '../strategies/fair-value.ts';
import { updateMarketMemory } from '../strategies/market-memory.ts';
import { othersBooks } from '../strategies/own-depth.ts';
import { relevantTokens } from '../strategies/select-markets.ts';
import { isBelowLot } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { accountActivity, accountTrading } from './account.ts';
import { observe } from './observe.ts';
import { NO_DEEDS, withDeeds, withState } from './working.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { HeldLease } from '../execution/engine-lease.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
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

const unopened = (working: Working, why: string): Working =>
  withDeeds(working, { reports: [`books not opened: ${why}`] });

const differing = (first: UsdcMicros, then: UsdcMicros): string =>
  `the cash was $${formatUsdc(first)}, then $${formatUsdc(then)}`;

// The books open with the cash that the venue shows twice in a row, while the wallet is seen to be
// at rest and all its trades are settled; without that there is nothing to open with. What they
// open with is never compared with an earlier belief, and the venue has shown a balance twice as
// large, once.
const opened = async (ports: Ports, working: Working): Promise<Working> => {
  const { state, snapshot } = working;
  const { balances, fills, activity, now } = snapshot;
  if (state.ledger.sequence > 0) return working;
  if (balances.kind === 'unknown' || fills.kind === 'unknown' || activity.kind === 'unknown')
    return working;
  const events = [
    ...fills.value.map(({ matchedAt }) => matchedAt),
    ...activity.value.map(({ at }) => at),
  ];
  if (!isQuietBefore(now, events)) return unopened(working, 'the wallet moved a minute ago');
  if (unsettledBefore(now, fills.value).length > 0)
    return unopened(working, 'a trade of the wallet is not settled yet');
  const { cash } = balances.value;
  const again = await ports.venue.fetchBalances([], new Set());
  if (again.kind === 'unknown') return working;
  if (again.value.cash !== cash) return unopened(working, differing(cash, again.value.cash));
  const opening = recordEvent(state.ledger, {
    eventId: 'opening',
    at: now,
    event: { kind: 'opening', cash },
  });
  return withDeeds(withState(working, { ledger: opening.state }), { entries: [opening.entry] });
};

// What is remembered is each market's own price: blended it would jump whenever a sibling's book
// comes or goes, and such jumps are no volatility of the market.
const priced = (working: Working, settings: CycleSettings): Working => {
  const { snapshot, universe, state } = working;
  const { now, books } = snapshot;
  const parameters = settings.parameters.fair;
  const input = { universe, books, now, parameters };
  const fair = computeFairPrices(input);
  const own = computeOwnPrices(input);
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
  const working = await opened(ports, workingFrom(loaded, observation));
  const { lookups, look } = observation;
  const trading = { look, openOrders, fills, lookups };
  const traded = await accountTrading(ports, working, trading);
  return accountActivity(ports, priced(traded, settings), activity);
};
