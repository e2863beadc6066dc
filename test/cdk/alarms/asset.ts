// A portfolio on paper as the built asset runs it: the bundle in a process of its own, the venue's
// public data over HTTP, the table and the kill switch by the protocols of AWS. Each can be taken
// away, and every minute is called when the test says so.

import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { buildFunction } from '../../../cdk/bundle.ts';
import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../../lib/adapters/local/embedded-store.ts';
import { WHOLE } from '../../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS } from '../../../lib/simulation/core.ts';
import { ownAccount } from '../../../lib/simulation/wire/account.ts';
import { startWireServer } from '../../../lib/simulation/wire/face.ts';
import { applyToServer, createWireServer } from '../../../lib/simulation/wire/server.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, epochMs, hours } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { json, startLoopback, text } from '../../loopback/server.ts';
import { PLAIN, universeWith } from '../../simulation/wire/markets.ts';
import { keyOf, samplesOf, seriesFrom } from './series.ts';
import type { Call } from './asset-process.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Reply } from '../../loopback/server.ts';
import type { Sample, Series, SeriesKey } from './series.ts';

const TABLE = 'Keel';
const SWITCH = '/keel/main/kill-switch';
const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
const PROCESS = fileURLToPath(new URL('./asset-process.ts', import.meta.url));

/** What is there in a minute. */
export type AssetMinute = {
  readonly table?: 'there' | 'away';
  readonly venue?: 'there' | 'away' | 'forbidden';
  readonly killSwitch?: 'off' | 'halt' | 'unreadable';
  /** The best prices, in cents. */
  readonly best?: readonly [bid: number, ask: number];
};

const ORDINARY: Required<AssetMinute> = {
  table: 'there',
  venue: 'there',
  killSwitch: 'off',
  best: [48, 52],
};

/** The running asset. */
export type Asset = {
  /** Calls it once a minute for so many, and gives what the calls came to. */
  readonly pass: (count: number, minute?: AssetMinute) => Promise<readonly string[]>;
  readonly series: () => Series;
  readonly minutes: () => number;
  readonly lines: readonly string[];
};

const awsError = (name: string): Reply =>
  text(500, JSON.stringify({ __type: name, message: 'taken away by the test' }));

const startTable = async (isThere: () => boolean): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-asset-'));
  const started = await startEmbeddedStore(folder);
  if (!started.ok) throw new Error(started.error.detail);
  const { client, endpoint, stop } = started.value;
  await ensureTable(client, TABLE);
  const door = await startLoopback(async ({ headers, body }) => {
    if (!isThere()) return awsError('InternalServerError');
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': String(headers['content-type']),
        'x-amz-target': String(headers['x-amz-target']),
        authorization: String(headers['authorization']),
        'x-amz-date': String(headers['x-amz-date']),
      },
      body,
    });
    return text(answer.status, await answer.text(), {
      'content-type': 'application/x-amz-json-1.0',
    });
  });
  onTestFinished(async () => {
    await door.stop();
    await stop();
    await rm(folder, { recursive: true });
  });
  return door.url;
};

const startSwitch = async (position: () => string): Promise<string> => {
  const ssm = await startLoopback(() =>
    position() === 'unreadable'
      ? awsError('InternalServerError')
      : json({ Parameter: { Name: SWITCH, Type: 'String', Value: position() } }),
  );
  onTestFinished(ssm.stop);
  return ssm.url;
};

const marketFrom = (start: EpochMs): Market => ({
  ...PLAIN,
  fee: { kind: 'free' },
  end: { kind: 'at', at: after(start, hours(24 * 100)) },
});

const levels = (best: number, step: number) =>
  [0, 1, 2, 3, 4].map((index) => ({
    price: price(((best + step * index) / 100).toFixed(2)),
    size: shares('4000'),
  }));

type Venue = {
  readonly url: string;
  readonly show: (at: EpochMs, best: readonly [number, number]) => void;
};

