// `keel backtest`: from options to three bands side by side, and to a page.

import { writeFile } from 'node:fs/promises';
import { systemClock } from '../adapters/local/system-clock.ts';
import { turnOfLoop } from '../adapters/local/waiting.ts';
import { heapBound } from '../adapters/local/heap-bound.ts';
import { bandModel } from '../backtest/bands.ts';
import { checkLookahead } from '../backtest/lookahead.ts';
import { SILENT } from '../backtest/run-band.ts';
import { runBacktest } from '../backtest/run-backtest.ts';
import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { GENERATED_TARGETS } from '../tape/generator/wallets.ts';
import { openTape } from '../tape/tape-file.ts';
import { portfolioId } from '../units/ids.ts';
import { err, ok } from '../units/result.ts';
import { earlier } from '../units/time.ts';
import { paperSettings } from '../wiring/cycle-settings.ts';
import { BACKTEST_HELP } from './backtest-help.ts';
import { parseBacktestOptions } from './backtest-options.ts';
import { backtestProgress } from './backtest-progress.ts';
import { countProblems, reportOf } from './backtest-report.ts';
import { summaryLines } from './backtest-summary.ts';
import { cycleLog } from './cycle-log.ts';
import { readConfig } from './environment.ts';
import { firstReading } from './first-reading.ts';
import { hearTape } from './heard-tape.ts';
import { asksForHelp, seeHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { pageOf } from './report-page.ts';
import { problemLog } from './tape-problems.ts';
import type { Backtest } from '../backtest/run-backtest.ts';
import type { PaperConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';
import type { BacktestOptions } from './backtest-options.ts';
import type { BacktestProgress } from './backtest-progress.ts';
import type { ProblemCounts } from './backtest-report.ts';
import type { ExitCode } from './output.ts';

type Opened = { readonly tape: Tape; readonly problems: ProblemCounts };

// What is run for one preset.
type Planned = { readonly config: PaperConfig; readonly env: Environment };

const openMarket = async (
  { source }: BacktestOptions,
  tell: (problem: TapeProblem) => void,
): Promise<Result<Opened, string>> => {
  const problems = countProblems();
  const reading = firstReading((problem) => {
    problems.add(problem);
    tell(problem);
  });
  if (source.kind === 'generated') {
    const { seed, duration } = source;
    const tape = generateTape({ seed, ...(duration !== null && { duration }) });
    return ok({ tape, problems });
  }
  const { path, assume, onProblem } = source;
  const tape = await openTape(path, { onProblem, report: reading.report, assume });
  if (!tape.ok) return err(describeTapeError(tape.error));
  return ok({ tape: reading.counted(tape.value), problems });
};

// A backtest trades on paper, whatever the environment says of live trading.
const planOf = async (preset: string | null): Promise<Result<Planned, readonly string[]>> => {
  const read = await readConfig({
    LIVE_TRADING: undefined,
    ...(preset !== null && { STRATEGY_PRESET: preset }),
  });
  if (!read.ok) return read;
  const { config, env } = read.value;
  return config.mode === 'paper' ? ok({ config, env }) : err(['A backtest trades on paper only.']);
};

const plansOf = async ({
  presets,
}: BacktestOptions): Promise<Result<readonly Planned[], readonly string[]>> => {
  const plans: Planned[] = [];
  for (const preset of presets === 'configured' ? [null] : presets) {
    const plan = await planOf(preset);
    if (!plan.ok) return plan;
    plans.push(plan.value);
  }
  return ok(plans);
};

const backtestOf = (
  options: BacktestOptions,
  { config }: Planned,
  tape: Tape,
): Omit<Backtest, 'progress' | 'telemetry'> => {
  const isGenerated = options.source.kind === 'generated' && config.targets.length === 0;
  const settings = paperSettings({ ...config, portfolio: portfolioId('backtest') });
  return {
    tape,
    settings: {
      ...settings,
      targets: isGenerated ? GENERATED_TARGETS : config.targets,
      metadata: tape.provenance,
    },
    cash: options.cash ?? config.openingCash,
    seed: options.seed,
    from: tape.start,
    until: options.until === null ? tape.end : earlier(options.until, tape.end),
    turn: turnOfLoop,
    bands: options.bands,
    timing: options.timing,
    shareMax: options.shareMax,
  };
};

const pagePath = (path: string, preset: string, count: number): string =>
  count === 1 ? path : path.replace(/(\.[^./]*)?$/, (end) => `-${preset}${end}`);

const writePages = async (
  { page }: BacktestOptions,
  reports: readonly (readonly [preset: string, data: ReportData])[],
): Promise<void> => {
  if (page === null) return;
  for (const [preset, data] of reports) {
    const path = pagePath(page, preset, reports.length);
    await writeFile(path, await pageOf(data));
    note(`[Keel] Report written to ${path}`);
  }
};

type Doing = {
  readonly options: BacktestOptions;
  readonly opened: Opened;
  readonly plans: readonly Planned[];
  readonly command: string;
};

const runAll = async ({ options, opened, plans, command }: Doing): Promise<ExitCode> => {
  const { problems } = opened;
  const end = options.until === null ? opened.tape.end : earlier(options.until, opened.tape.end);
  const { tape, quality } = hearTape(opened.tape, end);
  const { bands } = options;
  const work = { runs: plans.length * bands.length, start: tape.start, end };
  const progress: BacktestProgress = backtestProgress(work, note, systemClock);
  const reports: (readonly [string, ReportData])[] = [];
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
    reports.push([preset, reportOf(facts)]);
  }
  if (options.output === 'json')
    print(JSON.stringify({ reports: reports.map(([, report]) => report) }));
  else
    print(
      ...summaryLines(
        tape,
        end,
        reports.map(([preset, data]) => ({ preset, ...data })),
      ),
    );
  await writePages(options, reports);
  await log.close();
  return EXIT.done;
};

const MOMENTS = 3;

const checkAll = async ({ options, opened, plans }: Doing): Promise<ExitCode> => {
  let found = 0;
  for (const plan of plans) {
    const backtest = backtestOf(options, plan, opened.tape);
    const [band = 'pessimistic'] = options.bands;
    const model = bandModel(band, options.shareMax, options.timing);
    const check = await checkLookahead(
      (tape) => ({ ...backtest, tape, model, lens: (venue) => venue, telemetry: SILENT }),
      opened.tape,
      { until: backtest.until, moments: MOMENTS },
    );
    found += check.leaks.length;
    const preset = plan.config.preset;
    if (options.output === 'json') print(JSON.stringify({ preset, band, ...check }));
    else {
      const word = check.leaks.length === 0 ? 'no decision changed' : 'DECISIONS CHANGED';
      print(`[Keel] ${preset}, ${band}: ${String(check.compared)} compared, ${word}`);
      for (const { decidedAt, futureFrom, future } of check.leaks)
        print(`  decided at ${decidedAt}: other in a ${future} future from ${futureFrom}`);
    }
  }
  return found === 0 ? EXIT.done : EXIT.failed;
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
  const log = problemLog(note);
  const opened = await openMarket(options.value, log.report);
  if (!opened.ok) return failed(opened.error);
  const command = ['keel', 'backtest', ...args].join(' ');
  const doing = { options: options.value, opened: opened.value, plans: plans.value, command };
  const code = await (options.value.task === 'run' ? runAll(doing) : checkAll(doing));
  note(...log.summary());
  return code;
};
