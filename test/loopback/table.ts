// A DynamoDB of this machine in the process of the test that uses it: the server of the embedded
// store, over HTTP as ever. A process of its own for each test cost more than all that most tests
// ask of it, since it began each time with nothing compiled.

import dynalite from 'dynalite';
import { clientFor } from '../../lib/adapters/local/embedded-store.ts';
import { invariant } from '../../lib/units/invariant.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A served table, as long as it is not stopped. */
export type Served = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

/** Serves what the folder of an embedded store holds, or something empty in memory. */
export const serveTables = async (path?: string): Promise<Served> => {
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  const listening = Promise.withResolvers<null>();
  server.once('error', listening.reject);
  server.listen(0, '127.0.0.1', () => listening.resolve(null));
  await listening.promise;
  const address = server.address();
  invariant(address !== null && typeof address !== 'string', 'the server has a port');
  const endpoint = `http://127.0.0.1:${String(address.port)}`;
  const client = clientFor(endpoint);
  const stop = async (): Promise<void> => {
    client.destroy();
    const closed = Promise.withResolvers<null>();
    server.close(() => closed.resolve(null));
    server.closeAllConnections();
    await closed.promise;
  };
  return { client, endpoint, stop };
};
