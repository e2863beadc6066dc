// The tape of a sweep as a compact file that every thread reads by itself: the one that was given,
// or one that is made for the time of the sweep.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../adapters/local/system-clock.ts';
import { convertTape } from '../tape/compact/file-convert.ts';
import { isCompactTape } from '../tape/compact/file-reader.ts';
import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import { msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import { longWork } from './long-work.ts';
import { complain } from './output.ts';
import { shareOf } from './progress.ts';
import { describeStop, problemLog } from './tape-problems.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { BacktestSource } from './backtest-options.ts';

/** The tape of a sweep, opened to look at and not yet read. */
export type SweepTape = {
  readonly tape: Tape;
  /** Makes the file that threads read. */
  readonly prepare: () => Promise<Result<PreparedTape, string>>;
};

/** A compact file. */
export type PreparedTape = { readonly path: string; readonly remove: () => Promise<void> };

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

type Reading = {
  readonly stopsAtProblems: boolean;
  readonly problems: (take: (problem: TapeProblem) => void) => void;
};

const converted = async (
  tape: Tape,
  { stopsAtProblems, problems }: Reading,
): Promise<Result<PreparedTape, string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-sweep-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'sweep.keeltape');
  const log = problemLog(complain);
  const work = longWork('preparing the tape', complain, nowMs());
  const made = await convertTape({
    tape,
    problems: (take) =>
      problems((problem) => {
        log.report(problem);
        take(problem);
      }),
    sources: [],
    madeBy: `keel ${VERSION}`,
    out: path,
    progress: (at) => {
      work(shareOf(tape, at), nowMs());
      return stopsAtProblems && log.first() !== null ? 'stop' : 'go-on';
    },
  });
  complain(...log.summary());
  if (made.ok && made.value !== 'stopped') return ok({ path, remove });
  await remove();
  const problem = log.first();
  if (!made.ok) return made;
  return err(problem === null ? 'Stopped.' : describeStop(problem));
};

/** Opens the tape of a sweep. */
export const openSweepTape = async (source: BacktestSource): Promise<Result<SweepTape, string>> => {
  if (source.kind === 'generated') {
    const { seed, duration } = source;
    const tape = generateTape({ seed, ...(duration !== null && { duration }) });
    const reading = { stopsAtProblems: false, problems: () => undefined };
    return ok({ tape, prepare: () => converted(tape, reading) });
  }
  const { path, assume, onProblem } = source;
  let take: (problem: TapeProblem) => void = () => undefined;
  const opened = await openTape(path, { onProblem, assume, report: (one) => take(one) });
  if (!opened.ok) return err(describeTapeError(opened.error));
  const tape = opened.value;
  const asItIs =
    onProblem === 'go-on' &&
    Object.keys(assume).length === 0 &&
    (await isCompactTape(resolve(path)));
  return ok({
    tape,
    prepare: asItIs
      ? () => Promise.resolve(ok({ path: resolve(path), remove: () => Promise.resolve() }))
      : () =>
          converted(tape, {
            stopsAtProblems: onProblem === 'stop',
            problems: (taker) => {
              take = taker;
            },
          }),
  });
};
