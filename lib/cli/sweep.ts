// `keel sweep`: from options to trials on all cores, to a table of the best, and to what they did
// where they were not chosen.

import { availableParallelism } from 'node:os';
import { systemClock } from '../adapters/local/system-clock.ts';
import { NO_JOURNAL, openJournal } from '../backtest/sweep/journal-file.ts';
import { runOnThreads } from '../backtest/sweep/thread-pool.ts';
import { keyOf } from '../sweep/sweep-run.ts';
import { chooseIn, judge } from '../sweep/walk-forward.ts';
import { err, ok } from '../units/result.ts';
import { msOfEpoch } from '../units/time.ts';
import { interruptions } from './interruptions.ts';
import { longWork } from './long-work.ts';
import { complain, EXIT, print } from './output.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import { sweepDocument } from './sweep-document.ts';
import { SWEEP_HELP } from './sweep-help.ts';
import { parseSweepOptions } from './sweep-options.ts';
import { planSweep, planTrials } from './sweep-plan.ts';
import { openSweepTape } from './sweep-tape.ts';
import { sweepLines } from './sweep-text.ts';
import { earlyEnds } from './sweep-warnings.ts';
import type { Journal } from '../backtest/sweep/journal-file.ts';
import type { RunResult, SweepJob, SweepRun } from '../sweep/sweep-run.ts';
import type { ChosenFold, Judgement } from '../sweep/walk-forward.ts';
import type { Result } from '../units/result.ts';
import type { ExitCode } from './output.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { PreparedTape, SweepTape } from './sweep-tape.ts';

type Found = Map<string, RunResult>;

type Doing = {
  readonly plan: SweepPlan;
  readonly journal: Journal;
  /** Every result there is, those of the file among them. */
  readonly found: Found;
  /** Prepares the tape when the first run needs it. */
  readonly tapePath: () => Promise<Result<string, string>>;
};

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

const missing = (runs: readonly SweepRun[], found: Found): readonly SweepRun[] =>
  runs.filter((run) => !found.has(keyOf(run)));

const jobsOf = ({ head }: SweepPlan, runs: readonly SweepRun[]): readonly SweepJob[] =>
  runs.map((run) => ({ settings: head.settings, run }));

const stoppedWords = ({ options }: SweepPlan): string =>
  options.out === null
    ? 'Stopped. With --out a sweep goes on where it was.'
    : `Stopped. The same command goes on where it was: ${options.out} holds what is done.`;

// Makes the runs that are not made yet.
const makeRuns = async (
  doing: Doing,
  name: string,
  runs: readonly SweepRun[],
): Promise<Result<null, string>> => {
  const { plan, journal, found } = doing;
  const left = missing(runs, found);
  if (left.length === 0) return ok(null);
  const tapePath = await doing.tapePath();
  if (!tapePath.ok) return tapePath;
  const stop = interruptions(() => complain('Stopping.'));
  const say = longWork(name, complain, nowMs());
  const made = await runOnThreads(jobsOf(plan, left), {
    tapePath: tapePath.value,
    threads: plan.options.threads ?? availableParallelism(),
    take: (result) => {
      found.set(result.key, result);
      journal.append(result);
    },
    progress: (share) => say(share, nowMs()),
    stopped: stop.requested,
  });
  stop.forget();
  if (made.ok) return ok(null);
  return err(
    made.error.kind === 'stopped' ? stoppedWords(plan) : `A run failed: ${made.error.why}`,
  );
};

const choicesOf = ({ plan, found }: Doing): readonly ChosenFold[] =>
  plan.folds.flatMap((fold) => chooseIn(fold, found, plan.options.criterion) ?? []);

const judged = ({ plan, found }: Doing, choices: readonly ChosenFold[]): Judgement | null => {
  const { walkForward, settings } = plan.options;
  if (walkForward === null) return null;
  return judge(choices, found, { by: walkForward.by, seed: BigInt(settings.seed) });
};

