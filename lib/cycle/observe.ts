// Reading the venue once per cycle. Every part says known or unknown by itself; nothing is retried
// and nothing is filled in.

import { activityHorizon, fillHorizon, SETTLES_WITHIN } from '../accounting/applied-keys.ts';
import { tokensInBooks } from '../accounting/positions.ts';
import { NO_MARKETS } from '../domain/market.ts';
import { momentNow } from '../execution/engine-time.ts';
import { intentsToLookUp } from '../execution/settle.ts';
import { negate } from '../units/quantity.ts';
import { after, earlier, later } from '../units/time.ts';
import { READ_OVERLAP } from './settings.ts';
import type { VenueTime } from '../execution/engine-time.ts';
import type { OrdersSeen } from '../execution/settle.ts';
import type { Fill } from '../domain/fill.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { OrderId, TokenId, TradeId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

/** Own orders and fills, read in the order in which they prove something: orders first. */
export type OwnTrading = {
  readonly look: OrdersSeen['look'];
  readonly openOrders: Observed<readonly OpenOrder[]>;
  readonly fills: Observed<readonly Fill[]>;
  readonly lookups: ReadonlyMap<OrderId, Observed<OpenOrder | null>>;
};

/** One observation, with the look-ups that settle intents. */
export type Observation = {
  readonly snapshot: Snapshot;
  readonly venueTime: VenueTime;
  readonly lookups: OwnTrading['lookups'];
  readonly look: OwnTrading['look'];
};

/** Says which books a cycle needs, once the markets are known. */
export type TokensToRead = (universe: Universe) => readonly TokenId[];

/** The trades that our books hold and that are not final there, however old they are. */
export const nonTerminalTrades = (state: PortfolioState): readonly TradeId[] => [
  ...new Set([...state.ledger.pending.values()].map((fill) => fill.trade)),
];

// Both tokens of every market that differed before: it may be the venue's old cache that did.
const tokensDiffering = (state: PortfolioState, universe: Universe): readonly TokenId[] =>
  state.risk.mismatches.flatMap(({ scope }): readonly TokenId[] => {
    const market = scope.kind === 'market' ? universe.markets.get(scope.condition) : undefined;
    return market === undefined ? [] : [market.yes, market.no];
  });

// Tokens of fills that are on their way to the chain, and of orders that took from the book in the
// cycle before: those were filled when they were sent, though none of their fills was read yet.
const tokensMoving = ({ ledger, intents }: PortfolioState): readonly TokenId[] => [
  ...[...ledger.pending.values()].flatMap(({ changes }) => changes.map(({ token }) => token)),
  ...intents.flatMap(({ order }) => (order.liquidity === 'may-take' ? [order.token] : [])),
];

// Tokens of our books and orders, and those that differed: without them it could not be shown that
// they match again.
const tokensToBalance = (
  state: PortfolioState,
  differing: readonly TokenId[],
): readonly TokenId[] => [
  ...new Set([
    ...tokensInBooks(state.ledger).map(({ token }) => token),
    ...state.intents.map((intent) => intent.order.token),
    ...differing,
  ]),
];

/**
 * From when on own fills are read. Before the books are opened all must be seen that may not be
 * settled yet. After that one may be listed late, but its order was written down before:
 * as long as an order is open, its fills may be missing. Of what was traded by hand no order was
 * written down: where books and venue differ it may be that which is missing, so that all is read
 * that can be told apart. Behind the kept keys nothing is read; it could not be told from what was
 * applied long ago.
 */
export const fillsFrom = ({
  ledger,
  intents,
  risk,
}: Pick<PortfolioState, 'ledger' | 'intents' | 'risk'>): EpochMs => {
  if (ledger.sequence === 0) return after(ledger.tradeCursor, negate(SETTLES_WITHIN));
  if (risk.mismatches.length > 0) return fillHorizon(ledger);
  const oldest = intents.map(({ journaledAt }) => journaledAt).reduce(earlier, ledger.tradeCursor);
  return later(after(oldest, negate(READ_OVERLAP)), fillHorizon(ledger));
};

/** Reads own orders, then own fills, and looks up the orders that went missing between the two. */
export const observeOwnTrading = async (
  ports: Ports,
  state: PortfolioState,
  look: OwnTrading['look'],
): Promise<OwnTrading> => {
  const openOrders = await ports.venue.fetchOpenOrders();
  const missing = intentsToLookUp(state.intents, openOrders);
  const [fills, found] = await Promise.all([
    ports.venue.fetchFills(fillsFrom(state), nonTerminalTrades(state)),
    Promise.all(missing.map(async (id) => [id, await ports.venue.fetchOrder(id)] as const)),
  ]);
  return { look, openOrders, fills, lookups: new Map(found) };
};

// Our own clock serves where the venue's could not be read.
const observeTime = async ({ clock, venue }: Ports): Promise<VenueTime> => {
  const asked = momentNow(clock);
  const read = await venue.fetchTime();
  return { ...asked, at: read.kind === 'known' ? read.value : asked.at };
};

const observeFeeds = async (
  ports: Ports,
  settings: CycleSettings,
  state: PortfolioState,
): Promise<Pick<Snapshot, 'prints' | 'targets'>> => {
  const from = after(state.feedsReadAt ?? ports.clock.now(), negate(READ_OVERLAP));
  const [prints, targets] = await Promise.all([
    ports.venue.fetchPrints(from),
    ports.venue.fetchTargets(settings.targets, from),
  ]);
  return { prints, targets };
};

const observeAccount = async (
  ports: Ports,
  state: PortfolioState,
  universe: Universe,
): Promise<OwnTrading & Pick<Snapshot, 'activity' | 'balances'>> => {
  const differing = tokensDiffering(state, universe);
  const [trading, activity, balances] = await Promise.all([
    observeOwnTrading(ports, state, 'first'),
    ports.venue.fetchActivity(activityHorizon(state.ledger)),
    ports.venue.fetchBalances(
      tokensToBalance(state, differing),
      new Set([...differing, ...tokensMoving(state)]),
    ),
  ]);
  return { ...trading, activity, balances };
};

/** Reads everything a cycle looks at; after the markets, which adapters cache, all at once. */
export const observe = async (
  ports: Ports,
  settings: CycleSettings,
  request: {
    readonly state: PortfolioState;
    readonly killSwitch: KillSwitchReading;
    readonly tokensToRead: TokensToRead;
  },
): Promise<Observation> => {
  const { state, killSwitch, tokensToRead } = request;
  const universe = await ports.venue.fetchUniverse();
  const markets = universe.kind === 'known' ? universe.value : NO_MARKETS;
  const [venueTime, mode, books, feeds, { lookups, look, ...account }] = await Promise.all([
    observeTime(ports),
    ports.venue.fetchMode(),
    ports.venue.fetchBooks(tokensToRead(markets)),
    observeFeeds(ports, settings, state),
    observeAccount(ports, state, markets),
  ]);
  const now = ports.clock.now();
  const snapshot = { now, killSwitch, mode, universe, books, ...feeds, ...account };
  return { snapshot, venueTime, lookups, look };
};
