// The whole live system on the bench's market: the live adapter and its signatures, the wire server
// of the same process, the engine and a store. Before it is measured it has lived through its first
// ten cycles, has filled in twenty markets and is logged in.

import { inspect } from 'node:util';
import { saltedWrites } from '../../lib/adapters/polymarket/live-writes.ts';
import { createLiveVenue } from '../../lib/adapters/polymarket/live-venue.ts';
import { rawKeySigner } from '../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { PRESETS } from '../../lib/config/presets.ts';
import { UNHURRIED } from '../../lib/cycle/lease-length.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { LIVE_TOLERANCE, REQUEST_TIMEOUT } from '../../lib/cycle/settings.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createPaperChain } from '../../lib/simulation/paper-chain.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import {
  advanceServer,
  applyToServer,
  createWireServer,
} from '../../lib/simulation/wire/server.ts';
import { configHash, invocationId, walletAddress } from '../../lib/units/ids.ts';
import { ok } from '../../lib/units/result.ts';
import { secretOf } from '../../lib/units/secret.ts';
import { seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, START } from '../backtest/markets.ts';
import { testSwitch } from '../backtest/session.ts';
import { sendTo } from '../loopback/in-process.ts';
import { nextMoved, quotedAt, unheldAt } from './live-moves.ts';
import { benchSettings, benchUniverse, booksWith, fillsIn } from './world.ts';
import type { SendHttp } from '../../lib/adapters/polymarket/http.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { RunClock } from './run-clock.ts';

/** How often a portfolio trades, and in how many markets the books move each time. */
export type Pace = { readonly seconds: number; readonly moving: number };

/**
 * The default and the fastest pace. About as many markets are quoted as the largest preset allows.
 * In a minute the books of half of them move, whose quotes are due by their age as well; in five
 * seconds some quotes stay where they are in a market that moved, so that more have to move.
 */
export const MINUTELY: Pace = { seconds: 60, moving: 11 };
/** See `MINUTELY`. */
export const FASTEST: Pace = { seconds: 5, moving: 18 };

/** What a live world is opened with. */
export type LiveOpening = {
  readonly pace: Pace;
  readonly clock: RunClock;
  readonly store: (identity: CycleSettings['identity']) => StateStore;
};

/** A live system and its market. */
export type LiveWorld = {
  readonly server: WireServer;
  readonly clock: RunClock;
  readonly settings: CycleSettings;
  /** The way to the server without any wait. */
  readonly direct: SendHttp;
  /** Sends over another wire from now on. */
  readonly use: (wire: SendHttp) => void;
  /** Moves on to the next cycle's time, when the books of ten markets moved. */
  readonly turn: () => void;
  /** Sells to us in so many of the markets that we quote. */
  readonly fill: (count: number) => void;
  readonly cycle: () => Promise<CycleEnd>;
};

// The key of account 0 of the local development chains, and its account.
const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
const HASH = configHash('a'.repeat(64));
const TARGETS = ['1', '2', '3'].map((digit) => walletAddress(`0x${digit.repeat(40)}`));
// After the first ten cycles, whose orders are the smallest, and again where something was sold.
const FILLED_AT: readonly number[] = [13, 20, 24, 28, 32, 36];
const FILLED_FROM = 13;
const LIVED = 40;
// A few more than the largest preset quotes: not every one of them is held at each moment.
const QUOTED = PRESETS.aggressive.parameters.mm.marketsMax + 3;

const openServer = (): WireServer =>
  createWireServer({
    venue: {
      universe: benchUniverse(),
      start: START,
      cash: usdc('50000'),
      settings: DEFAULT_SETTINGS,
    },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });

const settingsFor = (pace: Pace): CycleSettings => {
  const { parameters, ...settings } = benchSettings();
  return {
    ...settings,
    identity: { ...settings.identity, mode: 'live', funder: WALLET },
    cycle: seconds(pace.seconds),
    parameters: { ...parameters, mm: { ...parameters.mm, marketsMax: QUOTED } },
    targets: TARGETS,
    clearance: { kind: 'doctor-record', wallet: WALLET, configHash: HASH },
    tolerance: LIVE_TOLERANCE,
  };
};

