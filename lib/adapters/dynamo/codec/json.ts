// A value as one JSON document, and the reading of stored values as hostile input.

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

/** Reads a stored value; what is wrong is told with its place, and nothing is taken from it. */
export const decodeStored = <T>(
  codec: Codec<T>,
  item: string,
  value: unknown,
): Result<T, StoreError> => {
  const decoded = z.safeDecode(codec, value);
  if (decoded.success) return ok(decoded.data);
  const [issue] = decoded.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const keys = issue?.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ')}` : '';
  return err({ kind: 'CORRUPT', item, field, detail: `${issue?.message ?? 'unreadable'}${keys}` });
};

/** Writes a value in its stored form. */
export const encodeStored = <T>(codec: Codec<T>, value: T): unknown => z.encode(codec, value);
