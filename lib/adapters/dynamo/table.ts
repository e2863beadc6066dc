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

// Wide enough for a fill a second over three centuries.
const SEQUENCE_DIGITS = 10;

/** The sort keys, each derived from what the item records. */
export const sortKeys = {
  state: 'STATE',
  paper: 'PAPER',
  clearance: 'CLEARANCE',
  entry: (entry: Pick<LedgerEntry, 'sequence'>): string =>
    `ENTRY#${String(entry.sequence).padStart(SEQUENCE_DIGITS, '0')}`,
  intent: (id: string): string => `INTENT#${id}`,
  record: (record: Pick<CycleRecord, 'at'>): string => `CYCLE#${record.at}`,
  equity: (point: Pick<EquityPoint, 'at'>): string => `EQUITY#${point.at}`,
  cycleAt: (at: EpochMs): string => `CYCLE#${formatTime(at)}`,
  equityAt: (at: EpochMs): string => `EQUITY#${formatTime(at)}`,
} as const;

/** The sort keys of all cycle records: their times begin with a digit. */
export const ALL_RECORDS = { from: 'CYCLE#0', to: 'CYCLE#:' } as const;

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
