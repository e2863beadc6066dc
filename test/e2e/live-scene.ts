// The whole system in live mode on one tape: real HTTP to a wire server, real signatures, the
// embedded store. Only time is the tape's, so that a run ends before its tape would.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { createLiveVenue } from '../../lib/adapters/polymarket/live-venue.ts';
import { liveWrites } from '../../lib/adapters/polymarket/live-writes.ts';
import { rawKeySigner } from '../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { tapeClock } from '../../lib/backtest/paper-ports.ts';
import { playTape } from '../../lib/backtest/play-tape.ts';
import { REQUEST_TIMEOUT } from '../../lib/cycle/settings.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createPaperChain } from '../../lib/simulation/paper-chain.ts';
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
import { usdc } from '../../lib/units/usdc.ts';
import { testSwitch, virtualClock } from '../backtest/session.ts';
import { NOON } from '../loopback/clocks.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { DoctorRecord } from '../../lib/domain/clearance.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { LogLine, Metric } from '../../lib/ports/telemetry.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { SavedCycle, TestSwitch, VirtualClock } from '../backtest/session.ts';

/** The key of account 0 of the local development chains, and its account. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
const HASH = configHash('a'.repeat(64));

const TABLE = 'keel';

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
};

/** A live session under test. */
export type LiveScene = {
  readonly server: WireServer;
  readonly settings: CycleSettings;
  readonly ports: Ports;
  readonly store: StateStore;
  readonly killSwitch: TestSwitch;
  readonly leaseClock: VirtualClock;
  readonly logs: readonly LogLine[];
  readonly metrics: readonly Metric[];
  /** Everything that the store holds, as text. */
  readonly stored: () => Promise<string>;
  readonly stopStore: () => Promise<void>;
  /** The doctor's record that cleared the wallet. */
  readonly record: DoctorRecord;
  /** Runs a cycle that must be saved. */
  readonly saved: () => Promise<SavedCycle>;
  readonly play: (
    tape: Tape,
    cyclesMax: number,
    check: (end: SavedCycle) => void | Promise<void>,
  ) => Promise<void>;
};

type OpenedStore = Pick<LiveScene, 'store' | 'stored' | 'stopStore'>;

const openStore = async (identity: CycleSettings['identity']): Promise<OpenedStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-live-'));
  const started = await startEmbeddedStore(folder);
  invariant(started.ok, 'the embedded store starts in an empty folder');
  const { client, stop } = started.value;
  onTestFinished(async () => {
    await stop();
    await rm(folder, { recursive: true });
  });
  await ensureTable(client, TABLE);
  const stored = async (): Promise<string> => {
    let text = '';
    let place: Record<string, AttributeValue> | undefined;
    do {
      const page = new ScanCommand({ TableName: TABLE, ExclusiveStartKey: place });
      const { Items, LastEvaluatedKey } = await client.send(page);
      text += JSON.stringify(Items);
      place = LastEvaluatedKey;
    } while (place !== undefined);
    return text;
  };
  return { store: dynamoStore({ client, table: TABLE, identity }), stored, stopStore: stop };
};

const signerOf = (key: string) => {
  const made = rawKeySigner(secretOf(key));
  invariant(made.ok, 'a key of a development chain is good');
  return made.value;
};

/** Opens a session whose wallet was examined, as a green doctor leaves it. */
export const openLive = async ({
  tape,
  settings,
  cash,
  key = KEY,
  deadline = REQUEST_TIMEOUT,
}: LiveOpening): Promise<LiveScene> => {
  const server = createWireServer({
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
  const wire = await startWireServer(server);
  onTestFinished(wire.stop);
  const clock = tapeClock(server.venue);
  const identity = { ...settings.identity, mode: 'live', funder: WALLET } as const;
  const need = { kind: 'doctor-record', wallet: WALLET, configHash: HASH } as const;
  const live: CycleSettings = { ...settings, identity, clearance: need };
  const trader = { signer: signerOf(key), holder: { kind: 'eoa' }, chain: 137 } as const;
  const logs: LogLine[] = [];
  const metrics: Metric[] = [];
  const { store, stored, stopStore } = await openStore(identity);
  const record: DoctorRecord = {
    wallet: WALLET,
    signer: WALLET,
    configHash: HASH,
    chainId: 137,
    at: clock.now(),
    verdict: 'green',
  };
  await store.putClearance(record);
  const killSwitch = testSwitch();
  const leaseClock = virtualClock(NOON);
  let invocations = 0;
  const ports: Ports = {
    venue: createLiveVenue({
      endpoints: { clob: wire.url, gamma: wire.url, data: wire.url },
      clock,
      version: '0.0.0',
      pinned: () => [],
      printMin: usdc('1'),
      lagMax: settings.parameters.ff.dataLagMax,
      report: (leftOut) =>
        logs.push({ level: 'warn', message: JSON.stringify(leftOut), fields: {} }),
      trader,
      writes: liveWrites({ trader, clock, deadline }),
    }),
    chain: createPaperChain(server.venue),
    store,
    killSwitch,
    clock,
    leaseClock,
    telemetry: {
      log: (line) => void logs.push(line),
      metric: (metric) => void metrics.push(metric),
    },
    newInvocation: () => invocationId(`live-${String((invocations += 1))}`),
    beforeSave: () => Promise.resolve(ok(null)),
  };
  const saved: LiveScene['saved'] = async () => {
    const end = await runCycle(ports, live);
    if (end.kind !== 'saved') throw new Error(`not saved: ${inspect(end, { depth: 5 })}`);
    return end;
  };
  const play: LiveScene['play'] = async (played, cyclesMax, check) => {
    let cycles = 0;
    const venue = {
      ...server.venue,
      apply: (event: Parameters<WireServer['venue']['apply']>[0]) => applyToServer(server, event),
      advanceTo: (at: Tape['start']) => advanceServer(server, at),
    };
    const { cycle } = settings;
    await playTape(
      { tape: played, venue, cycle, from: played.start, until: played.end },
      {
        runCycle: saved,
        afterCycle: async (end) => {
          if (end.kind === 'saved') await check(end);
          leaseClock.pass(cycle);
          cycles += 1;
          return cycles >= cyclesMax ? 'stop' : 'go-on';
        },
      },
    );
  };
  return {
    server,
    settings: live,
    ports,
    store,
    killSwitch,
    leaseClock,
    logs,
    metrics,
    stored,
    stopStore,
    record,
    saved,
    play,
  };
};
