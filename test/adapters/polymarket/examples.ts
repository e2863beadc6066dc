// One answer of each wire shape, written by us with made-up values, so that contract tests run
// everywhere; recordings come on top where they are at hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../lib/units/result.ts';

/** A JSON object of which a test knows the fields. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads an example by its name. */
export const example = (name: string): Row =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'examples', `${name}.json`), 'utf8')) as Row;

/** The rows of a list inside a row. */
export const rowsIn = (row: Row, field: string): readonly Row[] => row[field] as readonly Row[];

/** A row without some of its fields. */
export const without = (row: Row, ...fields: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));

/** The value of a success. */
export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`not understood: ${JSON.stringify(result.error)}`);
  return result.value;
};
