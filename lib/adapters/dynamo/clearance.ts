// The doctor record of a portfolio, an item of its own: the doctor writes it while no cycle holds
// the lease, and a cycle reads it only as long as its state does not remember one.

import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { doctorRecordCodec } from './codec/clearance.ts';
import { decodeStored, encodeStored, jsonCodec } from './codec/json.ts';
import { unavailable } from './conditional.ts';
import { keyOf, sortKeys } from './table.ts';
import type { DoctorRecord } from '../../domain/clearance.ts';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { StatePlace } from './conditional.ts';
import type { Item } from './table.ts';

const SCHEMA = '1';

/** The attributes of a record, its key left aside. */
export const clearanceAttributes = (record: DoctorRecord): Item => ({
  schema: { N: SCHEMA },
  body: { S: JSON.stringify(encodeStored(doctorRecordCodec, record)) },
});

/** Reads the record of an item. Refuses: another schema, by name; any field not as written. */
export const clearanceIn = (item: Item): Result<DoctorRecord, StoreError> => {
  const found = item['schema']?.N ?? 'none';
  if (found !== SCHEMA) return err({ kind: 'UNKNOWN_SCHEMA', item: sortKeys.clearance, found });
  return decodeStored(jsonCodec(doctorRecordCodec), sortKeys.clearance, item['body']?.S);
};

/** Keeps a record in the place of any earlier one. */
export const putClearance = async (
  place: StatePlace,
  record: DoctorRecord,
): Promise<Result<null, StoreError>> => {
  try {
    await place.client.send(
      new PutItemCommand({
        TableName: place.table,
        Item: { ...keyOf(place.partition, sortKeys.clearance), ...clearanceAttributes(record) },
      }),
    );
    return ok(null);
  } catch (error) {
    return err(unavailable(error));
  }
};

/** Reads the record; null when no doctor has written one. */
export const readClearance = async (
  place: StatePlace,
): Promise<Result<DoctorRecord | null, StoreError>> => {
  try {
    const { Item: item } = await place.client.send(
      new GetItemCommand({
        TableName: place.table,
        Key: keyOf(place.partition, sortKeys.clearance),
        ConsistentRead: true,
      }),
    );
    return item === undefined ? ok(null) : clearanceIn(item);
  } catch (error) {
    return err(unavailable(error));
  }
};
