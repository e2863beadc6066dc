// A backtest as a report: its bands, and everything that is needed to make them again.

import { TRADING_VARIABLES } from '../config/trading-variables.ts';
import { usualText } from '../config/usual-text.ts';
import { formatDecimal } from '../units/fixed-point.ts';
import { formatRatio } from '../units/ratio.ts';
import { formatTime, msOfDuration } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { VERSION } from '../wiring/version.ts';
import type { Backtest, BacktestResult } from '../backtest/run-backtest.ts';
import type { PresetName } from '../config/presets.ts';
import type { Environment, Variable } from '../config/variable.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { ReportData, ReportSetting, SourceProblem } from '../report/report-data.ts';

/** Problems that are being counted, by kind. */
export type ProblemCounts = {
  readonly add: (problem: TapeProblem) => void;
  readonly rows: () => readonly SourceProblem[];
};

/** Counts problems from nothing. */
export const countProblems = (): ProblemCounts => {
  const kinds = new Map<string, SourceProblem>();
  return {
    add: ({ kind, rows, file, line, detail }) => {
      const example = `${file}:${String(line)}: ${detail}`;
      const before = kinds.get(kind) ?? { kind, times: 0, rows: 0, example };
      kinds.set(kind, { ...before, times: before.times + 1, rows: before.rows + rows });
    },
    rows: () => [...kinds.values()],
  };
};

/** What a report is made of. */
export type ReportFacts = {
  readonly backtest: Backtest;
  readonly result: BacktestResult;
  readonly preset: PresetName;
  readonly env: Environment;
  readonly command: string;
  readonly problems: readonly SourceProblem[];
};

const THRESHOLDS: readonly Variable<unknown>[] = Object.values(TRADING_VARIABLES);

const settingsOf = ({ backtest, preset, env }: ReportFacts): readonly ReportSetting[] => {
  const { cash, seed, shareMax, timing, settings } = backtest;
  const own = (name: string, value: string): ReportSetting => ({ name, value, origin: 'run' });
  return [
    own('preset', preset),
    own('opening cash', `$${formatUsdc(cash)}`),
    own('seed', String(seed)),
    own('share of volume', formatRatio(shareMax)),
    own('latency and cadence', timing.kind),
    own('cycle', `${formatDecimal(msOfDuration(settings.cycle), 3)} s`),
    ...THRESHOLDS.map((variable): ReportSetting => {
      const text = env[variable.name];
      const { name } = variable;
      return text === undefined
        ? { name, value: usualText(variable, preset), origin: `preset ${preset}` }
        : { name, value: text, origin: 'environment' };
    }),
  ];
};

/** Puts a report together. */
export const reportOf = (facts: ReportFacts): ReportData => {
  const { backtest, result, preset, command, problems } = facts;
  const { tape, until } = backtest;
  return {
    schema: 1,
    kind: 'backtest',
    title: `Preset ${preset} on ${tape.name}`,
    madeBy: `keel ${VERSION}`,
    command,
    source: {
      name: tape.name,
      identity: tape.identity,
      from: formatTime(tape.start),
      to: formatTime(until),
      events: result.events,
      problems,
      provenance: tape.provenance,
    },
    settings: settingsOf(facts),
    warnings: result.warnings,
    bands: result.bands.map(({ band }) => band),
  };
};
