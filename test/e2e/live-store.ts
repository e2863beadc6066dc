// The embedded store of a live session, in a folder of its own that goes with its test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { invariant } from '../../lib/units/invariant.ts';
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
  const folder = await mkdtemp(join(tmpdir(), 'keel-live-'));
  const started = await startEmbeddedStore(folder);
  invariant(started.ok, 'the embedded store starts in an empty folder');
  const { client, stop } = started.value;
  onTestFinished(async () => {
    await stop();
    await rm(folder, { recursive: true });
  });
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
  return { store, stored, stopStore: stop, storeUrl: started.value.endpoint };
};
