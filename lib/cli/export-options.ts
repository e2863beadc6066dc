// The options of `keel export`. Every refusal says where to read on.

import { parseArgs } from 'node:util';
import { msOfIso, toTime } from '../tape/numbers.ts';
import { err, ok } from '../units/result.ts';
import { understoodAtOnce } from './option-parts.ts';
import { PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './portfolio-options.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { Part } from './option-parts.ts';
import type { AskedPortfolio } from './portfolio-options.ts';

/** What `keel export` was asked for. */
export type ExportOptions = AskedPortfolio & {
  readonly format: 'csv' | 'json';
  /** The file to write; null for the terminal. */
  readonly out: string | null;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
};

/** What `keel export --help` prints. */
export const EXPORT_HELP = `keel export: fills, fees, rewards, merges, redemptions and money moved,
with what was realized on each lot

  --format csv|json  (default csv); --json is the same as --format json
  --out FILE         write it there, over what is there, instead of to the
                     terminal
  --from TIME        only what happened from this time on, in UTC
                     (2026-01-01T00:00:00Z)
  --to TIME          and before this one
${PORTFOLIO_HELP}

One row for each lot that an entry of the ledger moved. The column cash adds up
to the cash of the books, the column realized to what was realized; a lot is one
strategy's holding of one token at average cost. Amounts are exact. The column
market is the condition id, the column name what the market is called: it is
empty where no record of the last 30 days says so.

Exit code 0: done. 1: it could not be read or written. 2: used wrongly.`;

const timeOf = (name: string, text: string | undefined): Result<EpochMs | null, string> => {
  if (text === undefined) return ok(null);
  const ms = msOfIso(text);
  return ms === undefined
    ? err(`--${name} ${text}: allowed is a time in UTC such as 2026-01-01T00:00:00Z`)
    : ok(toTime(ms));
};

const optionsOf = (args: readonly string[]): Result<ExportOptions, string> => {
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

/** Parses the arguments after `keel export`. */
export const parseExportOptions = (args: readonly string[]): Part<ExportOptions> =>
  understoodAtOnce(() => optionsOf(args));
