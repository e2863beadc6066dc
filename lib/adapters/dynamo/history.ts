// What is put beside the state: ledger entries, settled intents, cycle records and equity points.
// Every key is derived from what the item records, so putting twice changes nothing.

import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { epochSeconds } from '../../units/time.ts';
import { encodeStored } from './codec/json.ts';
import { entryCodec } from './codec/ledger-entries.ts';
import { endWithoutBytes, settledCodec } from './codec/orders.ts';
import { equityPointCodec, recordCodec } from './codec/records.ts';
import { unavailable } from './conditional.ts';
import { packed } from './packed.ts';
import { keyOf, sortKeys } from './table.ts';
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import type { SettledIntent } from '../../domain/intent.ts';
import type { LedgerEntry } from '../../domain/ledger-entry.ts';
import type { History, StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { StatePlace } from './conditional.ts';
import type { Item } from './table.ts';

/** One item of history: its sort key, its text, and from when on how many days it is kept. */
export type HistoryItem = {
  readonly sort: string;
  readonly text: string;
  readonly kept: { readonly from: EpochMs; readonly days: number } | null;
};

const RECORD_DAYS = 30;
const EQUITY_DAYS = 400;
const INTENT_DAYS = 30;
const SECONDS_A_DAY = 86_400n;
// Source: BatchWriteItem, at most 25 requests.
const BATCH_MAX = 25;
// Items that the service sent back unprocessed are offered again this often.
const ROUNDS_MAX = 5;

/** Ledger entries as items; they are kept for good. */
export const entryItems = (entries: readonly LedgerEntry[]): readonly HistoryItem[] =>
  entries.map((entry) => ({
    sort: sortKeys.entry(entry),
    text: JSON.stringify(encodeStored(entryCodec, entry)),
    kept: null,
  }));

/** Settled intents as items. */
export const settledItems = (settled: readonly SettledIntent[]): readonly HistoryItem[] =>
  settled.map((one) => ({
    sort: sortKeys.intent(one.intent.id),
    text: JSON.stringify(encodeStored(settledCodec, endWithoutBytes(one))),
    kept: { from: one.at, days: INTENT_DAYS },
  }));

/** The other history of a cycle as items. */
export const historyItems = (history: History): readonly HistoryItem[] => [
  {
    sort: sortKeys.record(history.record),
    text: JSON.stringify(encodeStored(recordCodec, history.record)),
    kept: { from: history.at, days: RECORD_DAYS },
  },
  ...(history.equity === null
    ? []
    : [
        {
          sort: sortKeys.equity(history.equity, history.record.cycle),
          text: JSON.stringify(encodeStored(equityPointCodec, history.equity)),
          kept: { from: history.at, days: EQUITY_DAYS },
        },
      ]),
];

const expiry = ({ kept }: HistoryItem): Item => {
  if (kept === null) return {};
  const expires = epochSeconds(kept.from, 'up') + BigInt(kept.days) * SECONDS_A_DAY;
  return { expires: { N: expires.toString() } };
};

const putRequest = (place: StatePlace, item: HistoryItem): WriteRequest => ({
  PutRequest: {
    Item: {
      ...keyOf(place.partition, item.sort),
      body: packed(item.text),
      ...expiry(item),
    },
  },
});

const writeBatch = async (
  place: StatePlace,
  requests: readonly WriteRequest[],
): Promise<Result<null, StoreError>> => {
  let left = [...requests];
  for (let round = 0; round < ROUNDS_MAX && left.length > 0; round += 1) {
    const { UnprocessedItems } = await place.client.send(
      new BatchWriteItemCommand({ RequestItems: { [place.table]: left } }),
    );
    left = UnprocessedItems?.[place.table] ?? [];
  }
  return left.length === 0
    ? ok(null)
    : err({ kind: 'UNAVAILABLE', detail: `${String(left.length)} items were not taken` });
};

/** Puts items of history. */
export const putItems = async (
  place: StatePlace,
  items: readonly HistoryItem[],
): Promise<Result<null, StoreError>> => {
  const requests = items.map((item) => putRequest(place, item));
  try {
    for (let from = 0; from < requests.length; from += BATCH_MAX) {
      const written = await writeBatch(place, requests.slice(from, from + BATCH_MAX));
      if (!written.ok) return written;
    }
    return ok(null);
  } catch (error) {
    return err(unavailable(error));
  }
};
