// `keel backtest`: from options to three bands side by side, and to a page.

import { systemClock } from '../adapters/local/system-clock.ts';
import { heapBound } from '../adapters/local/heap-bound.ts';
import { SILENT } from '../backtest/run-band.ts';
import { runBacktest } from '../backtest/run-backtest.ts';
import { ok } from '../units/result.ts';
import { checkAll } from './backtest-check.ts';
import { BACKTEST_HELP } from './backtest-help.ts';
import { parseBacktestOptions } from './backtest-options.ts';
import { backtestOf, endOf, openMarket, plansOf } from './backtest-plan.ts';
import { backtestProgress } from './backtest-progress.ts';
import { reportOf } from './backtest-report.ts';
import { summaryLines } from './backtest-summary.ts';
import { cycleLog } from './cycle-log.ts';
import { hearTape } from './heard-tape.ts';
import { asksForHelp, seeHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { pageOf } from './report-page.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { problemLog } from './tape-problems.ts';
import type { Backtest } from '../backtest/run-backtest.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { BacktestOptions } from './backtest-options.ts';
import type { Opened, Planned } from './backtest-plan.ts';
import type { BacktestProgress } from './backtest-progress.ts';
import type { ExitCode } from './output.ts';
import type { ResultPlace } from './result-file.ts';

type PresetReport = { readonly preset: string; readonly data: ReportData };

const pagePath = (path: string, preset: string, count: number): string =>
  count === 1 ? path : path.replace(/(\.[^./]*)?$/, (end) => `-${preset}${end}`);

const placesOf = (
  { page, log }: BacktestOptions,
  plans: readonly Planned[],
): readonly ResultPlace[] => {
  const pages = plans.flatMap(({ config: { preset } }) =>
    fileAt('--out', page === null ? null : pagePath(page, preset, plans.length)),
  );
  return [...pages, ...fileAt('--log', log)];
};

const writePages = async (
  { page }: BacktestOptions,
  reports: readonly PresetReport[],
): Promise<Result<null, string>> => {
  if (page === null) return ok(null);
  for (const { preset, data } of reports) {
    const path = pagePath(page, preset, reports.length);
    const written = await writeResult(path, await pageOf(data));
    if (!written.ok) return written;
    note(`[Keel] Report written to ${path}`);
  }
  return ok(null);
};

type Doing = {
  readonly options: BacktestOptions;
  readonly opened: Opened;
  readonly plans: readonly Planned[];
  readonly command: string;
};

const runAll = async ({ options, opened, plans, command }: Doing): Promise<ExitCode> => {
  const { problems } = opened;
  const end = endOf(options, opened.tape);
  const { tape, quality } = hearTape(opened.tape, end);
  const { bands } = options;
  const work = { runs: plans.length * bands.length, start: tape.start, end };
  const progress: BacktestProgress = backtestProgress(work, note, systemClock);
  const reports: PresetReport[] = [];
  const log = cycleLog(options.log);
  const boundHeap = heapBound();
  for (const [index, plan] of plans.entries()) {
    const { preset } = plan.config;
    const backtest: Backtest = {
      ...backtestOf(options, plan, tape),
      telemetry: index === 0 ? log.telemetry : SILENT,
      progress: (band, at) => {
        boundHeap();
        progress(index * bands.length + bands.indexOf(band), `${preset}, ${band}`, at);
      },
    };
    const result = await runBacktest(backtest);
    const found = { problems: problems.rows(), quality: quality() };
    const facts = { backtest, result, ...plan, command, ...found };
    reports.push({ preset, data: reportOf(facts) });
  }
  if (options.output === 'json')
    print(JSON.stringify({ reports: reports.map(({ data }) => data) }));
  else
    print(
      ...summaryLines(
        tape,
        end,
        reports.map(({ preset, data }) => ({ preset, ...data })),
      ),
    );
  const written = [await writePages(options, reports), await log.close()];
  const lost = written.flatMap((file) => (file.ok ? [] : [file.error]));
  return lost.length > 0 ? failed(...lost) : EXIT.done;
};

/** Runs the verb `backtest`. */
export const backtest = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(BACKTEST_HELP);
    return EXIT.done;
  }
  const options = parseBacktestOptions(args);
  if (!options.ok) {
    complain(...options.error, ...seeHelp('backtest'));
    return EXIT.usage;
  }
  const plans = await plansOf(options.value);
  if (!plans.ok) {
    complain(...plans.error);
    return EXIT.usage;
  }
  if (options.value.task === 'run') {
    const refusals = await refusedPlaces(placesOf(options.value, plans.value));
    if (refusals.length > 0) {
      complain(...refusals);
      return EXIT.usage;
    }
  }
  const log = problemLog(note);
  const opened = await openMarket(options.value, log.report);
  if (!opened.ok) return failed(opened.error);
  const command = ['keel', 'backtest', ...args].join(' ');
  const doing = { options: options.value, opened: opened.value, plans: plans.value, command };
  const code = await (options.value.task === 'run' ? runAll(doing) : checkAll(doing));
  note(...log.summary());
  return code;
};