const sweepAll = async (doing: Doing): Promise<Result<null, string>> => {
  const { plan, found } = doing;
  const runs = await makeRuns(doing, 'sweep', plan.first);
  if (!runs.ok) return runs;
  const choices = choicesOf(doing);
  const held = await makeRuns(
    doing,
    'held out',
    choices.map(({ heldOut }) => heldOut),
  );
  if (!held.ok) return held;
  const swept = { plan, results: found, judgement: judged(doing, choices) };
  if (plan.options.output === 'json') print(JSON.stringify(sweepDocument(swept)));
  else print(...sweepLines(swept));
  const early = earlyEnds(found);
  return early === null ? ok(null) : err(early);
};

// The runs that can be made now: those of the trials first, then those of what they chose.
const writeJobs = async (doing: Doing, path: string): Promise<Result<null, string>> => {
  const { plan, found } = doing;
  const first = missing(plan.first, found);
  const held = choicesOf(doing).map(({ heldOut }) => heldOut);
  const runs = first.length > 0 ? first : missing(held, found);
  const written = await writeResult(path, `${JSON.stringify(jobsOf(plan, runs))}\n`);
  if (!written.ok) return written;
  complain(`[Keel] ${String(runs.length)} runs to be made, written to ${path}`);
  return ok(null);
};

const withTape = ({
  prepare,
}: SweepTape): {
  readonly tapePath: Doing['tapePath'];
  readonly remove: () => Promise<void>;
} => {
  let prepared: Promise<Result<PreparedTape, string>> | null = null;
  return {
    tapePath: async () => {
      prepared ??= prepare();
      const tape = await prepared;
      return tape.ok ? ok(tape.value.path) : tape;
    },
    remove: async () => {
      const tape = await prepared;
      if (tape?.ok === true) await tape.value.remove();
    },
  };
};

const runSweep = async (plan: SweepPlan, opened: SweepTape): Promise<Result<null, string>> => {
  const { out, jobs } = plan.options;
  const journal = out === null ? ok(NO_JOURNAL) : await openJournal(out, plan.head);
  if (!journal.ok) return journal;
  const { tapePath, remove } = withTape(opened);
  const doing: Doing = {
    plan,
    journal: journal.value,
    found: new Map(journal.value.done),
    tapePath,
  };
  if (journal.value.done.size > 0)
    complain(`[Keel] ${String(journal.value.done.size)} runs are done already`);
  const ended = await (jobs === null ? sweepAll(doing) : writeJobs(doing, jobs));
  await remove();
  const closed = await journal.value.close();
  return closed.ok ? ended : err(`${out ?? ''}: ${closed.error}`);
};

const refuse = (code: ExitCode, ...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return code;
};

/** Runs the verb `sweep`. */
export const sweep = async (args: readonly string[]): Promise<ExitCode> => {
  if (args.includes('--help') || args.includes('-h')) {
    print(SWEEP_HELP);
    return EXIT.done;
  }
  const options = parseSweepOptions(args);
  if (!options.ok) return refuse(EXIT.usage, ...options.error);
  const trials = await planTrials(options.value);
  if (!trials.ok) return refuse(EXIT.usage, ...trials.error);
  const opened = await openSweepTape(options.value.source);
  if (!opened.ok) return refuse(EXIT.failed, opened.error);
  const plan = planSweep(options.value, trials.value, opened.value.tape);
  if (!plan.ok) return refuse(EXIT.usage, plan.error);
  const { out, jobs } = options.value;
  const refusals = await refusedPlaces([...fileAt('--out', out), ...fileAt('--jobs', jobs)]);
  if (refusals.length > 0) return refuse(EXIT.usage, ...refusals);
  const ended = await runSweep(plan.value, opened.value);
  return ended.ok ? EXIT.done : refuse(EXIT.failed, ended.error);
};
