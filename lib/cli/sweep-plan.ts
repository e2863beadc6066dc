// What a sweep is to do, found out before any of it is done: trials, runs, and how the data is
// divided.

import { join } from 'node:path';
import { GENERATED_TARGETS } from '../tape/generator/wallets.ts';
import { VARIABLES } from '../config/variables.ts';
import { plannedTrials } from '../sweep/space.ts';
import { periodsIn, usualPeriod } from '../sweep/periods.ts';
import { keyOf } from '../sweep/sweep-run.ts';
import { configUnder, decidingValues } from '../sweep/values.ts';
import { planFolds, wholeRun } from '../sweep/walk-forward.ts';
import { err, ok } from '../units/result.ts';
import { earlier, msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import { untilRefusal } from './backtest-plan.ts';
import { digestOfCode } from './code-digest.ts';
import { readConfig } from './environment.ts';
import type { SweepHead } from '../backtest/sweep/journal.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Stretch } from '../sweep/periods.ts';
import type { RunResult, SweepRun } from '../sweep/sweep-run.ts';
import type { Values } from '../sweep/values.ts';
import type { Judgement, PlannedFold } from '../sweep/walk-forward.ts';
import type { Result } from '../units/result.ts';
import type { SweepOptions } from './sweep-options.ts';

/** The trials, over what the environment says. */
export type PlannedTrials = { readonly base: Values; readonly trials: readonly Values[] };

/** A sweep that is to be made. */
export type SweepPlan = {
  readonly options: SweepOptions;
  readonly tape: Tape;
  readonly head: SweepHead;
  readonly stretch: Stretch;
  readonly trials: readonly Values[];
  /** One run a trial, over everything. */
  readonly whole: readonly SweepRun[];
  readonly folds: readonly PlannedFold[];
  /** Every run that needs no choice, once. */
  readonly first: readonly SweepRun[];
};

/** A sweep that was made. */
export type Swept = {
  readonly plan: SweepPlan;
  readonly results: ReadonlyMap<string, RunResult>;
  /** Null without a walk-forward. */
  readonly judgement: Judgement | null;
};

/** Plans the trials. Refuses: what the configuration refuses. */
export const planTrials = async ({
  preset,
  source,
  space,
}: SweepOptions): Promise<Result<PlannedTrials, readonly string[]>> => {
  const own = {
    LIVE_TRADING: undefined,
    ...(preset !== null && { STRATEGY_PRESET: preset }),
  };
  const read = await readConfig(own);
  if (!read.ok) return read;
  const followed: Values =
    source.kind === 'generated'
      ? { [VARIABLES.targetAddresses.name]: GENERATED_TARGETS.join() }
      : {};
  const base = { ...followed, ...decidingValues(read.value.env) };
  const trials = plannedTrials(base, space);
  return trials.ok ? ok({ base, trials: trials.value }) : trials;
};

const stretchOf = ({ until, periodMs }: SweepOptions, { start, end }: Tape): Stretch => {
  const last = until === null ? end : earlier(until, end);
  const bounds = { from: Number(msOfEpoch(start)), until: Number(msOfEpoch(last)) };
  return { ...bounds, periodMs: periodMs ?? usualPeriod(bounds) };
};

const foldsOf = (
  { base, trials }: PlannedTrials,
  options: SweepOptions,
  { tape, stretch }: { readonly tape: Tape; readonly stretch: Stretch },
): Result<readonly PlannedFold[], string> => {
  if (options.walkForward === null) return ok([]);
  const config = configUnder(base, {});
  const only = config.ok ? config.value.parameters.markets.only : [];
  const { universe } = tape;
  return planFolds({ trials, stretch, universe, only }, options.walkForward);
};

// A run is made by a thread, on a tape that may have been made for it.
const codeOfRuns = (): string =>
  digestOfCode(
    [
      'backtest/sweep/worker.ts',
      'tape/compact/file-convert.ts',
      'tape/generator/generator.ts',
      'tape/tape-file.ts',
    ].map((file) => join(import.meta.dirname, '..', file)),
  );

const once = (runs: readonly SweepRun[]): readonly SweepRun[] => [
  ...new Map(runs.map((run) => [keyOf(run), run])).values(),
];

/** Plans a sweep. Refuses: a tape that is too short for it. */
export const planSweep = (
  options: SweepOptions,
  planned: PlannedTrials,
  tape: Tape,
): Result<SweepPlan, string> => {
  const refusal = untilRefusal(options, tape);
  if (refusal !== null) return err(refusal);
  const stretch = stretchOf(options, tape);
  const folds = foldsOf(planned, options, { tape, stretch });
  if (!folds.ok) return err(`--walk-forward: ${folds.error}`);
  const { base, trials } = planned;
  const whole = trials.map((values) => wholeRun(values, stretch));
  const settings = { base, ...options.settings, periodMs: stretch.periodMs };
  return ok({
    options,
    tape,
    head: {
      kind: 'sweep',
      version: 1,
      madeBy: `keel ${VERSION}`,
      code: codeOfRuns(),
      tape: { name: tape.name, identity: tape.identity },
      settings,
      space: options.space,
    },
    stretch,
    trials,
    whole,
    folds: folds.value,
    first: once([...whole, ...folds.value.flatMap(({ train }) => train)]),
  });
};

/** How many periods a plan has. */
export const periodCount = ({ stretch }: Pick<SweepPlan, 'stretch'>): number => periodsIn(stretch);
