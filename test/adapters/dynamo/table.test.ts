import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { ensureTable, keyOf } from '../../../lib/adapters/dynamo/table.ts';
import { dynaliteClient } from './dynalite.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const TABLE = 'keel';

// A server whose tables take their time, as those on AWS do.
const slowServer = (): Promise<DynamoDBClient> => dynaliteClient(150);

it('a table that had to be created can be read at once', async () => {
  const client = await slowServer();
  await ensureTable(client, TABLE);
  const read = client.send(new GetItemCommand({ TableName: TABLE, Key: keyOf('a', 'b') }));
  await expect(read).resolves.toHaveProperty('$metadata');
});

it('two that ensure one table at the same time both can read it', async () => {
  const client = await slowServer();
  const read = async (): Promise<unknown> => {
    await ensureTable(client, TABLE);
    return client.send(new GetItemCommand({ TableName: TABLE, Key: keyOf('a', 'b') }));
  };
  await expect(Promise.all([read(), read()])).resolves.toHaveLength(2);
});
