import dynalite from 'dynalite';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { ensureTable, keyOf } from '../../../lib/adapters/dynamo/table.ts';

const TABLE = 'keel';

// A server whose tables take their time, as those on AWS do.
const slowServer = async (): Promise<DynamoDBClient> => {
  const server = dynalite({ createTableMs: 150 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return client;
};

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
