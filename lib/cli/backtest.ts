// `keel backtest`: from options to three bands side by side, and to a page.

import { systemClock } from '../adapters/local/system-clock.ts';
import { compileLate } from '../adapters/local/compile-late.ts';
import { heapBound } from '../adapters/local/heap-bound.ts';
import { SILENT } from '../backtest/run-band.ts';
import { runBacktest } from '../backtest/run-backtest.ts';
import { ok } from '../units/result.ts';
import { checkAll } from './backtest-check.ts';
import { BACKTEST_HELP } from './backtest-help.ts';
import { parseBacktestOptions } from './backtest-options.ts';
import { exitOf, stopOf, withStop } from './backtest-end.ts';
import { backtestOf, endOf, openMarket, plansOf, untilRefusal } from './backtest-plan.ts';
import { backtestProgress } from './backtest-progress.ts';
import { reportOf } from './backtest-report.ts';
import { summaryLines } from './backtest-summary.ts';
import { cycleLog } from './cycle-log.ts';
import { hearTape } from './heard-tape.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { pageOf } from './report-page.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { problemLog } from './tape-problems.ts';
import type { Backtest } from '../backtest/run-backtest.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { BacktestOptions } from './backtest-options.ts';
import type { Opened, Planned } from './backtest-plan.ts';
import type { BacktestProgress } from './backtest-progress.ts';
import type { CycleLog } from './cycle-log.ts';
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
  /** The first problem that reading came to so far. */
  readonly firstProblem: () => TapeProblem | null;
};

type Ran = { readonly reports: readonly PresetReport[]; readonly code: ExitCode };

// Runs the bands of every preset.
const runPresets = async (
  { options, opened, plans, command, firstProblem }: Doing,
  log: CycleLog,
): Promise<Ran> => {
  const { problems } = opened;
  const end = endOf(options, opened.tape);
  const { tape, quality } = hearTape(opened.tape, end);
  const { bands } = options;
  const runs = plans.length * bands.length;
  const work = { runs, start: tape.start, end };
  const progress: BacktestProgress = backtestProgress(work, note, systemClock);
  const reports: PresetReport[] = [];
  compileLate();
  const boundHeap = heapBound();
  let code: ExitCode = EXIT.done;
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
    const made = await runBacktest(backtest);
    const stop = stopOf(options.source, made, firstProblem());
    const result = withStop(made, stop);
    const found = { problems: problems.rows(), quality: quality() };
    const facts = { backtest, result, ...plan, command, ...found };
    reports.push({ preset, data: reportOf(facts) });
    if (exitOf(made, stop) === EXIT.failed) code = EXIT.failed;
  }
  return { reports, code };
};

const show = ({ options, opened: { tape } }: Doing, reports: readonly PresetReport[]): void => {
  if (options.output === 'json') {
    print(JSON.stringify({ reports: reports.map(({ data }) => data) }));
    return;
  }
  const presets = reports.map(({ preset, data }) => ({ preset, ...data }));
  print(...summaryLines(tape, endOf(options, tape), presets));
};

const runAll = async (doing: Doing): Promise<ExitCode> => {
  const { options } = doing;
  const log = cycleLog(options.log);
  const { reports, code } = await runPresets(doing, log);
  show(doing, reports);
  const written = [await writePages(options, reports), await log.close()];
  const lost = written.flatMap((file) => (file.ok ? [] : [file.error]));
  return lost.length > 0 ? failed(...lost) : code;
};

const usage = (...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return EXIT.usage;
};

/** Runs the verb `backtest`. */
export const backtest = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(BACKTEST_HELP);
    return EXIT.done;
  }
  const options = parseBacktestOptions(args);
  if (!options.ok) return usage(...options.error);
  const { task } = options.value;
  const plans = await plansOf(options.value);
  if (!plans.ok) return usage(...plans.error);
  const places = task === 'run' ? placesOf(options.value, plans.value) : [];
  const refusals = await refusedPlaces(places);
  if (refusals.length > 0) return usage(...refusals);
  const log = problemLog(note);
  const opened = await openMarket(options.value, log.report);
  if (!opened.ok) return failed(opened.error);
  const refusal = untilRefusal(options.value, opened.value.tape);
  if (refusal !== null) return usage(refusal);
  const doing: Doing = {
    options: options.value,
    opened: opened.value,
    plans: plans.value,
    command: ['keel', 'backtest', ...args].join(' '),
    firstProblem: log.first,
  };
  const code = await (task === 'run' ? runAll(doing) : checkAll(doing));
  note(...log.summary());
  return code;
};
