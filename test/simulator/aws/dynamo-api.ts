// DynamoDB in one process: tables of items with a partition and a sort key, and the calls that a
// store of ours makes. Each call is atomic, as each call to one item is at the service.
//
// Source: DynamoDB API reference, read 2026-11-28.

import * as z from 'zod';
import { attributesShape, itemBytes } from './attribute.ts';
import { parseCondition } from './condition.ts';
import { judgedBatch, TAKES_ALL } from './sent-back.ts';
import { invalid, isInvalid } from './expression.ts';
import { emptyTable, seenBy, write } from './table.ts';
import { parseUpdate } from './update.ts';
import type { SendsBack } from './sent-back.ts';
import type { Attributes } from './attribute.ts';
import type { Items, Table } from './table.ts';

/** An answer of the API. */
export type ApiAnswer = { readonly status: number; readonly body: unknown };

/** The service: its calls by name, and what stands in its tables. */
export type DynamoApi = {
  readonly call: (operation: string, body: unknown) => ApiAnswer;
  /** Every item there is, by table, partition and sort key. */
  readonly items: () => readonly Attributes[];
  /** Decides which of the items of a batch are sent back unprocessed. */
  readonly sendBackBy: (decide: SendsBack) => void;
};

const ITEM_BYTES_MAX = 409_600;
const PAGE_BYTES_MAX = 1_048_576;
const BATCH_MAX = 25;

/** An error of the service, under its own name. */
export const apiError = (name: string, message: string, status = 400): ApiAnswer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message },
});

const ok = (body: unknown): ApiAnswer => ({ status: 200, body });

const placeholders = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: attributesShape.default({}),
};

const key = z.strictObject({
  pk: z.strictObject({ S: z.string() }),
  sk: z.strictObject({ S: z.string() }),
});
type Key = z.infer<typeof key>;

const common = { TableName: z.string(), ReturnConsumedCapacity: z.string().optional() };

const getShape = z.strictObject({
  ...common,
  Key: key,
  ConsistentRead: z.boolean().default(false),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: placeholders.ExpressionAttributeNames,
});
const putShape = z.strictObject({
  ...common,
  ...placeholders,
  Item: attributesShape,
  ConditionExpression: z.string().optional(),
});
const updateShape = z.strictObject({
  ...common,
  ...placeholders,
  Key: key,
  UpdateExpression: z.string(),
  ConditionExpression: z.string().optional(),
  ReturnValues: z.literal('ALL_NEW'),
});
const queryShape = z.strictObject({
  ...common,
  ...placeholders,
  KeyConditionExpression: z.string(),
  ProjectionExpression: z.string().optional(),
  Limit: z.int().positive().optional(),
  ScanIndexForward: z.boolean().default(true),
  ConsistentRead: z.boolean().default(false),
  ExclusiveStartKey: key.optional(),
});
const batchShape = z.strictObject({
  RequestItems: z.record(
    z.string(),
    z
      .array(
        z.union([
          z.strictObject({ PutRequest: z.strictObject({ Item: attributesShape }) }),
          z.strictObject({ DeleteRequest: z.strictObject({ Key: key }) }),
        ]),
      )
      .min(1)
      .max(BATCH_MAX),
  ),
});
const tableShape = z.looseObject({ TableName: z.string() });

const SEPARATOR = '\u0000';
const nameOf = ({ pk, sk }: Key): string => `${pk.S}${SEPARATOR}${sk.S}`;
const keyIn = (item: Attributes): Key => key.parse({ pk: item['pk'], sk: item['sk'] });

const put = (table: Table, item: Attributes): void => {
  if (itemBytes(item) > ITEM_BYTES_MAX)
    throw invalid('Item size has exceeded the maximum allowed size');
  write(table, nameOf(keyIn(item)), item);
};

const givenBy = (request: {
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Attributes;
}) => ({ names: request.ExpressionAttributeNames, values: request.ExpressionAttributeValues });

const REFUSED = apiError('ConditionalCheckFailedException', 'The conditional request failed');

const projected = (item: Attributes, expression: string | undefined): Attributes => {
  if (expression === undefined) return item;
  const names = expression.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
};

const inOrder = (items: Items, forward: boolean): readonly (readonly [string, Attributes])[] => {
  const sorted = [...items].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return forward ? sorted : sorted.toReversed();
};

type QueryRequest = z.infer<typeof queryShape>;

