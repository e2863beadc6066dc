// Reading history back, page by page and as hostile input.

import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { decodeStored, jsonCodec } from './codec/json.ts';
import { unavailable } from './conditional.ts';
import { unpacked } from './packed.ts';
import { keyOf } from './table.ts';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { Codec } from './codec/scalars.ts';
import type { StatePlace } from './conditional.ts';
import type { Item, SortRange } from './table.ts';

// A page holds up to 1 MB; this bounds a read at some gigabytes.
const PAGES_MAX = 10_000;

const inRange = ({ table, partition }: StatePlace, { from, to }: SortRange) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': { S: partition }, ':from': { S: from }, ':to': { S: to } },
  ConsistentRead: true,
});

const page = async (
  place: StatePlace,
  range: SortRange,
  start: Item | undefined,
): Promise<{ readonly items: readonly Item[]; readonly next: Item | undefined }> => {
  const answer = await place.client.send(
    new QueryCommand({ ...inRange(place, range), ...(start && { ExclusiveStartKey: start }) }),
  );
  return { items: answer.Items ?? [], next: answer.LastEvaluatedKey };
};

const allPages = async (place: StatePlace, range: SortRange): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  for (let count = 0; count < PAGES_MAX; count += 1) {
    const { items: some, next } = await page(place, range, start);
    items.push(...some);
    if (next === undefined) return items;
    start = next;
  }
  throw new Error(`more than ${String(PAGES_MAX)} pages from ${range.from} to ${range.to}`);
};

const bodyIn = (item: Item, sort: string): Result<string, StoreError> => {
  const text = unpacked(item['body']);
  return text.ok ? text : err({ kind: 'CORRUPT', item: sort, field: 'body', detail: text.error });
};

const decodeAll = <T>(
  codec: Codec<T>,
  items: readonly Item[],
): Result<readonly T[], StoreError> => {
  const values: T[] = [];
  for (const item of items) {
    const sort = item['sk']?.S ?? 'item';
    const text = bodyIn(item, sort);
    if (!text.ok) return text;
    const decoded = decodeStored(jsonCodec(codec), sort, text.value);
    if (!decoded.ok) return decoded;
    values.push(decoded.value);
  }
  return ok(values);
};

/** Reads the items of a range in the order of their keys. */
export const readRange = async <T>(
  place: StatePlace,
  codec: Codec<T>,
  range: SortRange,
): Promise<Result<readonly T[], StoreError>> => {
  try {
    return decodeAll(codec, await allPages(place, range));
  } catch (error) {
    return err(unavailable(error));
  }
};

/**
 * Reads the last items of a range, the last one first. A page is cut at 1 MB, so that it may be
 * fewer than asked for.
 */
export const readLast = async <T>(
  place: StatePlace,
  codec: Codec<T>,
  { from, to, countMax }: SortRange & { readonly countMax: number },
): Promise<Result<readonly T[], StoreError>> => {
  try {
    const { Items: items = [] } = await place.client.send(
      new QueryCommand({
        ...inRange(place, { from, to }),
        ScanIndexForward: false,
        Limit: countMax,
      }),
    );
    return decodeAll(codec, items);
  } catch (error) {
    return err(unavailable(error));
  }
};

/** Reads the text of one item; null when the item is not there. */
export const readText = async (
  place: StatePlace,
  sort: string,
): Promise<Result<string | null, StoreError>> => {
  try {
    const { Item: item } = await place.client.send(
      new GetItemCommand({
        TableName: place.table,
        Key: keyOf(place.partition, sort),
        ConsistentRead: true,
      }),
    );
    return item === undefined ? ok(null) : bodyIn(item, sort);
  } catch (error) {
    return err(unavailable(error));
  }
};

/** Reads the value of one item; null when the item is not there. */
export const readOne = async <T>(
  place: StatePlace,
  codec: Codec<T>,
  sort: string,
): Promise<Result<T | null, StoreError>> => {
  const text = await readText(place, sort);
  if (!text.ok) return text;
  return text.value === null ? ok(null) : decodeStored(jsonCodec(codec), sort, text.value);
};
