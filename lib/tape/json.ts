// Rows that are JSON. Shapes are checked by hand: a schema library costs ten times the parsing.

import { sideOf } from './book-builder.ts';
import { microsIn, priceIn } from './numbers.ts';
import type { RawLevel, Side } from './book-builder.ts';

/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON text; undefined where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Parses the text of a JSON object; undefined where it is none. */
export const parseObject = (text: string): JsonObject | undefined => {
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
};

/** A member that is text, empty where it is not. */
export const textIn = (object: JsonObject, key: string): string => {
  const value = object[key];
  return typeof value === 'string' ? value : '';
};

const levelIn = (value: unknown): RawLevel | undefined => {
  if (!isObject(value)) return undefined;
  const price = priceIn(textIn(value, 'price'));
  const size = microsIn(textIn(value, 'size'));
  return price === undefined || size === undefined ? undefined : { price, size };
};

/** One side of a book as the venue lists it, `[{"price":"0.5","size":"10"}]`, in any order. */
export const sideInJson = (value: unknown): Side | undefined => {
  if (!Array.isArray(value)) return undefined;
  const levels: RawLevel[] = [];
  for (const each of value) {
    const level = levelIn(each);
    if (level === undefined) return undefined;
    levels.push(level);
  }
  return sideOf(levels);
};
