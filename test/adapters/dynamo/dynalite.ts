// A real server of the API in memory, with a client for it, for one test.

import dynalite from 'dynalite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';

/** Starts the server; a table stays in the making for as long as said. */
export const dynaliteClient = async (createTableMs: number): Promise<DynamoDBClient> => {
  const server = dynalite({ createTableMs });
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
