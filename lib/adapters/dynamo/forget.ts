// Forgetting a paper portfolio: every item of its partition. There is no way to forget a live one.

import { BatchWriteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { unavailable } from './conditional.ts';
import { partitionOf } from './table.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StoreError } from '../../ports/state-store.ts';
import type { PortfolioId } from '../../units/ids.ts';
import type { Result } from '../../units/result.ts';
import type { Item } from './table.ts';

// Source: BatchWriteItem, at most 25 requests.
const BATCH_MAX = 25;

/** Where a paper portfolio is kept. */
export type PaperPlace = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly portfolio: PortfolioId;
};

const someKeys = async ({ client, table, portfolio }: PaperPlace): Promise<readonly Item[]> => {
  const { Items: items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partitionOf({ mode: 'paper', portfolio }) } },
      ProjectionExpression: 'pk, sk',
      Limit: BATCH_MAX,
      ConsistentRead: true,
    }),
  );
  return items ?? [];
};

/** Deletes everything that is kept of a paper portfolio. */
export const forgetPaperPortfolio = async (
  place: PaperPlace,
): Promise<Result<null, StoreError>> => {
  try {
    for (let keys = await someKeys(place); keys.length > 0; keys = await someKeys(place))
      await place.client.send(
        new BatchWriteItemCommand({
          RequestItems: { [place.table]: keys.map((key) => ({ DeleteRequest: { Key: key } })) },
        }),
      );
    return ok(null);
  } catch (error) {
    return err(unavailable(error));
  }
};
