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
  /** Says whether an item shows this very write, so that an answer that got lost is no failure. */
  readonly isIn: (item: Item) => boolean;
};

/** A write that took place, or whose condition did not hold and what stands there instead. */
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

// A condition that did not hold means that somebody else is there; any other failure means nothing
// of that kind, and what could not be done must be told by its own name.
const afterFailure = async (
  place: StatePlace,
  change: StateUpdate,
  error: unknown,
): Promise<Result<Written, StoreError>> => {
  const isRefusal = error instanceof ConditionalCheckFailedException;
  const found = await readState(place);
  if (!found.ok) return err(isRefusal ? found.error : unavailable(error));
  const item = found.value;
  if (change.isIn(item)) return ok({ kind: 'written', item });
  return isRefusal ? ok({ kind: 'refused', lease: leaseIn(item), item }) : err(unavailable(error));
};

/**
 * Updates the state item on a condition. A failure of any kind is read back: an item that shows
 * this write tells that it was done. `refused` is said only when the condition did not hold.
 */
export const updateState = async (
  place: StatePlace,
  change: StateUpdate,
): Promise<Result<Written, StoreError>> => {
  try {
    const { Attributes } = await place.client.send(new UpdateItemCommand(request(place, change)));
    return ok({ kind: 'written', item: Attributes ?? {} });
  } catch (error) {
    return afterFailure(place, change, error);
  }
};
