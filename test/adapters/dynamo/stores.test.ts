import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { memoryStore } from '../../../lib/adapters/dynamo/memory-store.ts';
import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../../lib/adapters/local/embedded-store.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { present } from '../../../lib/units/invariant.ts';
import { IDENTITY } from '../rich-state.ts';
import { besideContract } from './beside-contract.ts';
import { startDynoxide } from './dynoxide.ts';
import { storeContract } from './store-contract.ts';

const TABLE = 'keel-contract';
let portfolios = 0;

const freshStore = (client: DynamoDBClient): ReturnType<typeof dynamoStore> => {
  portfolios += 1;
  const portfolio = portfolioId(`p${String(portfolios)}-${String(process.pid)}`);
  return dynamoStore({ client, table: TABLE, identity: { ...IDENTITY, portfolio } });
};

const allContracts: typeof storeContract = (name, open) => {
  storeContract(name, open);
  besideContract(name, open);
};

describe('the store in memory', () => {
  allContracts('memory', memoryStore);
});

describe('the embedded store', () => {
  let folder: string | undefined;
  let client: DynamoDBClient | undefined;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keel-store-'));
    const started = await startEmbeddedStore(folder);
    if (!started.ok) throw new Error(started.error.detail);
    ({ client, stop } = started.value);
    await ensureTable(client, TABLE);
  });

  afterAll(async () => {
    await stop?.();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  allContracts('embedded', () => freshStore(present(client, 'the store has started')));
});

const ENDPOINT = process.env['DYNAMODB_TEST_ENDPOINT'];

describe('another DynamoDB endpoint', () => {
  let client: DynamoDBClient | undefined;
  let stop: (() => void) | undefined;
  const dynoxide = ENDPOINT === undefined ? startDynoxide() : null;

  if (ENDPOINT === undefined && dynoxide === null) {
    it.skip('none: DYNAMODB_TEST_ENDPOINT is not set and @dynoxide is not installed', () => {});
    return;
  }

  beforeAll(async () => {
    const server = dynoxide === null ? undefined : await dynoxide;
    stop = server?.stop;
    client = new DynamoDBClient({
      endpoint: ENDPOINT ?? present(server, 'dynoxide was started').endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await ensureTable(client, TABLE);
  });

  afterAll(() => stop?.());

  allContracts(ENDPOINT ?? 'dynoxide', () => freshStore(present(client, 'the client is there')));
});
