// A table under load takes some items of a batch and sends the others back: those are offered
// again, so that none is lost, and whoever asked is told when some were never taken.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { putItems } from '../../../lib/adapters/dynamo/history.ts';
import { createDynamoApi } from '../../simulator/aws/dynamo-api.ts';
import { sdkAnswer, serviceCall } from '../../simulator/aws/sdk-wire.ts';
import type { HistoryItem } from '../../../lib/adapters/dynamo/history.ts';
import type { SendsBack } from '../../simulator/aws/sent-back.ts';
import type { SdkRequest } from '../../simulator/aws/sdk-wire.ts';

const TABLE = 'keel-sent-back';
const ROUNDS = 5;

// Two batches of the most that one may hold, and the begin of a third one.
const ITEMS: readonly HistoryItem[] = Array.from({ length: 57 }, (_, index) => ({
  sort: `ENTRY#${String(index).padStart(3, '0')}`,
  text: `entry ${String(index)}`,
  kept: null,
}));

const putWhile = async (decide: SendsBack) => {
  const api = createDynamoApi();
  api.call('CreateTable', { TableName: TABLE });
  api.sendBackBy(decide);
  let calls = 0;
  const client = new DynamoDBClient({
    region: 'local',
    endpoint: 'http://simulated',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      handle: (request: SdkRequest) => {
        calls += 1;
        const { operation, body } = serviceCall(request);
        return Promise.resolve(sdkAnswer(api.call(operation, body)));
      },
    },
  });
  const put = await putItems({ client, table: TABLE, partition: 'one' }, ITEMS);
  const stored = api.items().flatMap(({ sk }) => (sk !== undefined && 'S' in sk ? [sk.S] : []));
  return { put, calls, stored: stored.toSorted() };
};

const sendingBackFor = (rounds: number): SendsBack => {
  let left = rounds;
  return () => {
    left -= 1;
    const isBusy = left >= 0;
    return () => isBusy;
  };
};

describe('items that a table sends back', () => {
  it('are offered again until each was taken, and none is lost', async () => {
    let item = 0;
    const { put, stored } = await putWhile(() => () => (item += 1) % 3 === 0);
    expect(put.ok).toBe(true);
    expect(stored).toEqual(ITEMS.map(({ sort }) => sort));
  });

  it.each([
    [ROUNDS - 1, true],
    [ROUNDS, false],
  ])('as a whole %i times are stored: %s', async (rounds, isStored) => {
    const { put, stored } = await putWhile(sendingBackFor(rounds));
    expect(put.ok).toBe(isStored);
    expect(stored).toHaveLength(isStored ? ITEMS.length : 0);
  });

  it('cost one request each time, and no more', async () => {
    expect((await putWhile(() => () => false)).calls).toBe(3);
    expect((await putWhile(sendingBackFor(1))).calls).toBe(4);
  });
});
