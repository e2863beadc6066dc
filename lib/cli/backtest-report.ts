// A backtest as a report: its bands, and everything that is needed to make them again.

import { warningsOf } from '../report/warnings.ts';
import { ppmOf } from '../units/ratio.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { madeBy } from './made-by.ts';
import { reportSettings } from './report-settings.ts';
import { percentText } from './setting-text.ts';
import type { Backtest, BacktestResult } from '../backtest/run-backtest.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { DataQuality } from '../report/recording-quality.ts';
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
  readonly config: Config;
  readonly env: Environment;
  readonly command: string;
  readonly problems: readonly SourceProblem[];
  readonly quality: DataQuality | null;
};

const settingsOf = ({ backtest, config, env }: ReportFacts): readonly ReportSetting[] => {
  const { cash, seed, shareMax, timing } = backtest;
  const own = (name: string, value: string): ReportSetting => ({ name, value, origin: 'run' });
  return [
    own('opening cash', `$${formatUsdc(cash)}`),
    own('seed', String(seed)),
    own('share of volume', percentText(ppmOf(shareMax))),
    own('latency and cadence', timing.kind),
    ...reportSettings(env, config),
  ];
};

/** Puts a report together. */
export const reportOf = (facts: ReportFacts): ReportData => {
  const { backtest, result, config, command, problems, quality } = facts;
  const { tape, until } = backtest;
  const source = {
    name: tape.name,
    identity: tape.identity,
    from: formatTime(tape.start),
    to: formatTime(until),
    events: result.events,
    problems,
    quality,
    provenance: tape.provenance,
  };
  const bands = result.bands.map(({ band }) => band);
  return {
    schema: 1,
    kind: 'backtest',
    title: `Preset ${config.preset} on ${tape.name}`,
    madeBy: madeBy(),
    command,
    source,
    settings: settingsOf(facts),
    warnings: [...warningsOf({ kind: 'backtest', bands, source }), ...result.warnings],
    bands,
  };
};
