// `keel report`: one page, or the data of it, from a stored portfolio or from the result of a
// backtest.

import { readFile } from 'node:fs/promises';
import { err, ok } from '../units/result.ts';
import { readConfigToLook } from './environment.ts';
import { lastTraded, presetOf, settingsInDoubt } from './last-traded.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { parseReportOptions, PORTFOLIO_HELP } from './portfolio-options.ts';
import { reportsIn } from './read-reports.ts';
import { reportSettings } from './report-settings.ts';
import { statePlaceOf } from './state-place.ts';
import { pageOf } from './report-page.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import { storedReport } from './stored-report.ts';
import type { Environment } from '../config/variable.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { Looking } from './environment.ts';
import type { ExitCode } from './output.ts';
import type { ReportOptions } from './portfolio-options.ts';
import type { StatePlace } from './state-place.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const REPORT_HELP = `keel report: what a portfolio or a backtest did, as one page for
a browser

  --out FILE         where the page is written, over what is there (default
                     data/report.html)
  --json             print the data of the report instead, and write no page
${PORTFOLIO_HELP}
  --data FILE        the result of a backtest, or what --json printed before

The page is one file that asks nothing of any other: it opens without a network,
and can be sent to somebody. It shows names of markets, sizes and results, and
of a live portfolio the address of the wallet; it has no key in it. It only
reads.

Exit code 0: done. 1: it could not be read or written. 2: used wrongly.`;

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors);
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

const textOf = async (path: string): Promise<Result<string, string>> => {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return err(isMissing ? `There is no file ${path}.` : `${path} cannot be read.`);
  }
};

const fromFile = async (path: string, wanted: ReportOptions): Promise<ExitCode> => {
  const text = await textOf(path);
  if (!text.ok) return failed(text.error);
  const read = reportsIn(text.value);
  if (!read.ok) return failed(`${path}: ${read.error}.`);
  let code: ExitCode = EXIT.done;
  for (const [index, data] of read.value.entries()) {
    const one = await give(data, { ...wanted, out: numbered(wanted.out, index) });
    if (one !== EXIT.done) code = one;
  }
  return code;
};

// What somebody has to type to get the same page again.
const commandOf = ({ out, portfolio, live, state }: ReportOptions, preset: string): string =>
  [
    `STRATEGY_PRESET=${preset} npm run -s keel -- report`,
    ...(portfolio === undefined ? [] : [`--portfolio ${portfolio}`]),
    ...(live ? ['--live'] : []),
    ...(state === undefined ? [] : [`--state ${state}`]),
    `--out ${out}`,
  ].join(' ');

const named = ({ identity }: StoredPortfolio, wanted: ReportOptions): ReportOptions => ({
  ...wanted,
  portfolio: identity.portfolio,
  live: identity.mode === 'live',
});

const wordsFor = (place: StatePlace): string =>
  place.kind === 'folder' ? 'on this machine' : `in table ${place.table}`;

type Asked = {
  readonly looking: Looking;
  readonly wanted: ReportOptions;
  readonly place: StatePlace;
};

const portfolioIn = ({ portfolio }: ReportOptions): Environment =>
  portfolio === undefined ? {} : { PORTFOLIO_ID: portfolio };

// The preset that it was traded with is known only once its state is open.
const reportOf = async (
  stored: StoredPortfolio,
  { looking, wanted, place }: Asked,
): Promise<Result<ReportData, readonly string[]>> => {
  const last = await lastTraded(stored);
  const preset = presetOf(looking.env, last);
  const read = await readConfigToLook({ ...portfolioIn(wanted), ...preset }, wanted);
  if (!read.ok) return read;
  const { config, env } = read.value;
  const made = await storedReport(stored, {
    limits: config.limits,
    settings: reportSettings(env, config),
    command: commandOf(named(stored, wanted), config.preset),
    place: wordsFor(place),
    doubts: settingsInDoubt({ config, env }, last),
  });
  return made.ok ? made : err([made.error]);
};

const fromStore = async (looking: Looking, wanted: ReportOptions): Promise<ExitCode> => {
  const { config, env } = looking;
  const place = statePlaceOf(env, wanted.state);
  if (!place.ok) return usage(place.error);
  const at = { place: place.value, mode: config.mode };
  return withStoredPortfolio({ ...at, portfolio: portfolioNamed(env, at) }, async (stored) => {
    const made = await reportOf(stored, { looking, wanted, place: place.value });
    return made.ok ? give(made.value, wanted) : failed(...made.error);
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
  const { data } = wanted.value;
  try {
    const refusals = await refusedPlaces(
      wanted.value.json ? [] : fileAt('--out', wanted.value.out),
    );
    if (refusals.length > 0) {
      complain(...refusals);
      return EXIT.usage;
    }
    if (data !== undefined) return await fromFile(data, wanted.value);
    const read = await readConfigToLook(portfolioIn(wanted.value), wanted.value);
    return read.ok ? await fromStore(read.value, wanted.value) : usage(...read.error);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
