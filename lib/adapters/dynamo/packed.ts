// Long texts are stored compressed: the API bills every kilobyte of an item at each write, and our
// JSON shrinks to a sixth. What the version before wrote as plain text is read as well.

import { gunzipSync, gzipSync } from 'node:zlib';
import { err, ok } from '../../units/result.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Result } from '../../units/result.ts';
import type { Item } from './table.ts';

/**
 * The longest text that is unpacked, so that a small item cannot fill the memory. Why 4,000,000
 * bytes: ten times what an item may hold, and as much as a checkpoint of the simulated venue may
 * have. Longer ones are never packed: the store refuses them for their size.
 */
export const UNPACKED_BYTES_MAX = 4_000_000;

/** A text as it is stored: compressed where that makes it smaller. */
export const packed = (text: string): AttributeValue => {
  const plain = Buffer.from(text);
  if (plain.length > UNPACKED_BYTES_MAX) return { S: text };
  const gzipped = gzipSync(plain);
  return gzipped.length < plain.length ? { B: gzipped } : { S: text };
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a stored text. Refuses, with the reason: what is neither plain nor compressed text. */
export const unpacked = (value: AttributeValue | undefined): Result<string, string> => {
  if (value?.S !== undefined) return ok(value.S);
  if (value?.B === undefined) return err(value === undefined ? 'is missing' : 'is no text');
  try {
    return ok(utf8.decode(gunzipSync(value.B, { maxOutputLength: UNPACKED_BYTES_MAX })));
  } catch (error) {
    return err(`cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const valueBytes = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return value.B.length;
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  return 3 + Object.keys(value.M ?? {}).length + billedBytes(value.M ?? {});
};

/**
 * The size of attributes as the API counts it for its bill and its limit. Unit: bytes.
 * Source: Amazon DynamoDB developer guide, item sizes and formats, read 2026-11-28.
 */
export const billedBytes = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
