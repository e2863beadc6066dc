// Equity points live for 400 days: those that an earlier version put under their time alone are
// read beside those of this one.

import { expect, it } from 'vitest';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { historyItems, putItems } from '../../../lib/adapters/dynamo/history.ts';
import { ensureTable, partitionOf } from '../../../lib/adapters/dynamo/table.ts';
import { formatTime } from '../../../lib/units/time.ts';
import { RECORD } from '../rich-record.ts';
import { at, IDENTITY } from '../rich-state.ts';
import { got } from './contract-steps.ts';
import { dynaliteClient } from './dynalite.ts';
import type { History } from '../../../lib/ports/state-store.ts';

const TABLE = 'keel';

const historyOf = (cycle: number, second: number): History => {
  const time = formatTime(at(second));
  const equity = { at: time, equity: String(cycle), exposure: '0', drawdown: '0' };
  return { record: { ...RECORD, cycle, at: time }, equity, at: at(240) };
};

it('history under its time alone is read, in its order and up to the last moment', async () => {
  const client = await dynaliteClient(0);
  await ensureTable(client, TABLE);
  const store = dynamoStore({ client, table: TABLE, identity: IDENTITY });
  const place = { client, table: TABLE, partition: partitionOf(IDENTITY) };
  const older = [historyOf(1, 60), historyOf(3, 120)]
    .flatMap(historyItems)
    .map((item) => ({ ...item, sort: item.sort.replace(/#\d+$/, '') }));
  expect(older.map(({ sort }) => sort)).toContain(`CYCLE#${formatTime(at(60))}`);
  got(await putItems(place, older));
  for (const history of [historyOf(2, 60), historyOf(4, 120), historyOf(5, 121)])
    got(await store.putHistory(history));
  const range = { from: at(60), to: at(120) };
  const cycles = got(await store.readRecords(range)).map(({ cycle }) => cycle);
  expect(cycles).toEqual([1, 2, 3, 4]);
  expect(got(await store.readEquity(range)).map(({ equity }) => equity)).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
  const latest = got(await store.readLatestRecords(3)).map(({ cycle }) => cycle);
  expect(latest).toEqual([5, 4, 3]);
});
