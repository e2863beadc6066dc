// A process that holds the lock now and then: its client as it ships, its clocks, and the store
// through the adapter as it ships. Each call of it is a line of the history before and after.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { randomStream } from '../../lib/tape/generator/random.ts';
import { openClocks } from './clocks.ts';
import { layLine, throwFate } from './network.ts';
import type { PaperStore, StateStore, StoreError } from '../../lib/ports/state-store.ts';
import type { PortfolioIdentity } from '../../lib/domain/portfolio-state.ts';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Clocks } from './clocks.ts';
import type { Ending, History, Line, Operation } from './history.ts';
import type { Rewrite, Served } from './network.ts';
import type { Timeline } from './timeline.ts';

/** What the processes of a section have in common. */
export type Surroundings = {
  readonly timeline: Timeline;
  readonly seed: bigint;
  readonly endpoint: string;
  readonly table: string;
  readonly identity: PortfolioIdentity;
  readonly reach: History['clocks'];
  readonly rewrite: Rewrite | null;
  /** The part of the requests that go wrong. */
  readonly rate: () => number;
  readonly write: (line: Line) => void;
  /** Numbers operations, from 1. */
  readonly nextOp: () => number;
  readonly noteTrouble: (name: string) => void;
};

/** Something that was asked of the store, and how it is told. */
export type Asked<T> = {
  readonly operation: Operation;
  readonly call: (store: StateStore & PaperStore) => Promise<Result<T, StoreError>>;
  /** What the history tells of an answer. */
  readonly told: (value: T) => Omit<Extract<Ending, { phase: 'ok' }>, 'phase'>;
};

/** A process. */
export type Holder = {
  readonly name: string;
  /** Its own chance, so that a race of others changes nothing of what it does. */
  readonly random: Random;
  readonly clocks: Clocks;
  readonly ask: <T>(asked: Asked<T>) => Promise<Result<T, StoreError>>;
  readonly end: () => void;
};

/** An answer of which the history tells nothing but that it came. */
export const NOTHING_TOLD = () => ({ seen: null, lease: null });

const clientTo = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // As the clients of the product are made.
    maxAttempts: 2,
  });

const numberIn = (value: unknown): number =>
  Number((value as { N?: string } | undefined)?.N ?? '0');

const commitOf = ({ at, op, target, body }: Served, operation: Operation): Line | null => {
  if (target.endsWith('.UpdateItem')) {
    const item = (body['Attributes'] ?? {}) as Readonly<Record<string, unknown>>;
    const [fence, version] = [numberIn(item['fence']), numberIn(item['version'])];
    const isHeld = item['holder'] !== undefined;
    return { kind: 'commit', at, op, item: 'state', fence, version, isHeld };
  }
  if (!target.endsWith('.PutItem') || operation.kind !== 'paper') return null;
  const { fence } = operation;
  return { kind: 'commit', at, op, item: 'paper', fence, version: 0, isHeld: true };
};

const endingOf = <T>(asked: Asked<T>, result: Result<T, StoreError>): Ending => {
  if (result.ok) return { phase: 'ok', ...asked.told(result.value) };
  const { kind } = result.error;
  return { phase: kind === 'UNAVAILABLE' ? 'info' : 'fail', error: kind };
};

/** Starts a process. */
export const startProcess = (around: Surroundings, name: string): Holder => {
  const { timeline, write } = around;
  const random = randomStream(around.seed, name);
  const operations = new Map<number, Operation>();
  let current = 0;
  const client = clientTo(around.endpoint);
  layLine(client, {
    timeline,
    rewrite: around.rewrite,
    op: () => current,
    fate: () => {
      const fate = throwFate(random, around.rate());
      around.noteTrouble(fate.name);
      return fate;
    },
    served: (served) => {
      const operation = operations.get(served.op);
      const commit = operation === undefined ? null : commitOf(served, operation);
      if (commit !== null) write(commit);
    },
  });
  const store = dynamoStore({ client, table: around.table, identity: around.identity });
  const now = timeline.now;
  const clocks = openClocks({ random, now, process: name, reach: around.reach, write });
  return {
    name,
    random,
    clocks,
    ask: async (asked) => {
      const op = around.nextOp();
      current = op;
      operations.set(op, asked.operation);
      write({ kind: 'invoke', at: now(), op, process: name, operation: asked.operation });
      const result = await asked.call(store);
      write({ kind: 'end', at: now(), op, ending: endingOf(asked, result) });
      return result;
    },
    end: () => client.destroy(),
  };
};
