// The parts of a wire server, put together once. It owns its simulated venue and shares its clock:
// nothing in it happens by itself.

import { msOf } from '../micros.ts';
import { cell } from '../core.ts';
import { createSimulatedVenue } from '../venue.ts';
import { createCdn } from './cdn.ts';
import { createChainLog } from './chain-log.ts';
import { createFaultQueue, LETS_ALL_THROUGH } from './faults.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createKeyRing } from './key-ring.ts';
import { createLastPrices } from './last-prices.ts';
import { createReceivedOrders } from './received-orders.ts';
import { ORDINARY } from './switches.ts';
import { createTapeFeed } from './tape-feed.ts';
import { createTradeFates } from './trade-fates.ts';
import { createTraffic } from './traffic.ts';
import { createWalletCopy } from './wallet-copy.ts';
import type { Activity } from '../../domain/activity.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { VenueMode } from '../../domain/venue-outcome.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Cell, VenueSetup } from '../core.ts';
import type { SimulatedVenue } from '../venue.ts';
import type { WireAccount, WireChain } from './account.ts';
import type { Cdn } from './cdn.ts';
import type { ChainLog } from './chain-log.ts';
import type { FaultQueue, Sieve } from './faults.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { KeyRing } from './key-ring.ts';
import type { LastPrices } from './last-prices.ts';
import type { ReceivedOrders } from './received-orders.ts';
import type { Switches } from './switches.ts';
import type { TapeFeed } from './tape-feed.ts';
import type { TradeFates } from './trade-fates.ts';
import type { Traffic } from './traffic.ts';
import type { WalletCopy } from './wallet-copy.ts';

/** What a server is made of. */
export type WireSetup = {
  readonly venue: VenueSetup;
  readonly chain: WireChain;
  readonly account: WireAccount;
  /** The events of its market in time order; they are applied as the tape is played. */
  readonly tape: Iterable<TapeEvent>;
};

/** The matching engine: running in a mode, or restarting and in post-only mode after that. */
export type EngineState =
  | { readonly kind: 'running'; readonly mode: VenueMode }
  | { readonly kind: 'restarting'; readonly until: EpochMs };

/** The parts of a server. */
export type WireServer = {
  readonly chain: WireChain;
  readonly account: WireAccount;
  readonly seed: string;
  readonly venue: SimulatedVenue;
  readonly keys: KeyRing;
  readonly received: ReceivedOrders;
  readonly copy: WalletCopy;
  readonly heartbeat: Heartbeat;
  readonly chainLog: ChainLog;
  readonly fates: TradeFates;
  readonly faults: FaultQueue;
  readonly cdn: Cdn;
  readonly tape: TapeFeed;
  readonly traffic: Traffic;
  readonly lastPrices: LastPrices;
  /** Money that came and went by itself, oldest first. */
  readonly credits: Cell<readonly Activity[]>;
  readonly switches: Cell<Switches>;
  readonly engine: Cell<EngineState>;
  /** What is refused of the request that is being answered. */
  readonly sieve: Cell<Sieve>;
};

/** Makes a server before the first event of its tape. */
export const createWireServer = ({ venue: setup, chain, account, tape }: WireSetup): WireServer => {
  const { settings } = setup;
  const fates = createTradeFates(settings);
  return {
    chain,
    account,
    seed: settings.seed,
    venue: createSimulatedVenue({ ...setup, settings: { ...settings, fateOf: fates.of } }),
    keys: createKeyRing(settings.seed),
    received: createReceivedOrders(),
    copy: createWalletCopy(),
    heartbeat: createHeartbeat(settings.seed),
    chainLog: createChainLog(),
    fates,
    faults: createFaultQueue(),
    cdn: createCdn(),
    tape: createTapeFeed(tape),
    traffic: createTraffic(),
    lastPrices: createLastPrices(),
    credits: cell<readonly Activity[]>([]),
    switches: cell(ORDINARY),
    engine: cell<EngineState>({ kind: 'running', mode: 'normal' }),
    sieve: cell<Sieve>(LETS_ALL_THROUGH),
  };
};

// Source: the venue's page on engine restarts, read 2026-11-22.
const POST_ONLY_AFTER_RESTART_MS = 120_000;

/** What the engine does now, and when the restriction that it is under ends by itself. */
export type EngineNow =
  | { readonly kind: 'restarting'; readonly endsAt: number }
  | { readonly kind: 'running'; readonly mode: VenueMode; readonly endsAt: number };

/** The engine at the time of the venue's clock. Unit: ms since 1970. */
export const engineNow = (server: WireServer): EngineNow => {
  const state = server.engine.get();
  if (state.kind === 'running') return { ...state, endsAt: Infinity };
  const until = msOf(state.until);
  const now = nowOf(server);
  if (now < until) return { kind: 'restarting', endsAt: until };
  const endsAt = until + POST_ONLY_AFTER_RESTART_MS;
  if (now < endsAt) return { kind: 'running', mode: 'post-only', endsAt };
  return { kind: 'running', mode: 'normal', endsAt: Infinity };
};

/** The time of the venue's clock. Unit: ms since 1970. */
export const nowOf = ({ venue }: WireServer): number => msOf(venue.now());

/** Does what the passing of time demands: modes change, and silence cancels orders. */
export const keepTime = (server: WireServer): void => {
  const { venue, heartbeat } = server;
  const engine = engineNow(server);
  venue.setMode(engine.kind === 'running' ? engine.mode : 'disabled');
  if (heartbeat.isSilent(nowOf(server))) venue.cancel(venue.openOrders().map(({ id }) => id));
};

/** Moves the clock; a time that has passed changes nothing. */
export const advanceServer = (server: WireServer, at: EpochMs): void => {
  server.venue.advanceTo(at);
  keepTime(server);
};

/** Applies the next event of the tape, after what was due before it. */
export const applyToServer = (server: WireServer, event: TapeEvent): void => {
  advanceServer(server, event.at);
  server.venue.apply(event);
  server.lastPrices.note(event, server.venue.universe());
};
