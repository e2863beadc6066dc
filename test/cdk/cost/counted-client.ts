// A client that asks the store what each of its requests takes, in the units that AWS bills. The
// store reckons them from the sizes of the items it really wrote and read.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One request: what was asked, and how many units it took. */
export type Counted = { readonly command: string; readonly units: number };

type Capacity = { readonly CapacityUnits?: number };
type Answer = { readonly output: { readonly ConsumedCapacity?: Capacity | readonly Capacity[] } };

const unitsOf = ({ output: { ConsumedCapacity: consumed } }: Answer): number =>
  [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** Opens a client on an endpoint; every request through it ends up in the list. */
export const countedClient = (endpoint: string, list: Counted[]): DynamoDBClient => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
        const answer = await next({ ...args, input });
        list.push({
          command: commandName.replace(/Command$/, ''),
          units: unitsOf(answer as Answer),
        });
        return answer;
      },
    { step: 'initialize' },
  );
  return client;
};
