import { describe } from 'vitest';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { besideContract } from '../../adapters/dynamo/beside-contract.ts';
import { storeContract } from '../../adapters/dynamo/store-contract.ts';
import { IDENTITY } from '../../adapters/rich-state.ts';
import { createDynamoApi } from './dynamo-api.ts';
import { sdkAnswer, serviceCall } from './sdk-wire.ts';
import type { SdkRequest } from './sdk-wire.ts';

const TABLE = 'keel-simulated';

const openStore = (): ReturnType<typeof dynamoStore> => {
  const api = createDynamoApi();
  api.call('CreateTable', { TableName: TABLE });
  const client = new DynamoDBClient({
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
  const identity = { ...IDENTITY, portfolio: portfolioId('simulated') };
  return dynamoStore({ client, table: TABLE, identity });
};

describe('the store on the simulated service', () => {
  storeContract('simulated', openStore);
  besideContract('simulated', openStore);
});
