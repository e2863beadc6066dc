// The whole system in live mode on one tape: real HTTP to a wire server, real signatures, the
// embedded store. Only time is the tape's, so that a run ends before its tape would.

import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import { createChain } from '../../lib/adapters/chain/chain.ts';
import { createDirectSender } from '../../lib/adapters/chain/direct-sender.ts';
import { GAS_PRICE_MAX } from '../../lib/adapters/chain/fees.ts';
import { createRpc } from '../../lib/adapters/chain/rpc.ts';
import { createLiveVenue } from '../../lib/adapters/polymarket/live-venue.ts';
import { liveWrites } from '../../lib/adapters/polymarket/live-writes.ts';
import { rawKeySigner } from '../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { marketsOf } from '../../lib/backtest/live-feed.ts';
import { tapeClock } from '../../lib/backtest/paper-ports.ts';
import { UNHURRIED } from '../../lib/cycle/lease-length.ts';
import { LIVE_TOLERANCE, REQUEST_TIMEOUT } from '../../lib/cycle/settings.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import {
  advanceServer,
  applyToServer,
  createWireServer,
} from '../../lib/simulation/wire/server.ts';
import { configHash, invocationId, walletAddress } from '../../lib/units/ids.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { secretOf } from '../../lib/units/secret.ts';
import { ok } from '../../lib/units/result.ts';
import { durationMs, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { testSwitch, virtualClock } from '../backtest/session.ts';
import { NOON } from '../loopback/clocks.ts';
import { openStore } from './live-store.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { DoctorRecord } from '../../lib/domain/clearance.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { ChainPort } from '../../lib/ports/chain.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { DigestSigner } from '../../lib/ports/signer.ts';
import type { LogLine, Metric } from '../../lib/ports/telemetry.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { DurationMs, UsdcMicros } from '../../lib/units/quantity.ts';
import type { SavedCycle, TestSwitch, VirtualClock } from '../backtest/session.ts';
import type { OpenedStore } from './live-store.ts';

/** The key of account 0 of the local development chains, and its account. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
const HASH = configHash('a'.repeat(64));

/** What a live session is opened with. */
export type LiveOpening = {
  readonly tape: Pick<Tape, 'universe' | 'start'>;
  /** The settings of a paper session, which are made live. */
  readonly settings: CycleSettings;
  readonly cash: string;
  /** The key that trades: that of the server's account unless another is given. */
  readonly key?: string;
  /** How long a write may take. */
  readonly deadline?: DurationMs;
  /** The smallest trade of others that is read: what counts as large unless another is given. */
  readonly printMin?: UsdcMicros;
};

/** A live session under test. */
export type LiveScene = OpenedStore & {
  readonly server: WireServer;
  /** Where the venue's API is. */
  readonly url: string;
  readonly settings: CycleSettings;
  readonly ports: Ports;
  readonly killSwitch: TestSwitch;
  readonly leaseClock: VirtualClock;
  readonly logs: readonly LogLine[];
  readonly metrics: readonly Metric[];
  /** The doctor's record that cleared the wallet. */
  readonly record: DoctorRecord;
  /** The market behind the wire, which a tape drives. */
  readonly venue: SimulatedVenue;
  /** Runs a cycle that must be saved, under other settings of a paper session if they are given. */
  readonly saved: (under?: CycleSettings) => Promise<SavedCycle>;
};

const signerOf = (key: string) => {
  const made = rawKeySigner(secretOf(key));
  invariant(made.ok, 'a key of a development chain is good');
  return made.value;
};

const ANSWER_BYTES_MAX = 1_000_000;

const chainAt = (url: string, signer: DigestSigner, clock: Clock): ChainPort => {
  const address = { url: secretOf(`${url}/rpc`), deadline: seconds(3) };
  const rpc = createRpc({ ...address, bytesMax: ANSWER_BYTES_MAX, chain: 137 });
  const pollEvery = durationMs(1n);
  const sending = { rpc, signer, clock, chain: 137, gasPriceMax: GAS_PRICE_MAX, pollEvery };
  const sender = createDirectSender(sending);
  return createChain({ rpc, clock, sender, wallet: WALLET, bound: seconds(6) });
};

const serverFor = ({ tape, cash }: LiveOpening): WireServer =>
  createWireServer({
    venue: {
      universe: tape.universe,
      start: tape.start,
      cash: usdc(cash),
      settings: DEFAULT_SETTINGS,
    },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });

// A tape and time reach the market through the server, whose modes and silences follow them.
const drivenBy = (server: WireServer): SimulatedVenue => ({
  ...server.venue,
  apply: (event) => applyToServer(server, event),
  advanceTo: (at) => advanceServer(server, at),
});

type Wiring = {
  readonly opening: LiveOpening;
  readonly url: string;
  readonly clock: Clock;
  readonly logs: LogLine[];
  /** The state that was saved last: the markets that a portfolio is in are always read. */
  readonly latest: () => PortfolioState | null;
};

const outsideOf = ({
  opening,
  url,
  clock,
  logs,
  latest,
}: Wiring): Pick<Ports, 'venue' | 'chain'> => {
  const { settings, key = KEY, deadline = REQUEST_TIMEOUT } = opening;
  const { ff } = settings.parameters;
  const signer = signerOf(key);
  const trader = { signer, holder: { kind: 'eoa' }, chain: 137 } as const;
  const venue = createLiveVenue({
    endpoints: { clob: url, gamma: url, data: url },
    clock,
    version: '0.0.0',
    pinned: () => {
      const state = latest();
      return state === null ? [] : marketsOf(state);
    },
    printMin: opening.printMin ?? ff.whale,
    lagMax: ff.dataLagMax,
    report: (leftOut) => logs.push({ level: 'warn', message: JSON.stringify(leftOut), fields: {} }),
    trader,
    writes: liveWrites({ trader, clock, deadline }),
  });
  return { venue, chain: chainAt(url, signer, clock) };
};

const liveFrom = (settings: CycleSettings): CycleSettings => ({
  ...settings,
  identity: { ...settings.identity, mode: 'live', funder: WALLET },
  clearance: { kind: 'doctor-record', wallet: WALLET, configHash: HASH },
  tolerance: LIVE_TOLERANCE,
});

const greenAt = (at: DoctorRecord['at']): DoctorRecord => ({
  wallet: WALLET,
  signer: WALLET,
  configHash: HASH,
  chainId: 137,
  at,
  verdict: 'green',
});

/** Opens a session whose wallet was examined, as a green doctor leaves it. */
export const openLive = async (opening: LiveOpening): Promise<LiveScene> => {
  const server = serverFor(opening);
  const { url, stop } = await startWireServer(server);
  onTestFinished(stop);
  const settings = liveFrom(opening.settings);
  const clock = tapeClock(server.venue);
  const logs: LogLine[] = [];
  const metrics: Metric[] = [];
  const opened = await openStore(settings.identity);
  const { store } = opened;
  const record = greenAt(clock.now());
  await store.putClearance(record);
  const killSwitch = testSwitch();
  const leaseClock = virtualClock(NOON);
  let invocations = 0;
  let latest: PortfolioState | null = null;
  const ports: Ports = {
    ...outsideOf({ opening, url, clock, logs, latest: () => latest }),
    store,
    killSwitch,
    clock,
    leaseClock,
    timeLeft: UNHURRIED,
    telemetry: {
      log: (line) => void logs.push(line),
      metric: (metric) => void metrics.push(metric),
    },
    newInvocation: () => invocationId(`live-${String((invocations += 1))}`),
    beforeSave: () => Promise.resolve(ok(null)),
  };
  const saved: LiveScene['saved'] = async (under = opening.settings) => {
    const end = await runCycle(ports, liveFrom(under));
    if (end.kind !== 'saved') throw new Error(`not saved: ${inspect(end, { depth: 5 })}`);
    latest = end.state;
    return end;
  };
  const venue = drivenBy(server);
  return {
    ...opened,
    server,
    url,
    settings,
    ports,
    killSwitch,
    leaseClock,
    logs,
    metrics,
    record,
    venue,
    saved,
  };
};
