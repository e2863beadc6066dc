// A real server of the API behind a line that fails on demand: a request is refused before it gets
// there, or its answer is lost after it was carried out.

import dynalite from 'dynalite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';

/** How a request goes wrong, and the name that its error bears. */
export type Trouble = {
  readonly commands: readonly string[];
  readonly when: 'before' | 'after';
  readonly error: string;
};

export type UnrulyServer = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** From now on requests of one kind go wrong in this way; null ends it. */
  readonly trouble: (next: Trouble | null) => void;
};

const TABLE = 'keel-unruly';

const failureOf = ({ error }: Trouble): Error =>
  Object.assign(new Error('this is how the line failed'), { name: error });

/** Starts a server with an empty table, for one test. */
export const unrulyServer = async (): Promise<UnrulyServer> => {
  let trouble: Trouble | null = null;
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        const now = trouble?.commands.includes(commandName ?? '') === true ? trouble : null;
        if (now?.when === 'before') throw failureOf(now);
        const answer = await next(request);
        if (now !== null) throw failureOf(now);
        return answer;
      },
    { step: 'initialize' },
  );
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  await ensureTable(client, TABLE);
  return {
    client,
    table: TABLE,
    trouble: (next) => {
      trouble = next;
    },
  };
};
