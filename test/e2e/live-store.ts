// The store of a live session, in memory, which goes with its test.

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { serveTables } from '../loopback/table.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';

const TABLE = 'keel';

/** A store that was just opened. */
export type OpenedStore = {
  readonly store: StateStore;
  /** Everything that the store holds, as text. */
  readonly stored: () => Promise<string>;
  readonly stopStore: () => Promise<void>;
  /** Where the store's API is. */
  readonly storeUrl: string;
};

/** Opens an empty store for one portfolio. */
export const openStore = async (identity: CycleSettings['identity']): Promise<OpenedStore> => {
  const { client, endpoint, stop } = await serveTables();
  onTestFinished(stop);
  await ensureTable(client, TABLE);
  const stored = async (): Promise<string> => {
    let text = '';
    let place: Record<string, AttributeValue> | undefined;
    do {
      const page = new ScanCommand({ TableName: TABLE, ExclusiveStartKey: place });
      const { Items, LastEvaluatedKey } = await client.send(page);
      text += JSON.stringify(Items);
      place = LastEvaluatedKey;
    } while (place !== undefined);
    return text;
  };
  const store = dynamoStore({ client, table: TABLE, identity });
  return { store, stored, stopStore: stop, storeUrl: endpoint };
};
