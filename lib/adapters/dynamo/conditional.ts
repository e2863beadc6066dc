// Conditional writes of the state item. Each condition has a name, and each failure is read back
// before it is reported: a write that timed out, or that the client repeated, may have won.

import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { leaseIn } from './state-item.ts';
import { keyOf, sortKeys } from './table.ts';
import type { DynamoDBClient, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { StoredLease } from './state-item.ts';
import type { Item } from './table.ts';

/** Where the state item of a portfolio is. */
export type StatePlace = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly partition: string;
};

/** An update of the state item: what to set or remove, and on which named condition. */
export type StateUpdate = {
  readonly update: string;
  readonly condition: string;
  readonly values: Item;
  readonly names?: Record<string, string>;
};

/** A write that took place, or did not with the lease that stands there instead. */
export type Written =
  | { readonly kind: 'written'; readonly item: Item }
  | { readonly kind: 'refused'; readonly lease: StoredLease; readonly item: Item };

/** Turns what the client throws into a store error. */
export const unavailable = (error: unknown): StoreError => ({
  kind: 'UNAVAILABLE',
  detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

/** Reads the state item as it stands now. */
export const readState = async (place: StatePlace): Promise<Result<Item, StoreError>> => {
  try {
    const { Item: item } = await place.client.send(
      new GetItemCommand({
        TableName: place.table,
        Key: keyOf(place.partition, sortKeys.state),
        ConsistentRead: true,
      }),
    );
    return ok(item ?? {});
  } catch (error) {
    return err(unavailable(error));
  }
};

const request = (place: StatePlace, change: StateUpdate): UpdateItemCommandInput => ({
  TableName: place.table,
  Key: keyOf(place.partition, sortKeys.state),
  UpdateExpression: change.update,
  ConditionExpression: change.condition,
  ExpressionAttributeValues: change.values,
  ...(change.names && { ExpressionAttributeNames: change.names }),
  ReturnValues: 'ALL_NEW',
});

const readBack = async (place: StatePlace): Promise<Result<Written, StoreError>> => {
  const item = await readState(place);
  return item.ok ? ok({ kind: 'refused', lease: leaseIn(item.value), item: item.value }) : item;
};

/**
 * Updates the state item on a condition. A failure of any kind is read back: `refused` tells what
 * stands there, and the caller decides whether that is its own earlier success.
 */
export const updateState = async (
  place: StatePlace,
  change: StateUpdate,
): Promise<Result<Written, StoreError>> => {
  try {
    const { Attributes } = await place.client.send(new UpdateItemCommand(request(place, change)));
    return ok({ kind: 'written', item: Attributes ?? {} });
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return readBack(place);
    const found = await readBack(place);
    return found.ok ? found : err(unavailable(error));
  }
};
