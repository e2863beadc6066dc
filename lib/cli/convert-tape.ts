// `keel tape convert`: a recording as a compact tape.

import { systemClock } from '../adapters/local/system-clock.ts';
import { convertTape, sourceFiles } from '../tape/compact/file-convert.ts';
import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import { formatTime, msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import { interruptions } from './interruptions.ts';
import { longWork } from './long-work.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { shareOf } from './progress.ts';
import { fileAt, refusedPlaces } from './result-file.ts';
import { problemLog, describeStop } from './tape-problems.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { Conversion, Converted } from '../tape/compact/file-convert.ts';
import type { Result } from '../units/result.ts';
import type { ExitCode } from './output.ts';
import type { TapeVerb } from './tape-options.ts';

type Asked = Extract<TapeVerb, { readonly kind: 'convert' }>;

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

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

const sourceOf = async (
  { source, onProblem, assume }: Asked,
  report: (problem: TapeProblem) => void,
): Promise<Result<Omit<Conversion, 'problems' | 'progress' | 'out' | 'madeBy'>, string>> => {
  if (source.kind === 'generated') {
    const { seed, duration } = source;
    return ok({
      tape: generateTape({ seed, ...(duration !== null && { duration }) }),
      sources: [],
    });
  }
  const { path } = source;
  const opened = await openTape(path, { onProblem, report, assume });
  if (!opened.ok) return err(describeTapeError(opened.error));
  const sources = await sourceFiles(path);
  return sources.ok
    ? ok({ tape: opened.value, sources: sources.value })
    : err(`${path} cannot be read: ${sources.error}`);
};

/** Converts a recording, or generated markets. */
export const convert = async (asked: Asked): Promise<ExitCode> => {
  const { out, onProblem } = asked;
  const refusals = await refusedPlaces(fileAt('--out', out));
  if (refusals.length > 0) {
    complain(...refusals);
    return EXIT.usage;
  }
  const log = problemLog(note);
  let take: (problem: TapeProblem) => void = () => undefined;
  const report = (problem: TapeProblem): void => {
    log.report(problem);
    take(problem);
  };
  const source = await sourceOf(asked, report);
  if (!source.ok) return failed(source.error);
  const { tape } = source.value;
  const stop = interruptions(() => note('Stopping: nothing is kept.'));
  const work = longWork('converting', note, nowMs());
  const converted = await convertTape({
    ...source.value,
    problems: (taker) => {
      take = taker;
    },
    madeBy: `keel ${VERSION}`,
    out,
    progress: (at) => {
      work(shareOf(tape, at), nowMs());
      return stop.requested() || (onProblem === 'stop' && log.first() !== null) ? 'stop' : 'go-on';
    },
  });
  stop.forget();
  note(...log.summary());
  if (!converted.ok) return failed(converted.error);
  if (converted.value === 'stopped') {
    const problem = log.first();
    return failed(problem === null ? 'Stopped; no tape was written.' : describeStop(problem));
  }
  say(asked, converted.value);
  return EXIT.done;
};
