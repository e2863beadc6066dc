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

const BASE64 = /^(?:[\dA-Za-z+/]{4})*(?:[\dA-Za-z+/]{2}==|[\dA-Za-z+/]{3}=)?$/;
const WHOLE = /^-?\d+$/;

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const isValue = (given: unknown): given is Value => {
  if (!isRecord(given)) return false;
  const [[type, value] = [], ...others] = Object.entries(given);
  if (others.length > 0) return false;
  if (type === 'M') return isAttributes(value);
  if (typeof value !== 'string') return false;
  return (
    type === 'S' || (type === 'B' && BASE64.test(value)) || (type === 'N' && WHOLE.test(value))
  );
};

const isAttributes = (given: unknown): given is Attributes =>
  isRecord(given) && Object.values(given).every(isValue);

// Every item is looked at several times in each simulated cycle: by a union of shapes it would take
// as long as all the rest of the service.
/** The shape of an item; any other type of attribute is refused. */
export const attributesShape = z.custom<Attributes>(isAttributes, 'no item of these types');

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
