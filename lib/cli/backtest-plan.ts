// What a backtest runs: the market that was named, and the configuration of each preset.

import { turnOfLoop } from '../adapters/local/waiting.ts';
import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { GENERATED_TARGETS } from '../tape/generator/wallets.ts';
import { openTape } from '../tape/tape-file.ts';
import { portfolioId } from '../units/ids.ts';
import { err, ok } from '../units/result.ts';
import { earlier, formatTime } from '../units/time.ts';
import { paperSettings } from '../wiring/cycle-settings.ts';
import { countProblems } from './backtest-report.ts';
import { readConfig } from './environment.ts';
import { firstReading } from './first-reading.ts';
import type { Backtest } from '../backtest/run-backtest.ts';
import type { PaperConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { BacktestOptions } from './backtest-options.ts';
import type { ProblemCounts } from './backtest-report.ts';

/** A market that was opened, with what is found wrong with it. */
export type Opened = { readonly tape: Tape; readonly problems: ProblemCounts };

/** What is run for one preset. */
export type Planned = { readonly config: PaperConfig; readonly env: Environment };

/** Opens the market of a backtest. */
export const openMarket = async (
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

/** The configuration of each preset that was asked for. */
export const plansOf = async ({
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

/** What is wrong with a time to end at, on a tape; null where nothing is. */
export const untilRefusal = (
  { until }: Pick<BacktestOptions, 'until'>,
  { start, end }: Pick<Tape, 'start' | 'end'>,
): string | null =>
  until === null || until > start
    ? null
    : `--until ${formatTime(until)}: the tape begins at ${formatTime(start)} only; allowed is a ` +
      `time after that (it ends at ${formatTime(end)})`;

/** When a backtest ends: where it was told to, at the end of the tape at the latest. */
export const endOf = ({ until }: BacktestOptions, { end }: Tape): EpochMs =>
  until === null ? end : earlier(until, end);

/** The backtest of one preset. */
export const backtestOf = (
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
    until: endOf(options, tape),
    turn: turnOfLoop,
    bands: options.bands,
    timing: options.timing,
    shareMax: options.shareMax,
  };
};
