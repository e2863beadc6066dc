// The state of one portfolio on the DynamoDB API: the same code on AWS, on the embedded store and
// on any other endpoint that speaks it.

import { ok } from '../../units/result.ts';
import { putClearance, readClearance } from './clearance.ts';
import { entryCodec } from './codec/ledger-entries.ts';
import { settledCodec } from './codec/orders.ts';
import { equityPointCodec, recordCodec } from './codec/records.ts';
import { readState } from './conditional.ts';
import { readLast, readOne, readRange, readText } from './history-reads.ts';
import { entryItems, historyItems, putItems, settledItems } from './history.ts';
import { acquireLease, releaseLease } from './lease.ts';
import { stateIn } from './state-item.ts';
import { ALL_RECORDS, equityWithin, partitionOf, recordsWithin, sortKeys } from './table.ts';
import { journalIntents, savePaperVenue, saveState } from './writes.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { PortfolioIdentity } from '../../domain/portfolio-state.ts';
import type { PaperStore, StateStore } from '../../ports/state-store.ts';

/** Which table, by which client, for whom. */
export type DynamoStoreOptions = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly identity: PortfolioIdentity;
};

const LAST_ENTRY = sortKeys.entry({ sequence: 9_999_999_999 });

/** Opens the store of one portfolio. Nothing is read or written before the first call. */
export const dynamoStore = (options: DynamoStoreOptions): StateStore & PaperStore => {
  const { client, table, identity } = options;
  const place = { client, table, partition: partitionOf(identity) };
  return {
    acquire: (request) => acquireLease(place, request),
    journal: (lease, intents) => journalIntents(place, lease, intents),
    save: (lease, save) => saveState(place, lease, save),
    release: (lease) => releaseLease(place, lease),
    putEntries: (entries) => putItems(place, entryItems(entries)),
    putSettled: (settled) => putItems(place, settledItems(settled)),
    putHistory: (history) => putItems(place, historyItems(history)),
    peek: async () => {
      const item = await readState(place);
      if (!item.ok) return item;
      const read = stateIn(item.value);
      return read.ok ? ok(read.value.state) : read;
    },
    readEntries: () =>
      readRange(place, entryCodec, { from: sortKeys.entry({ sequence: 0 }), to: LAST_ENTRY }),
    readSettled: (id) => readOne(place, settledCodec, sortKeys.intent(id)),
    readRecords: (range) => readRange(place, recordCodec, recordsWithin(range)),
    readEquity: (range) => readRange(place, equityPointCodec, equityWithin(range)),
    readLatestRecords: (countMax) => readLast(place, recordCodec, { ...ALL_RECORDS, countMax }),
    putClearance: (record) => putClearance(place, record),
    readClearance: () => readClearance(place),
    loadPaper: () => readText(place, sortKeys.paper),
    savePaper: (lease, text) => savePaperVenue(place, lease, text),
  };
};
