import { describe, expect, it } from 'vitest';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { claimFunder } from '../../../lib/adapters/dynamo/claim-funder.ts';
import { forgetPaperPortfolio } from '../../../lib/adapters/dynamo/forget.ts';
import { partitionOf } from '../../../lib/adapters/dynamo/table.ts';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { besideContract } from '../../adapters/dynamo/beside-contract.ts';
import { storeContract } from '../../adapters/dynamo/store-contract.ts';
import { IDENTITY } from '../../adapters/rich-state.ts';
import { createDynamoApi } from './dynamo-api.ts';
import { sdkAnswer, serviceCall } from './sdk-wire.ts';
import type { DynamoApi } from './dynamo-api.ts';
import type { SdkRequest } from './sdk-wire.ts';

const TABLE = 'keel-simulated';

const openApi = (): DynamoApi => {
  const api = createDynamoApi();
  api.call('CreateTable', { TableName: TABLE });
  return api;
};

const clientOf = (api: DynamoApi): DynamoDBClient =>
  new DynamoDBClient({
    region: 'local',
    endpoint: 'http://simulated',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      handle: (request: SdkRequest) => {
        const { operation, body } = serviceCall(request);
        return Promise.resolve(sdkAnswer(api.call(operation, body)));
      },
    },
  });

const openStore = (): ReturnType<typeof dynamoStore> => {
  const client = clientOf(openApi());
  const identity = { ...IDENTITY, portfolio: portfolioId('simulated') };
  return dynamoStore({ client, table: TABLE, identity });
};

describe('the store on the simulated service', () => {
  storeContract('simulated', openStore);
  besideContract('simulated', openStore);
});

describe('a read that does not ask for consistency', () => {
  const Key = { pk: { S: 'p' }, sk: { S: 's' } };
  const put = (api: DynamoApi, body: string) =>
    api.call('PutItem', { TableName: TABLE, Item: { ...Key, body: { S: body } } });
  const read = (api: DynamoApi, ConsistentRead: boolean) =>
    api.call('GetItem', { TableName: TABLE, Key, ConsistentRead }).body;

  it('misses the last write', () => {
    const api = openApi();
    put(api, 'first');
    expect([read(api, false), read(api, true)]).toMatchObject([
      {},
      { Item: { body: { S: 'first' } } },
    ]);
    put(api, 'second');
    expect(read(api, false)).toMatchObject({ Item: { body: { S: 'first' } } });
  });

  it('does not forget what was deleted last', () => {
    const api = openApi();
    put(api, 'first');
    put(api, 'second');
    api.call('BatchWriteItem', { RequestItems: { [TABLE]: [{ DeleteRequest: { Key } }] } });
    expect(read(api, false)).toMatchObject({ Item: { body: { S: 'second' } } });
    expect(read(api, true)).toEqual({});
  });
});

describe('beside the store', () => {
  it('forgetting a portfolio finds what was written right before', async () => {
    const api = openApi();
    const portfolio = portfolioId('forgotten');
    const pk = { S: partitionOf({ mode: 'paper', portfolio }) };
    for (const sk of ['STATE', 'PAPER'])
      api.call('PutItem', { TableName: TABLE, Item: { pk, sk: { S: sk } } });
    await forgetPaperPortfolio({ client: clientOf(api), table: TABLE, portfolio });
    expect(api.items()).toEqual([]);
  });

  it('a wallet that was claimed right before is refused to another portfolio', async () => {
    const client = clientOf(openApi());
    const claim = (name: string) =>
      claimFunder({
        client,
        table: TABLE,
        identity: { ...IDENTITY, mode: 'live', portfolio: portfolioId(name) },
      });
    expect(await claim('first')).toMatchObject({ ok: true });
    expect(await claim('second')).toMatchObject({ error: { kind: 'FUNDER_CLAIMED' } });
  });
});