type Parts = LiveOpening & {
  readonly server: WireServer;
  readonly settings: CycleSettings;
  readonly send: SendHttp;
};

const venueOf = ({ clock, settings, send }: Parts): Ports['venue'] => {
  const signer = rawKeySigner(secretOf(KEY));
  if (!signer.ok) throw new Error(signer.error.detail);
  const trader = { signer: signer.value, holder: { kind: 'eoa' }, chain: 137 } as const;
  const base = 'http://venue.test';
  let salt = 0n;
  // Ids follow from salts, and which order is replaced first follows from ids.
  const newSalt = (): bigint => (salt += 1n);
  return createLiveVenue({
    endpoints: { clob: base, gamma: base, data: base },
    clock,
    version: '0.0.0',
    pinned: () => [],
    printMin: settings.parameters.ff.whale,
    lagMax: settings.parameters.ff.dataLagMax,
    report: () => undefined,
    send,
    trader,
    writes: saltedWrites({ trader, clock, deadline: REQUEST_TIMEOUT, newSalt }),
  });
};

const openPorts = async (parts: Parts): Promise<Ports> => {
  const { clock, server, settings } = parts;
  const store = parts.store(settings.identity);
  await store.putClearance({
    wallet: WALLET,
    signer: WALLET,
    configHash: HASH,
    chainId: 137,
    at: clock.now(),
    verdict: 'green',
  });
  let invocations = 0;
  return {
    venue: venueOf(parts),
    chain: createPaperChain(server.venue),
    store,
    killSwitch: testSwitch(),
    clock,
    leaseClock: clock,
    timeLeft: UNHURRIED,
    telemetry: { log: () => undefined, metric: () => undefined },
    newInvocation: () => invocationId(`bench-${String((invocations += 1))}`),
    beforeSave: () => Promise.resolve(ok(null)),
  };
};

/** Throws: on a cycle that was not saved. */
export const savedBy = (end: CycleEnd): SavedCycle => {
  if (end.kind !== 'saved') throw new Error(`not saved: ${inspect(end, { depth: 5 })}`);
  return end;
};

/** Opens a live system and lives through the cycles before the first that is measured. */
export const openLiveWorld = async (opening: LiveOpening): Promise<LiveWorld> => {
  const { pace, clock } = opening;
  const server = openServer();
  const direct: SendHttp = (request, deadline) => {
    advanceServer(server, clock.now());
    return sendTo(server, clock.pass)(request, deadline);
  };
  let wire = direct;
  const settings = settingsFor(pace);
  const send: SendHttp = (request, deadline) => wire(request, deadline);
  const ports = await openPorts({ ...opening, server, settings, send });
  let turns = 0;
  let moved: ReadonlySet<ConditionId> = new Set();

  const show = (events: readonly TapeEvent[]): void => {
    for (const event of events) applyToServer(server, { ...event, at: clock.now() });
  };
  const goOn = (): void => {
    const second = turns * pace.seconds;
    clock.moveTo(at(second));
    show(booksWith(moved, second));
    turns += 1;
  };
  const turn = (): void => {
    const { moving } = pace;
    if (turns >= FILLED_FROM)
      moved = nextMoved(moved, quotedAt(server.venue), { number: turns, moving });
    goOn();
  };
  const cycle = () => runCycle(ports, settings);
  while (turns < LIVED) {
    turn();
    savedBy(await cycle());
    if (FILLED_AT.includes(turns)) show(fillsIn(unheldAt(server.venue), turns * pace.seconds));
  }
  const fill = (count: number): void =>
    show(fillsIn(new Set(quotedAt(server.venue).slice(0, count)), turns * pace.seconds));
  const use: LiveWorld['use'] = (other) => {
    wire = other;
  };
  return { server, clock, settings, direct, use, turn, fill, cycle };
};
