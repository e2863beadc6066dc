// Everything that the built functions talk to, on this machine: the venue over HTTP, the table, and
// parameters. Only the functions' own processes are AWS's.

import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { formatTime } from '../../lib/units/time.ts';
import { subjectOf } from '../../lib/wiring/cycle-settings.ts';
import { liveIdentity, paperIdentity } from '../../lib/wiring/identities.ts';
import { serveSsm } from '../adapters/ssm/ssm-world.ts';
import { liveOf } from '../config/environments.ts';
import { serveTables } from '../loopback/table.ts';
import { standBetween } from './between.ts';
import { startLambda } from './lambda.ts';
import { WALLET } from './venues.ts';
import { serverBooks } from '../../lib/simulation/wire/controls.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FunctionName } from '../../cdk/bundle.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { SsmWorld } from '../adapters/ssm/ssm-world.ts';
import type { Between } from './between.ts';
import type { Invoked, Lambda, Later } from './lambda.ts';
import type { RunningVenue } from './venues.ts';

export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

const TABLE = 'keel-table';
const SWITCH = '/keel/main/kill-switch';

/** What the schedule sends for the portfolio of these tests. */
export const scheduled = (portfolio = 'main'): unknown => ({
  portfolio,
  scheduledAt: formatTime(systemClock.now()),
});

type Variables = Readonly<Record<string, string>>;

/** What a world is opened with. */
export type Opening = {
  readonly mode: 'live' | 'paper';
  readonly changes: Variables;
  readonly venue: RunningVenue;
  readonly later: Later;
};

/** The world around a cycle function. */
export type AwsWorld = {
  readonly server: WireServer;
  readonly client: DynamoDBClient;
  readonly store: StateStore & PaperStore;
  readonly venue: Between;
  readonly table: Between;
  readonly ssm: SsmWorld;
  readonly env: Variables;
  readonly turn: (position: string) => void;
  readonly state: () => Promise<PortfolioState>;
  /** Starts a process of the cycle function, or of another one. */
  readonly lambda: (changes?: Variables, name?: FunctionName) => Promise<Lambda>;
  /** The orders that were ever sent to the venue. */
  readonly posts: () => number;
};

const openStore = async (later: Later) => {
  const served = await serveTables();
  later(served.stop);
  await ensureTable(served.client, TABLE);
  return served;
};

const AWS = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'aws-secret-of-the-test',
};

const LIVE = {
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'balanced',
  PRIVATE_KEY_PARAM: '/keel/main/private-key',
  RPC_URL_PARAM: '/keel/main/rpc-url',
  SIGNATURE_TYPE: '0',
  TARGET_ADDRESSES: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
};

const secure = (Value: string) => ({ Type: 'SecureString', Value });

const clear = async (store: StateStore, env: Variables, rpc: string): Promise<void> => {
  const config = liveOf(env, 'aws', { RPC_URL: rpc });
  const subject = subjectOf(config, { address: WALLET });
  const at = systemClock.now();
  const account = { ...subject, signer: WALLET, chainId: 137 };
  const kept = await store.putClearance({ ...account, at, verdict: 'green' });
  invariant(kept.ok, 'the record is kept');
};

const isPlacing = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && /^\/orders?(?:\?|$)/.test(path);

/** Opens the world of one portfolio. */
export const openSurroundings = async (opening: Opening): Promise<AwsWorld> => {
  const { mode, changes, later } = opening;
  const { server, url } = opening.venue;
  const tables = await openStore(later);
  const rpc = `${url}/rpc`;
  const off = { [SWITCH]: { Type: 'String', Value: 'off' } };
  const secrets = { '/keel/main/private-key': secure(KEY), '/keel/main/rpc-url': secure(rpc) };
  const { loopback, world: ssm } = await serveSsm({ ...off, ...secrets });
  later(loopback.stop);
  const venue = await standBetween(url, later);
  const table = await standBetween(tables.endpoint, later);
  const env = {
    ...AWS,
    AWS_ENDPOINT_URL_SSM: loopback.url,
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    CLOB_URL: venue.url,
    GAMMA_URL: venue.url,
    DATA_URL: venue.url,
    PORTFOLIO_ID: 'main',
    TABLE_NAME: TABLE,
    KILL_SWITCH_PARAM: SWITCH,
    CYCLE_SECONDS: '5',
    ...(mode === 'live' && LIVE),
    ...changes,
  };
  const { client } = tables;
  const portfolio = portfolioId('main');
  const identity = mode === 'live' ? liveIdentity(portfolio, WALLET) : paperIdentity(portfolio);
  const store = dynamoStore({ client, table: TABLE, identity });
  if (mode === 'live') await clear(store, env, rpc);
  return {
    server,
    client,
    store,
    venue,
    table,
    ssm,
    env,
    turn: (Value) => {
      ssm.parameters = { ...ssm.parameters, [SWITCH]: { Type: 'String', Value } };
    },
    state: async () => {
      const read = await store.peek();
      invariant(read.ok && read.value !== null, 'a cycle was saved');
      return read.value;
    },
    lambda: (more = {}, name = 'cycle') => startLambda(name, { ...env, ...more }, later),
    posts: () => venue.passed.filter(isPlacing).length,
  };
};

/** Lets the time of a lease pass whose holder is gone. */
export const endLease = async ({ client, store }: AwsWorld): Promise<void> => {
  const state = await store.peek();
  invariant(state.ok && state.value !== null, 'a cycle was saved');
  const { mode, portfolio } = state.value.identity;
  await client.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { pk: { S: `PORTFOLIO#${mode}#${portfolio}` }, sk: { S: 'STATE' } },
      UpdateExpression: 'SET leaseEnd = :past',
      ExpressionAttributeValues: { ':past': { N: '0' } },
    }),
  );
};

/** Invokes so many times, each for one cycle. */
export const cyclesOf = async (lambda: Lambda, count: number): Promise<readonly Invoked[]> => {
  const ends: Invoked[] = [];
  for (let cycle = 0; cycle < count; cycle += 1) {
    ends.push(await lambda.invoke(scheduled()));
    lambda.freeze();
  }
  return ends;
};

/** The orders that reached the venue more than once, each with how often. */
export const doubled = ({ server }: AwsWorld): readonly unknown[] =>
  [...serverBooks(server).posts].filter(([, times]) => times > 1);
