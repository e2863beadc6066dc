// The small tables beside recordings. None of them quotes a field, so a quote is a damaged file.

import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';

/** A table by column name; line numbers are kept so that a complaint can name one. */
export type CsvTable = {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
};

/** One row of a table. */
export type CsvRow = { readonly line: number; readonly values: ReadonlyMap<string, string> };

/** Why a table cannot be read. */
export type CsvError = { readonly line: number; readonly detail: string };

const ROWS_MAX = 100_000;

/**
 * Reads a whole table.
 * Refuses: quotes, rows of another length than the header, a missing column, over 100,000 rows.
 */
export const parseCsv = (text: string, needed: readonly string[]): Result<CsvTable, CsvError> => {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const columns = (lines[0] ?? '').split(',');
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) return err({ line: 1, detail: `no column ${missing.join(', ')}` });
  if (lines.length > ROWS_MAX) return err({ line: ROWS_MAX, detail: 'more than 100000 rows' });
  const rows: CsvRow[] = [];
  for (const [i, text] of lines.slice(1).entries()) {
    const line = i + 2;
    const fields = text.split(',');
    if (text.includes('"')) return err({ line, detail: 'quoted fields are not expected' });
    if (fields.length !== columns.length) {
      const detail = `${String(fields.length)} fields, the header has ${String(columns.length)}`;
      return err({ line, detail });
    }
    rows.push({ line, values: new Map(columns.map((name, c) => [name, fields[c] ?? ''])) });
  }
  return ok({ columns, rows });
};

/** A field of a row, empty where the table has no such column. */
export const field = (row: CsvRow, name: string): string => row.values.get(name) ?? '';
