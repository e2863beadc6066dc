// The one table: its keys, and what it takes to create it where nobody deploys it.

import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { formatTime } from '../../units/time.ts';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CycleRecord, EquityPoint } from '../../domain/cycle-record.ts';
import type { LedgerEntry } from '../../domain/ledger-entry.ts';
import type { PortfolioIdentity } from '../../domain/portfolio-state.ts';
import type { EpochMs } from '../../units/time.ts';

/** An item of the table as the API carries it. */
export type Item = Record<string, AttributeValue>;

/** The partition of a portfolio. Paper and live never share one. */
export const partitionOf = (identity: Pick<PortfolioIdentity, 'mode' | 'portfolio'>): string =>
  `PORTFOLIO#${identity.mode}#${identity.portfolio}`;

// Wide enough for a fill or a cycle a second over three centuries.
const NUMBER_DIGITS = 10;
const padded = (number: number): string => String(number).padStart(NUMBER_DIGITS, '0');

/** A range of sort keys, both ends included. */
export type SortRange = { readonly from: string; readonly to: string };

type TimeRange = { readonly from: EpochMs; readonly to: EpochMs };

// A colon sorts behind all digits, so that the range takes in every cycle of its last moment. A key
// of an earlier version ends with its time, and sorts before those that add a number to it.
const timed = (kind: 'CYCLE' | 'EQUITY', { from, to }: TimeRange): SortRange => ({
  from: `${kind}#${formatTime(from)}`,
  to: `${kind}#${formatTime(to)}#:`,
});

/** The sort keys, each derived from what the item records. */
export const sortKeys = {
  state: 'STATE',
  paper: 'PAPER',
  clearance: 'CLEARANCE',
  entry: (entry: Pick<LedgerEntry, 'sequence'>): string => `ENTRY#${padded(entry.sequence)}`,
  intent: (id: string): string => `INTENT#${id}`,
  // Several cycles may look at a market whose time stands still.
  record: ({ at, cycle }: Pick<CycleRecord, 'at' | 'cycle'>): string =>
    `CYCLE#${at}#${padded(cycle)}`,
  equity: ({ at }: Pick<EquityPoint, 'at'>, cycle: number): string =>
    `EQUITY#${at}#${padded(cycle)}`,
} as const;

/** The sort keys of the cycle records of a time range, both moments included. */
export const recordsWithin = (range: TimeRange): SortRange => timed('CYCLE', range);

/** The sort keys of the equity points of a time range, both moments included. */
export const equityWithin = (range: TimeRange): SortRange => timed('EQUITY', range);

/** The sort keys of all cycle records: their times begin with a digit. */
export const ALL_RECORDS: SortRange = { from: 'CYCLE#0', to: 'CYCLE#:' };

/** The key of an item. */
export const keyOf = (partition: string, sort: string): Item => ({
  pk: { S: partition },
  sk: { S: sort },
});

const exists = async (client: DynamoDBClient, table: string): Promise<boolean> => {
  try {
    await client.send(new DescribeTableCommand({ TableName: table }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
};

const create = async (client: DynamoDBClient, table: string): Promise<void> => {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
};

// Seconds. A table that was just created answers every read as if it were not there.
const ACTIVE_WITHIN = { maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.5 };

/**
 * Creates the table on a local store when it is not there, and waits until it can be used. On AWS
 * the stack owns it.
 * Throws: what the client throws, when the store cannot be reached or the table never gets ready.
 */
export const ensureTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  if (!(await exists(client, table))) await create(client, table);
  await waitUntilTableExists({ client, ...ACTIVE_WITHIN }, { TableName: table });
};
