// `keel export`: what happened to the money, line by line, for taxes and spreadsheets.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { rebuild } from '../accounting/verify.ts';
import { statementOf } from '../accounting/statement.ts';
import { msOfIso, toTime } from '../tape/numbers.ts';
import { err, ok } from '../units/result.ts';
import { askedPortfolio } from './asked-portfolio.ts';
import { PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './portfolio-options.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, endWhenUnread, EXIT, failed, note, print } from './output.ts';
import { csvOf, statementRows } from './statement-rows.ts';
import { storedEntries } from './stored-history.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { AskedPortfolio } from './portfolio-options.ts';
import type { ExitCode } from './output.ts';
import type { StatementRow } from './statement-rows.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const EXPORT_HELP = `keel export: fills, fees, rewards, merges, redemptions and money moved,
with what was realized on each lot

  --format csv|json  (default csv); --json is the same as --format json
  --out FILE         write it there instead of to the terminal
  --from TIME        only what happened from this time on, in UTC
                     (2026-01-01T00:00:00Z)
  --to TIME          and before this one
${PORTFOLIO_HELP}

One row for each lot that an entry of the ledger moved. The column cash adds up
to the cash of the books, the column realized to what was realized; a lot is one
strategy's holding of one token at average cost. Amounts are exact.

Exit code 0: done. 1: it could not be read or written. 2: used wrongly.`;

type Asked = AskedPortfolio & {
  readonly format: 'csv' | 'json';
  readonly out: string | null;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
};

const timeOf = (name: string, text: string | undefined): Result<EpochMs | null, string> => {
  if (text === undefined) return ok(null);
  const ms = msOfIso(text);
  return ms === undefined
    ? err(`--${name} ${text}: allowed is a time in UTC such as 2026-01-01T00:00:00Z`)
    : ok(toTime(ms));
};

const asked = (args: readonly string[]): Result<Asked, string> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...PORTFOLIO_OPTIONS,
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const { portfolio, live, state, out, json } = values;
  const format = values.format ?? (json ? 'json' : 'csv');
  if (format !== 'csv' && format !== 'json')
    return err(`--format ${format}: allowed is csv or json`);
  if (json && format === 'csv') return err('--json and --format csv contradict each other');
  if (out === '') return err('--out is empty: give a file, or leave it out');
  const [from, to] = [timeOf('from', values.from), timeOf('to', values.to)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  const named = { portfolio, live, state };
  return ok({ ...named, format, out: out ?? null, from: from.value, to: to.value });
};

const textOf = ({ format }: Asked, rows: readonly StatementRow[]): string =>
  format === 'csv' ? csvOf(rows) : `${JSON.stringify(rows)}\n`;

const written = async (file: string, text: string, rows: number): Promise<ExitCode> => {
  try {
    await writeFile(file, text);
  } catch (error) {
    return failed(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  note(`${String(rows)} rows written to ${file}`);
  return EXIT.done;
};

const exported =
  (wanted: Asked) =>
  async ({ store, state }: StoredPortfolio): Promise<ExitCode> => {
    const entries = await storedEntries(store, state);
    if (!entries.ok) return failed(entries.error);
    const books = rebuild(entries.value);
    if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
    const { from, to, out } = wanted;
    const lines = statementOf(entries.value).filter(
      ({ entry: { at } }) => (from === null || at >= from) && (to === null || at < to),
    );
    const rows = statementRows(lines);
    const text = textOf(wanted, rows);
    endWhenUnread();
    if (out !== null) return written(out, text, rows.length);
    print(text.trimEnd());
    return EXIT.done;
  };

/** Runs the verb `export`. */
export const exportBooks = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(EXPORT_HELP);
    return EXIT.done;
  }
  try {
    const wanted = asked(args);
    const place = wanted.ok ? await askedPortfolio(wanted.value) : wanted;
    if (wanted.ok && place.ok)
      return await withStoredPortfolio(place.value, exported(wanted.value));
    complain(place.ok ? '' : place.error, '', 'keel export --help explains the options.');
    return EXIT.usage;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', EXPORT_HELP);
    return EXIT.usage;
  }
};
