// `keel tape convert`: a recording as a compact tape.

import { systemClock } from '../adapters/local/system-clock.ts';
import { convertTape, sourceFiles } from '../tape/compact/file-convert.ts';
import { describeTapeError } from '../tape/errors.ts';
import { openTape } from '../tape/tape-file.ts';
import { formatTime, msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import { interruptions } from './interruptions.ts';
import { longWork } from './long-work.ts';
import { complain, EXIT, print } from './output.ts';
import { shareOf } from './progress.ts';
import { problemLog, describeStop } from './tape-problems.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { Converted } from '../tape/compact/file-convert.ts';
import type { ExitCode } from './output.ts';
import type { TapeVerb } from './tape-options.ts';

type Asked = Extract<TapeVerb, { readonly kind: 'convert' }>;

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

const failed = (...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return EXIT.failed;
};

const say = ({ out, json }: Asked, { end, bytes }: Converted): void => {
  const { rows, problems, blocks } = end;
  if (json) {
    const document = { file: out, bytes, blocks, end: formatTime(end.end), rows, problems };
    print(JSON.stringify(document));
    return;
  }
  const count = rows.books + rows.levels + rows.trades + rows.others;
  print(
    `${out}: ${count} events in ${blocks} blocks, ${bytes} bytes ` +
      `(${rows.books} books, ${rows.levels} level changes, ${rows.trades} trades)`,
  );
};

/** Converts a recording. */
export const convert = async (asked: Asked): Promise<ExitCode> => {
  const { data, out, assume, onProblem } = asked;
  const log = problemLog((line) => complain(line));
  let take: (problem: TapeProblem) => void = () => undefined;
  const report = (problem: TapeProblem): void => {
    log.report(problem);
    take(problem);
  };
  const opened = await openTape(data, { onProblem, report, assume });
  if (!opened.ok) return failed(describeTapeError(opened.error));
  const sources = await sourceFiles(data);
  if (!sources.ok) return failed(`${data} cannot be read: ${sources.error}`);
  const tape = opened.value;
  const stop = interruptions(() => complain('Stopping: nothing is kept.'));
  const work = longWork('Converting', complain, nowMs());
  const converted = await convertTape({
    tape,
    problems: (taker) => {
      take = taker;
    },
    sources: sources.value,
    madeBy: `keel ${VERSION}`,
    out,
    progress: (at) => {
      work(shareOf(tape, at), nowMs());
      return stop.requested() || (onProblem === 'stop' && log.first() !== null) ? 'stop' : 'go-on';
    },
  });
  stop.forget();
  complain(...log.summary());
  if (!converted.ok) return failed(converted.error);
  if (converted.value === 'stopped') {
    const problem = log.first();
    return failed(problem === null ? 'Stopped; no tape was written.' : describeStop(problem));
  }
  say(asked, converted.value);
  return EXIT.done;
};