const startVenue = async (
  start: EpochMs,
  state: () => 'there' | 'away' | 'forbidden',
): Promise<Venue> => {
  const market = marketFrom(start);
  const server = createWireServer({
    venue: {
      universe: universeWith([market]),
      start,
      cash: usdc('0'),
      settings: DEFAULT_SETTINGS,
    },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });
  server.faults.decideBy(() => {
    if (state() === 'there') return null;
    if (state() === 'away') return { kind: 'drop', when: 'before' };
    const answer = { status: 403, body: 'Trading restricted in your region', headers: {} };
    return { kind: 'instead', when: 'before', answer };
  });
  const wire = await startWireServer(server);
  onTestFinished(wire.stop);
  const show: Venue['show'] = (at, [bid, ask]) =>
    applyToServer(server, {
      ...{ kind: 'book', at, token: market.yes, depth: WHOLE },
      ...{ bids: levels(bid, -1), asks: levels(ask, 1) },
    });
  return { url: wire.url, show };
};

type Running = { readonly call: (call: Call) => Promise<string> };

const startProcess = async (
  env: Readonly<Record<string, string>>,
  hear: (line: string) => void,
): Promise<Running> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-bundle-'));
  const { file } = buildFunction('cycle', folder);
  const child = fork(PROCESS, [file], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    silent: true,
  });
  onTestFinished(async () => {
    child.kill();
    await rm(folder, { recursive: true });
  });
  let ended: (end: string) => void = () => undefined;
  const next = (): Promise<string> => new Promise((resolve) => (ended = resolve));
  const output = child.stdout;
  if (output === null) throw new Error('nothing is heard of it');
  createInterface(output).on('line', (line) =>
    line.startsWith('ENDED ') ? ended(line.slice(6)) : hear(line),
  );
  child.stderr?.on('data', (chunk: Buffer) => hear(String(chunk)));
  await next();
  return {
    call: (call) => {
      const end = next();
      child.send(call);
      return end;
    },
  };
};

// The watchdog is a function of its own, and has nothing to do here.
const besideIt = (at: number, isError: boolean): readonly (readonly [SeriesKey, Sample])[] => [
  [
    keyOf('AWS/Lambda', 'Errors', { FunctionName: 'keel-main-cycle' }),
    { at, value: isError ? 1 : 0 },
  ],
  [keyOf('Keel', 'Watchdog', { portfolio: 'main' }), { at, value: 0 }],
];

/** Starts everything with the variables of a portfolio; the first minute is now. */
export const startAsset = async (
  variables: Readonly<Record<string, string>> = {},
): Promise<Asset> => {
  const start = Date.now();
  let now = ORDINARY;
  const venue = await startVenue(epochMs(BigInt(start)), () => now.venue);
  const samples: (readonly [SeriesKey, Sample])[] = [];
  const lines: string[] = [];
  let passed = 0;
  const env = {
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    AWS_ENDPOINT_URL_DYNAMODB: await startTable(() => now.table === 'there'),
    AWS_ENDPOINT_URL_SSM: await startSwitch(() => now.killSwitch),
    ...{ PORTFOLIO_ID: 'main', TABLE_NAME: TABLE, KILL_SWITCH_PARAM: SWITCH },
    ...{ CLOB_URL: venue.url, GAMMA_URL: venue.url, DATA_URL: venue.url },
    ...variables,
  };
  const running = await startProcess(env, (line) => {
    lines.push(line);
    if (line.startsWith('{')) samples.push(...samplesOf(line, passed * 60 + 5));
  });
  const minute = async (): Promise<string> => {
    const at = start + passed * 60_000;
    venue.show(epochMs(BigInt(at)), now.best);
    const event = { portfolio: 'main', scheduledAt: new Date(at).toISOString() };
    const end = await running.call({
      now: at + 1_000,
      event,
      requestId: `minute-${String(passed)}`,
    });
    samples.push(...besideIt(passed * 60 + 10, end.startsWith('ERROR')));
    passed += 1;
    return end;
  };
  return {
    pass: async (count, changes = {}) => {
      now = { ...ORDINARY, ...changes };
      const ends: string[] = [];
      for (let index = 0; index < count; index += 1) ends.push(await minute());
      return ends;
    },
    series: () => seriesFrom(samples),
    minutes: () => passed,
    lines,
  };
};