// A page ends at its limit or its size, and names the last item of it where more may follow.
const page = (request: QueryRequest, found: readonly Attributes[]): ApiAnswer => {
  const items: Attributes[] = [];
  let bytes = 0;
  for (const item of found) {
    if (items.length === request.Limit || bytes > PAGE_BYTES_MAX) break;
    items.push(item);
    bytes += itemBytes(item);
  }
  const last = items.at(-1);
  const isMore = items.length < found.length && last !== undefined;
  const Items = items.map((item) => projected(item, request.ProjectionExpression));
  return ok({ Items, Count: items.length, ...(isMore && { LastEvaluatedKey: keyIn(last) }) });
};

const query = (items: Items, request: QueryRequest): ApiAnswer => {
  const holds = parseCondition(request.KeyConditionExpression, givenBy(request));
  const forward = request.ScanIndexForward;
  const start = request.ExclusiveStartKey && nameOf(request.ExclusiveStartKey);
  const isAfter = (name: string): boolean =>
    start === undefined || (forward ? name > start : name < start);
  const found = inOrder(items, forward).filter(([name, item]) => isAfter(name) && holds(item));
  return page(
    request,
    found.map(([, item]) => item),
  );
};

type Calls = Readonly<Record<string, (body: unknown) => ApiAnswer>>;

const writes = (tableOf: (name: string) => Table, sendsBack: SendsBack): Calls => ({
  PutItem: (body) => {
    const request = putShape.parse(body);
    const table = tableOf(request.TableName);
    const before = table.now.get(nameOf(keyIn(request.Item))) ?? {};
    if (!parseCondition(request.ConditionExpression, givenBy(request))(before)) return REFUSED;
    put(table, request.Item);
    return ok({});
  },
  UpdateItem: (body) => {
    const request = updateShape.parse(body);
    const table = tableOf(request.TableName);
    const before = table.now.get(nameOf(request.Key));
    const given = givenBy(request);
    if (!parseCondition(request.ConditionExpression, given)(before ?? {})) return REFUSED;
    const item = parseUpdate(request.UpdateExpression, given)(before ?? request.Key);
    put(table, item);
    return ok({ Attributes: item });
  },
  BatchWriteItem: (body) => {
    const isSentBack = sendsBack();
    const all = Object.entries(batchShape.parse(body).RequestItems);
    const { taken, sentBack } = judgedBatch(all, isSentBack);
    for (const [name, request] of taken) {
      if ('PutRequest' in request) put(tableOf(name), request.PutRequest.Item);
      else write(tableOf(name), nameOf(request.DeleteRequest.Key), null);
    }
    return ok({ UnprocessedItems: sentBack });
  },
});

const reads = (tableOf: (name: string) => Table): Calls => ({
  GetItem: (body) => {
    const request = getShape.parse(body);
    const item = seenBy(tableOf(request.TableName), request).get(nameOf(request.Key));
    return ok(item === undefined ? {} : { Item: projected(item, request.ProjectionExpression) });
  },
  Query: (body) => {
    const request = queryShape.parse(body);
    return query(seenBy(tableOf(request.TableName), request), request);
  },
  DescribeTable: (body) => {
    const { TableName } = tableShape.parse(body);
    tableOf(TableName);
    return ok({ Table: { TableName, TableStatus: 'ACTIVE' } });
  },
});

const NO_TABLE = new Error('there is no such table');

/** Opens the service, without a table. */
export const createDynamoApi = (): DynamoApi => {
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const table = tables.get(name);
    if (table === undefined) throw NO_TABLE;
    return table;
  };
  let sendsBack = TAKES_ALL;
  const calls: Calls = {
    ...reads(tableOf),
    ...writes(tableOf, () => sendsBack()),
    CreateTable: (body) => {
      const { TableName } = tableShape.parse(body);
      if (!tables.has(TableName)) tables.set(TableName, emptyTable());
      return ok({ TableDescription: { TableName, TableStatus: 'ACTIVE' } });
    },
  };
  return {
    call: (operation, body) => {
      const call = calls[operation];
      if (call === undefined) return apiError('UnknownOperationException', operation);
      try {
        return call(body);
      } catch (error) {
        if (error === NO_TABLE)
          return apiError('ResourceNotFoundException', 'Requested resource not found');
        if (isInvalid(error) || error instanceof z.ZodError)
          return apiError('ValidationException', error.message);
        throw error;
      }
    },
    sendBackBy: (decide) => {
      sendsBack = decide;
    },
    items: () => [...tables.values()].flatMap(({ now }) => [...now.values()]),
  };
};
