// A real server of the API behind a line that fails on demand: a request is refused before it gets
// there, or its answer is lost after it was carried out.

import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';
import { dynaliteClient } from './dynalite.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

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
  const client = await dynaliteClient(0);
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
  await ensureTable(client, TABLE);
  return {
    client,
    table: TABLE,
    trouble: (next) => {
      trouble = next;
    },
  };
};
