// Stored text is hostile input: every field is looked at, every problem is collected with its path,
// and what comes out counts only when no problem was found.

import { parsePrice, price } from '../units/price.ts';
import { isNegative } from '../units/quantity.ts';
import { parseShares, ZERO_SHARES } from '../units/shares.ts';
import { parseUsdc, ZERO_USDC } from '../units/usdc.ts';
import { timeAt } from './micros.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** Reads the fields of one stored record. A field that is wrong reads as a stand-in. */
export type RecordReader = {
  readonly text: (name: string) => string;
  readonly oneOf: <T extends string>(name: string, allowed: readonly [T, ...T[]]) => T;
  /** A whole number from zero up. */
  readonly count: (name: string) => number;
  /** A whole number from zero up, or one of the others. */
  readonly countOr: <T extends string | null>(name: string, others: readonly T[]) => number | T;
  readonly time: (name: string) => EpochMs;
  readonly price: (name: string) => PriceMicros;
  readonly shares: (name: string) => ShareMicros;
  readonly usdc: (name: string) => UsdcMicros;
  readonly record: (name: string) => RecordReader;
  readonly list: (name: string) => readonly RecordReader[];
  /** Notes a problem that only the meaning of the fields shows. */
  readonly refuse: (name: string, wanted: string) => void;
  /** Ends the reading: fields that nobody asked for are problems. */
  readonly end: () => void;
};

// The raw fields of a record, and where to say what is wrong with them.
type Fields = {
  readonly get: (name: string) => unknown;
  readonly refuse: (name: string, wanted: string) => void;
};

// Longer than any id of ours or of the venue.
const TEXT_MAX = 200;
// Far more rows than anything that is stored has.
const ROWS_MAX = 5_000;
const STAND_IN = price('0.5');

const readText = ({ get, refuse }: Fields, name: string): string => {
  const found = get(name);
  if (typeof found === 'string' && found.length > 0 && found.length <= TEXT_MAX) return found;
  refuse(name, `a text of 1 to ${TEXT_MAX} characters`);
  return '';
};

const readCount = ({ get, refuse }: Fields, name: string): number => {
  const found = get(name);
  if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
  refuse(name, 'a whole number from 0 up');
  return 0;
};

const readPrice = (fields: Fields, name: string): PriceMicros => {
  const parsed = parsePrice(readText(fields, name));
  if (parsed.ok) return parsed.value;
  fields.refuse(name, 'a price between 0 and 1');
  return STAND_IN;
};

const readShares = (fields: Fields, name: string): ShareMicros => {
  const parsed = parseShares(readText(fields, name));
  if (parsed.ok && !isNegative(parsed.value)) return parsed.value;
  fields.refuse(name, 'a number of shares from 0 up');
  return ZERO_SHARES;
};

const readUsdc = (fields: Fields, name: string): UsdcMicros => {
  const parsed = parseUsdc(readText(fields, name));
  if (parsed.ok) return parsed.value;
  fields.refuse(name, 'a dollar amount');
  return ZERO_USDC;
};

const readRows = ({ get, refuse }: Fields, name: string): readonly unknown[] => {
  const found = get(name);
  if (Array.isArray(found) && found.length <= ROWS_MAX) return found;
  refuse(name, `a list of at most ${ROWS_MAX} rows`);
  return [];
};

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : null;

/** Starts reading a record. Problems found on the way are added to the given list. */
export const readRecord = (value: unknown, path: string, problems: string[]): RecordReader => {
  const entries = entriesOf(value);
  if (entries === null) problems.push(`${path} is not a record`);
  const asked = new Set<string>();
  const refuse = (name: string, wanted: string): void => {
    problems.push(`${path}.${name} is not ${wanted}`);
  };
  const get = (name: string): unknown => {
    asked.add(name);
    return entries?.get(name);
  };
  const fields: Fields = { get, refuse };
  return {
    refuse,
    text: (name) => readText(fields, name),
    oneOf: (name, allowed) => {
      const text = readText(fields, name);
      const found = allowed.find((option) => option === text);
      if (found === undefined) refuse(name, `one of ${allowed.join(', ')}`);
      return found ?? allowed[0];
    },
    count: (name) => readCount(fields, name),
    countOr: (name, others) => {
      const found = others.find((other) => other === get(name));
      return found === undefined ? readCount(fields, name) : found;
    },
    time: (name) => timeAt(readCount(fields, name)),
    price: (name) => readPrice(fields, name),
    shares: (name) => readShares(fields, name),
    usdc: (name) => readUsdc(fields, name),
    record: (name) => readRecord(get(name), `${path}.${name}`, problems),
    list: (name) =>
      readRows(fields, name).map((row, i) => readRecord(row, `${path}.${name}[${i}]`, problems)),
    end: () => {
      for (const name of entries?.keys() ?? [])
        if (!asked.has(name)) problems.push(`${path}.${name} is not a known field`);
    },
  };
};
