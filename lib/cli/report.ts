// `keel report`: one page, or the data of it, from a stored portfolio or from the result of a
// backtest.

import { readFile } from 'node:fs/promises';
import { readConfigWithoutSecrets } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { parseReportOptions } from './portfolio-options.ts';
import { reportsIn } from './read-reports.ts';
import { reportSettings } from './report-settings.ts';
import { statePlaceOf } from './state-place.ts';
import { pageOf } from './report-page.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import { storedReport } from './stored-report.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { ReportData } from '../report/report-data.ts';
import type { ExitCode } from './output.ts';
import type { ReportOptions } from './portfolio-options.ts';
import type { StatePlace } from './state-place.ts';

/** The help of the verb. */
export const REPORT_HELP = `keel report: what a portfolio or a backtest did, as one page for
a browser

  --out FILE         where the page is written, over what is there (default
                     data/report.html)
  --json             print the data of the report instead, and write no page
  --portfolio ID     the portfolio (default PORTFOLIO_ID); a live one while
                     LIVE_TRADING is set
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set
  --data FILE        the result of a backtest, or what --json printed before

The page is one file that asks nothing of any other: it opens without a network,
and can be sent to somebody. It shows names of markets, sizes and results, and
of a live portfolio the address of the wallet; it has no key in it. It only
reads.

Exit code 0: done. 1: it could not be read or written. 2: used wrongly.`;

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors, '', REPORT_HELP);
  return EXIT.usage;
};

const write = async (data: ReportData, out: string): Promise<ExitCode> => {
  const page = await pageOf(data);
  const written = await writeResult(out, page);
  if (!written.ok) return failed(written.error);
  print(`Report: ${out} (${String(Math.ceil(Buffer.byteLength(page) / 1_000))} KB)`);
  return EXIT.done;
};

const give = async (data: ReportData, { out, json }: ReportOptions): Promise<ExitCode> => {
  try {
    if (!json) return await write(data, out);
    print(JSON.stringify(data));
    return EXIT.done;
  } catch (error) {
    return failed(`No page: ${error instanceof Error ? error.message : String(error)}`);
  }
};

// The second report of a file goes into a page of its own.
const numbered = (out: string, index: number): string =>
  index === 0 ? out : out.replace(/(\.[a-z]+)?$/i, (ending) => `-${String(index + 1)}${ending}`);

const fromFile = async (path: string, wanted: ReportOptions): Promise<ExitCode> => {
  const read = reportsIn(await readFile(path, 'utf8'));
  if (!read.ok) return failed(`${path}: ${read.error}.`);
  let code: ExitCode = EXIT.done;
  for (const [index, data] of read.value.entries()) {
    const one = await give(data, { ...wanted, out: numbered(wanted.out, index) });
    if (one !== EXIT.done) code = one;
  }
  return code;
};

// What somebody has to type to get the same page again.
const commandOf = ({ out, portfolio, state }: ReportOptions, preset: string): string =>
  [
    `STRATEGY_PRESET=${preset} npm run -s keel -- report`,
    ...(portfolio === undefined ? [] : [`--portfolio ${portfolio}`]),
    ...(state === undefined ? [] : [`--state ${state}`]),
    `--out ${out}`,
  ].join(' ');

const wordsFor = (place: StatePlace): string =>
  place.kind === 'folder' ? 'on this machine' : `in table ${place.table}`;

const fromStore = async (
  { config, env }: { readonly config: Config; readonly env: Environment },
  wanted: ReportOptions,
): Promise<ExitCode> => {
  const place = statePlaceOf(env, wanted.state);
  if (!place.ok) return usage(place.error);
  const at = { place: place.value, mode: config.mode };
  return withStoredPortfolio({ ...at, portfolio: portfolioNamed(env, at) }, async (stored) => {
    const made = await storedReport(stored, {
      limits: config.limits,
      settings: reportSettings(env, config),
      command: commandOf({ ...wanted, portfolio: stored.identity.portfolio }, config.preset),
      place: wordsFor(place.value),
    });
    return made.ok ? give(made.value, wanted) : failed(made.error);
  });
};

/** Runs the verb `report`. */
export const report = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(REPORT_HELP);
    return EXIT.done;
  }
  const wanted = parseReportOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  const { data, portfolio } = wanted.value;
  try {
    const refusals = await refusedPlaces(
      wanted.value.json ? [] : fileAt('--out', wanted.value.out),
    );
    if (refusals.length > 0) {
      complain(...refusals);
      return EXIT.usage;
    }
    if (data !== undefined) return await fromFile(data, wanted.value);
    const options = portfolio === undefined ? {} : { PORTFOLIO_ID: portfolio };
    const read = await readConfigWithoutSecrets(options);
    return read.ok ? await fromStore(read.value, wanted.value) : usage(...read.error);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
