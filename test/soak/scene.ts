// The whole live system on a wire server of the same process: its adapter, engine, cycle and the
// store in memory. One virtual clock drives the market, the leases and every deadline.

import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { createLiveVenue } from '../../lib/adapters/polymarket/live-venue.ts';
import { saltedWrites } from '../../lib/adapters/polymarket/live-writes.ts';
import { rawKeySigner } from '../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { UNHURRIED } from '../../lib/cycle/lease-length.ts';
import { tapeClock } from '../../lib/backtest/paper-ports.ts';
import { REQUEST_TIMEOUT } from '../../lib/cycle/settings.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createPaperChain } from '../../lib/simulation/paper-chain.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { advanceServer, createWireServer } from '../../lib/simulation/wire/server.ts';
import { configHash, invocationId, walletAddress } from '../../lib/units/ids.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { ok } from '../../lib/units/result.ts';
import { secretOf } from '../../lib/units/secret.ts';
import { after } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { settingsFrom, testSwitch } from '../backtest/session.ts';
import { NOON } from '../loopback/clocks.ts';
import { sendTo } from '../loopback/in-process.ts';
import { watchPosts } from './posted.ts';
import { unsteadyStore } from './unsteady-store.ts';
import type { SendHttp } from '../../lib/adapters/polymarket/http.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { LogLine } from '../../lib/ports/telemetry.ts';
import type { VenueSettings } from '../../lib/simulation/core.ts';
import type { OrderId } from '../../lib/units/ids.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { TestSwitch } from '../backtest/session.ts';
import type { PostFate } from './posted.ts';
import type { StoreFate, Written } from './unsteady-store.ts';

/** The key of account 0 of the local development chains, and its account. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
export const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
const HASH = configHash('a'.repeat(64));
const HOST = 'http://venue.test';

/** What a scene is opened with; nothing goes wrong by default. */
export type Opening = {
  readonly universe: Universe;
  readonly cash?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly venue?: Partial<VenueSettings>;
  /** The markets that are read although they take no orders. */
  readonly pinned?: readonly string[];
  readonly postFate?: () => PostFate;
  readonly storeFate?: (call: string) => StoreFate;
  readonly logs?: LogLine[];
};

/** What left for the venue. */
export type Posts = {
  /** How often each order left, by its id. */
  readonly times: Map<OrderId, number>;
  /** The bytes of orders that had not been written down when they left. */
  readonly unwritten: string[];
};

/** A live system that nothing outside of its process reaches. */
export type SoakScene = {
  readonly server: WireServer;
  readonly settings: CycleSettings;
  /** The ports of a process that has just started, on the store of those before it. */
  readonly newProcess: () => Ports;
  readonly killSwitch: TestSwitch;
  readonly written: Written;
  readonly posts: Posts;
  /** Lets placing requests arrive that are still under way. */
  readonly arrive: () => Promise<void>;
};

const trader = () => {
  const signer = rawKeySigner(secretOf(KEY));
  invariant(signer.ok, 'a key of a development chain is good');
  return { signer: signer.value, holder: { kind: 'eoa' }, chain: 137 } as const;
};

type Wiring = {
  readonly server: WireServer;
  readonly send: SendHttp;
  readonly settings: CycleSettings;
  readonly newSalt: () => bigint;
  readonly pinned: readonly string[];
};

const venueOver = ({ server, send, settings, newSalt, pinned }: Wiring): Ports['venue'] => {
  const clock = tapeClock(server.venue);
  const own = trader();
  return createLiveVenue({
    endpoints: { clob: HOST, gamma: HOST, data: HOST },
    send,
    clock,
    version: '0.0.0',
    pinned: () => pinned,
    printMin: usdc('1'),
    lagMax: settings.parameters.ff.dataLagMax,
    report: () => undefined,
    trader: own,
    writes: saltedWrites({ trader: own, clock, deadline: REQUEST_TIMEOUT, newSalt }),
  });
};

const liveSettings = (env: Readonly<Record<string, string>>): CycleSettings => {
  const paper = settingsFrom(env);
  return {
    ...paper,
    identity: { ...paper.identity, mode: 'live', funder: WALLET },
    clearance: { kind: 'doctor-record', wallet: WALLET, configHash: HASH },
  };
};

const serverFor = ({ universe, cash = '100000', venue = {} }: Opening): WireServer =>
  createWireServer({
    venue: {
      universe,
      start: NOON,
      cash: usdc(cash),
      settings: { ...DEFAULT_SETTINGS, ...venue },
    },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });

/** Opens a scene whose wallet was examined, as a green doctor leaves it. */
export const openScene = async (opening: Opening): Promise<SoakScene> => {
  const { postFate = () => 'sent', storeFate = () => 'done', env = {}, logs = [] } = opening;
  const { pinned = [] } = opening;
  const server = serverFor(opening);
  const settings = liveSettings(env);
  const clock = tapeClock(server.venue);
  const { store, written } = unsteadyStore(memoryStore(), storeFate);
  await store.putClearance({
    wallet: WALLET,
    signer: WALLET,
    configHash: HASH,
    chainId: 137,
    at: clock.now(),
    verdict: 'green',
  });
  const posts: Posts = { times: new Map(), unwritten: [] };
  const wire = sendTo(server, (time) => advanceServer(server, after(server.venue.now(), time)));
  const { send, arrive } = watchPosts(wire, {
    fateOf: postFate,
    note: (body) => {
      const id = written.byBody.get(body)?.id;
      if (id === undefined) posts.unwritten.push(body);
      else posts.times.set(id, (posts.times.get(id) ?? 0) + 1);
    },
  });
  const killSwitch = testSwitch();
  let salts = 0n;
  const wiring: Wiring = { server, send, settings, newSalt: () => (salts += 1n), pinned };
  let invocations = 0;
  const newProcess = (): Ports => ({
    venue: venueOver(wiring),
    chain: createPaperChain(server.venue),
    store,
    killSwitch,
    clock,
    leaseClock: clock,
    timeLeft: UNHURRIED,
    telemetry: { log: (line) => void logs.push(line), metric: () => undefined },
    newInvocation: () => invocationId(`soak-${String((invocations += 1))}`),
    beforeSave: () => Promise.resolve(ok(null)),
  });
  return { server, settings, newProcess, killSwitch, written, posts, arrive };
};
