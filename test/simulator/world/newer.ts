// A newer version of the function, as far as it concerns the one that ships: it takes the lease as
// any holder does, and saves the state in a schema that only it knows. Whoever rolls it back has to
// restore the state as well; that is written by the same rules, as is whatever else somebody writes
// over a state.

import { randomUUID } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../../lib/adapters/dynamo/aws-client.ts';
import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import { PORTFOLIO, TABLE } from './account.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../lib/adapters/dynamo/table.ts';
import type { FunctionCode } from './lambda.ts';

/** What is written over a state: those of its attributes that are others from then on. */
export type Rewriting = (item: Item) => Item;

/** The schema that comes after the one that ships. */
export const NEWER_SCHEMA = STATE_SCHEMA + 1;

const KEY = { pk: { S: `PORTFOLIO#live#${PORTFOLIO}` }, sk: { S: 'STATE' } };
const LEASE_MS = 55_000;
const SKEW_MS = 5_000;

const acquire = async (client: DynamoDBClient, holder: string): Promise<Item> => {
  const now = Date.now();
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: KEY,
      UpdateExpression: 'SET holder = :holder, leaseEnd = :end, fence = fence + :one',
      ConditionExpression:
        'attribute_exists(version) AND (attribute_not_exists(holder) OR leaseEnd < :over)',
      ExpressionAttributeValues: {
        ':holder': { S: holder },
        ':end': { N: String(now + LEASE_MS) },
        ':over': { N: String(now - SKEW_MS) },
        ':one': { N: '1' },
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes ?? {};
};

const save = async (
  client: DynamoDBClient,
  holder: string,
  rewriting: Rewriting,
): Promise<void> => {
  const item = await acquire(client, holder);
  const changes = Object.entries(rewriting(item));
  const sets = changes.map(([name]) => `#${name} = :${name}, `).join('');
  await client.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: KEY,
      UpdateExpression: `SET ${sets}version = version + :one REMOVE holder, leaseEnd`,
      ConditionExpression: 'holder = :holder AND fence = :fence',
      ExpressionAttributeNames: Object.fromEntries(changes.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(changes.map(([name, value]) => [`:${name}`, value])),
        ':holder': { S: holder },
        ':fence': { N: item['fence']?.N ?? '0' },
        ':one': { N: '1' },
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
};

/** Saves the state as somebody has rewritten it. Tells whether it could. */
export const saveRewritten = async (rewriting: Rewriting): Promise<'saved' | 'not-saved'> => {
  try {
    await save(dynamoClient(), randomUUID(), rewriting);
    return 'saved';
  } catch {
    return 'not-saved';
  }
};

/** Saves the state, unchanged, as one of a schema. Tells whether it could. */
export const saveAs = (schema: number): Promise<'saved' | 'not-saved'> =>
  saveRewritten(() => ({ schema: { N: String(schema) } }));

/** The newer function. It does nothing else: what it would trade is not what is tested. */
export const newerCode = (): FunctionCode => async () => ({
  kind: `newer ${await saveAs(NEWER_SCHEMA)}`,
});
