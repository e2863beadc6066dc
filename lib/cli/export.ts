// `keel export`: what happened to the money, line by line, for taxes and spreadsheets.

import { rebuild } from '../accounting/verify.ts';
import { statementOf } from '../accounting/statement.ts';
import { askedPortfolio } from './asked-portfolio.ts';
import { EXPORT_HELP, parseExportOptions } from './export-options.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { statementNames } from './statement-names.ts';
import { csvOf, statementRows } from './statement-rows.ts';
import { storedEntries } from './stored-history.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { ExportOptions } from './export-options.ts';
import type { ExitCode } from './output.ts';
import type { StatementRow } from './statement-rows.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const textOf = ({ format }: ExportOptions, rows: readonly StatementRow[]): string =>
  format === 'csv' ? csvOf(rows) : `${JSON.stringify(rows)}\n`;

const written = async (file: string, text: string, rows: number): Promise<ExitCode> => {
  const result = await writeResult(file, text);
  if (!result.ok) return failed(result.error);
  note(`${String(rows)} rows written to ${file}`);
  return EXIT.done;
};

const exported =
  (wanted: ExportOptions) =>
  async (stored: StoredPortfolio): Promise<ExitCode> => {
    const { store, state } = stored;
    const entries = await storedEntries(store, state);
    if (!entries.ok) return failed(entries.error);
    const books = rebuild(entries.value);
    if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
    const { from, to, out } = wanted;
    const lines = statementOf(entries.value).filter(
      ({ entry: { at } }) => (from === null || at >= from) && (to === null || at < to),
    );
    const rows = statementRows(lines, await statementNames(stored, lines));
    const text = textOf(wanted, rows);
    if (out !== null) return written(out, text, rows.length);
    print(text.trimEnd());
    return EXIT.done;
  };

const usage = (...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return EXIT.usage;
};

/** Runs the verb `export`. */
export const exportBooks = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(EXPORT_HELP);
    return EXIT.done;
  }
  const wanted = parseExportOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  try {
    const refusals = await refusedPlaces(fileAt('--out', wanted.value.out));
    if (refusals.length > 0) return usage(...refusals);
    const place = await askedPortfolio(wanted.value);
    if (!place.ok) return usage(place.error);
    return await withStoredPortfolio(place.value, exported(wanted.value));
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
