// A value as one JSON document, and the reading of stored values as hostile input.

import en from 'zod/v4/locales/en.js';
import * as z from 'zod/mini';
import { err, ok } from '../../../units/result.ts';
import type { StoreError } from '../../../ports/state-store.ts';
import type { Result } from '../../../units/result.ts';
import type { Codec } from './scalars.ts';

/** A value stored as the text of one JSON document. */
export const jsonCodec = <T>(codec: Codec<T>): Codec<T> =>
  z.pipe(
    z.codec(z.string(), z.unknown(), {
      decode: (text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.issues.push({ code: 'custom', input: text, message: 'is not JSON' });
          return z.NEVER;
        }
      },
      encode: (value) => JSON.stringify(value),
    }),
    codec,
  );

/** Writes a value in its stored form. */
export const encodeStored = <T>(codec: Codec<T>, value: T): unknown => z.encode(codec, value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

// What was written, without what is not stored.
const keptOf = (stored: unknown, written: unknown): unknown => {
  if (!isTree(stored) || !isTree(written)) return stored;
  if (Array.isArray(written)) return written.map((one, index) => keptOf(stored[index], one));
  return Object.fromEntries(
    Object.entries(written).flatMap(([key, value]) =>
      Object.hasOwn(stored, key) ? [[key, keptOf(stored[key], value)]] : [],
    ),
  );
};

// The path to the first place where two stored forms differ; null when they are the same. What is
// not stored at all, and read nevertheless, is what an earlier version did not keep yet.
const differenceOf = (stored: unknown, written: unknown): readonly string[] | null => {
  if (stored === written) return null;
  if (typeof stored === 'string' && typeof written === 'string') {
    const [one, other] = [parsed(stored), parsed(written)];
    if (!isTree(one) || !isTree(other)) return [];
    const inner = differenceOf(one, other);
    return inner === null && JSON.stringify(keptOf(one, other)) === stored ? null : (inner ?? []);
  }
  if (!isTree(stored) || !isTree(written)) return [];
  for (const key of Object.keys(stored)) {
    const inner = differenceOf(stored[key], written[key]);
    if (inner !== null) return [key, ...inner];
  }
  return null;
};

// What is wrong is told with what is allowed, whatever else has loaded the library.
const WORDS = { error: en().localeError };

/** Reads a stored value; what is wrong is told with its place, and nothing is taken from it. */
export const decodeStored = <T>(
  codec: Codec<T>,
  item: string,
  value: unknown,
): Result<T, StoreError> => {
  const decoded = z.safeDecode(codec, value, WORDS);
  if (decoded.success) {
    // Each value has one stored form: what reads well and would be written otherwise was never
    // written by us. That holds for money with other digits and for anything listed twice.
    const difference = differenceOf(value, encodeStored(codec, decoded.data));
    if (difference === null) return ok(decoded.data);
    const detail = 'is not as it was written';
    return err({ kind: 'CORRUPT', item, field: difference.join('.'), detail });
  }
  const [issue] = decoded.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  return err({ kind: 'CORRUPT', item, field, detail: issue?.message ?? 'unreadable' });
};
