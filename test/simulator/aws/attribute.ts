// Attribute values as the DynamoDB API carries them, of the four types that our items are made of.
//
// Source: DynamoDB API reference, AttributeValue, read 2026-11-28.

import * as z from 'zod';

/** A text, bytes in base64, a number as text, or a map of values. */
export type Value =
  | { readonly S: string }
  | { readonly B: string }
  | { readonly N: string }
  | { readonly M: Readonly<Record<string, Value>> };

/** An item, or a part of one. */
export type Attributes = Readonly<Record<string, Value>>;

/** The shape of a value; any other type of attribute is refused. */
export const valueShape: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ B: z.base64() }),
    z.strictObject({ N: z.string().regex(/^-?\d+$/) }),
    z.strictObject({ M: z.record(z.string(), valueShape) }),
  ]),
);

/** The shape of an item. */
export const attributesShape = z.record(z.string(), valueShape);

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

const valueBytes = (value: Value): number => {
  if ('S' in value) return bytesOf(value.S);
  if ('B' in value) return Buffer.from(value.B, 'base64').length;
  if ('N' in value) return Math.ceil(value.N.length / 2) + 1;
  return 3 + Object.keys(value.M).length + itemBytes(value.M);
};

/** How large an item is, as the service counts it. */
export const itemBytes = (item: Attributes): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + valueBytes(value), 0);

/** Compares two values of one type; null where they are not of one type, or have no order. */
export const compareValues = (a: Value, b: Value): number | null => {
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ('N' in a && 'N' in b) {
    const difference = BigInt(a.N) - BigInt(b.N);
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }
  return null;
};
