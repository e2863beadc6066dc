// The state item between its text form and the attributes of the API, with the lease beside it.

import { createHash } from 'node:crypto';
import { STATE_SCHEMA } from '../../domain/portfolio-state.ts';
import { epochMs } from '../../units/time.ts';
import { ok } from '../../units/result.ts';
import { decodeState } from './stored-state.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PortfolioState } from '../../domain/portfolio-state.ts';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { StoredState } from './stored-state.ts';
import type { Item } from './table.ts';

/** Who holds the state, as stored beside it. */
export type StoredLease = {
  readonly holder: string | null;
  readonly end: EpochMs | null;
  readonly fence: number;
  readonly version: number;
  /** The digest of the save that made this version: a writer recognises its own by it. */
  readonly saveDigest: string | null;
  readonly identity: string | null;
};

const textOf = (item: Item, name: string): string | null => item[name]?.S ?? null;
const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? '0');

const endOf = (item: Item): EpochMs | null => {
  const text = item['leaseEnd']?.N;
  return text === undefined ? null : epochMs(BigInt(text));
};

/** Reads the lease of a state item; an item that is not there is free and was never saved. */
export const leaseIn = (item: Item): StoredLease => ({
  holder: textOf(item, 'holder'),
  end: endOf(item),
  fence: numberOf(item, 'fence'),
  version: numberOf(item, 'version'),
  saveDigest: textOf(item, 'saveDigest'),
  identity: textOf(item, 'identity'),
});

const intentsIn = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item['intents']?.M ?? {}).map(([id, { S }]) => [id, S]));

const storedIn = (item: Item): Readonly<Record<keyof StoredState, unknown>> => ({
  identity: textOf(item, 'identity'),
  progress: textOf(item, 'progress'),
  risk: textOf(item, 'risk'),
  ledger: textOf(item, 'ledger'),
  memory: textOf(item, 'memory'),
  outbox: textOf(item, 'outbox'),
  settled: textOf(item, 'settled'),
  intents: intentsIn(item),
});

const bytesOf = (stored: unknown): number => Buffer.byteLength(JSON.stringify(stored));

/** Reads the state of an item; null when it holds a lease only. */
export const stateIn = (item: Item): Result<PortfolioState | null, StoreError> => {
  if (item['version'] === undefined) return ok(null);
  return decodeState(numberOf(item, 'schema'), storedIn(item));
};

/** The size of the state of an item. */
export const sizeIn = (item: Item): number => bytesOf(storedIn(item));

/** Intents as the map attribute that a journal adds to. */
export const intentMap = (intents: StoredState['intents']): AttributeValue => ({
  M: Object.fromEntries(Object.entries(intents).map(([id, text]) => [id, { S: text }])),
});

/** The attributes that a save replaces, the lease left aside. */
export const stateAttributes = (stored: StoredState): Item => ({
  schema: { N: String(STATE_SCHEMA) },
  identity: { S: stored.identity },
  progress: { S: stored.progress },
  risk: { S: stored.risk },
  ledger: { S: stored.ledger },
  memory: { S: stored.memory },
  outbox: { S: stored.outbox },
  settled: { S: stored.settled },
  intents: intentMap(stored.intents),
});

/** What tells one save from another: a digest of its text. */
export const digestOf = (stored: StoredState): string =>
  createHash('sha256').update(JSON.stringify(stored)).digest('hex');

/** The size of a state in bytes, near to how the API counts it. */
export const sizeOf = (stored: StoredState): number => bytesOf(stored);
