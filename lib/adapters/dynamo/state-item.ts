// The state item between its text form and the attributes of the API, with the lease beside it. All
// of it but the identity is one compressed text, since its parts repeat each other's ids; intents
// that are journalled stand beside it, each by itself, until the next save takes them in, so that a
// journal rewrites nothing.

import { createHash } from 'node:crypto';
import { STATE_SCHEMA } from '../../domain/portfolio-state.ts';
import { epochMs } from '../../units/time.ts';
import { err, ok } from '../../units/result.ts';
import { packed, unpacked } from './packed.ts';
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

const WHOLE = /^\d{1,30}$/;

const endOf = (item: Item): EpochMs | null => {
  const text = item['leaseEnd']?.N ?? '';
  return WHOLE.test(text) ? epochMs(BigInt(text)) : null;
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

// The schema of an item whose sections are attributes of their own, each as plain text.
const SECTIONS_SCHEMA = 3;

const SECTIONS = ['progress', 'risk', 'ledger', 'memory', 'outbox', 'settled'] as const;

/** Where schema 3 has its sections: a save takes them away, since the body holds them now. */
export const FORMER_ATTRIBUTES: readonly string[] = SECTIONS;

type Stored = Readonly<Record<string, unknown>>;

const corrupt = (detail: string, field = 'body'): Result<never, StoreError> =>
  err({ kind: 'CORRUPT', item: 'STATE', field, detail });

const isTree = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a value; null where there is none, or none that can be read. */
export const textIn = (value: AttributeValue | undefined): string | null => {
  const text = unpacked(value);
  return text.ok ? text.value : null;
};

const journalledIn = (item: Item): Stored =>
  Object.fromEntries(
    Object.entries(item['intents']?.M ?? {}).map(([id, value]) => [id, textIn(value)]),
  );

const sectionsIn = (item: Item): Stored =>
  Object.fromEntries(SECTIONS.map((name) => [name, textOf(item, name)]));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const areTexts = (tree: Stored): boolean =>
  Object.values(tree).every((value) => typeof value === 'string');

// Sections are texts, and so is each intent: a body has no depth that could be too much.
const isOfTexts = ({ intents, ...sections }: Stored): boolean =>
  isTree(intents) && areTexts(intents) && areTexts(sections);

const bodyIn = (item: Item): Result<Stored, StoreError> => {
  const text = unpacked(item['body']);
  if (!text.ok) return corrupt(text.error);
  const body = parsed(text.value);
  if (!isTree(body) || !isOfTexts(body)) return corrupt('is no state');
  return JSON.stringify(body) === text.value ? ok(body) : corrupt('is not as it was written');
};

// What was journalled since the save comes last: it is the newer word on an order.
const storedIn = (item: Item, schema: number): Result<Stored, StoreError> => {
  const whole = schema === SECTIONS_SCHEMA ? ok(sectionsIn(item)) : bodyIn(item);
  if (!whole.ok) return whole;
  const { intents = {}, ...sections } = whole.value;
  const saved = isTree(intents) ? intents : {};
  const identity = textOf(item, 'identity');
  return ok({ ...sections, identity, intents: { ...saved, ...journalledIn(item) } });
};

/** The size of a state as text. Unit: bytes. */
export const sizeOf = (stored: Stored): number => Buffer.byteLength(JSON.stringify(stored));

// A fence and a version count. Anything else there would go on being raised by one.
const miscounted = (item: Item): string | undefined =>
  ['fence', 'version'].find((name) => {
    const count = numberOf(item, name);
    return !Number.isSafeInteger(count) || count < 0;
  });

// An item of a lease alone has nothing that only a save writes.
const isSaved = (item: Item): boolean =>
  ['schema', 'body', ...SECTIONS].some((name) => item[name] !== undefined);

/** A state that was read, and its size as text: at least what the item holds of it. */
export type ReadState = { readonly state: PortfolioState | null; readonly bytes: number };

/**
 * Reads the state of an item; null when it holds a lease only.
 * Refuses: a schema that is neither ours nor the one before, by name; a state without a version;
 * anything not as written.
 */
export const stateIn = (item: Item): Result<ReadState, StoreError> => {
  const wrong = miscounted(item);
  if (wrong !== undefined) return corrupt('is no count', wrong);
  if (item['version'] === undefined)
    return isSaved(item) ? corrupt('is missing', 'version') : ok({ state: null, bytes: 0 });
  const schema = numberOf(item, 'schema');
  if (schema !== STATE_SCHEMA && schema !== SECTIONS_SCHEMA)
    return err({ kind: 'UNKNOWN_SCHEMA', item: 'STATE', found: String(schema) });
  const stored = storedIn(item, schema);
  if (!stored.ok) return stored;
  const state = decodeState(stored.value);
  return state.ok ? ok({ state: state.value, bytes: sizeOf(stored.value) }) : state;
};

/** The attributes that a save replaces, the lease left aside. */
export const stateAttributes = ({ identity, ...body }: StoredState): Item => ({
  schema: { N: String(STATE_SCHEMA) },
  identity: { S: identity },
  body: packed(JSON.stringify(body)),
  intents: { M: {} },
});

/** What tells one save from another: a digest of its text. */
export const digestOf = (stored: StoredState): string =>
  createHash('sha256').update(JSON.stringify(stored)).digest('hex');
