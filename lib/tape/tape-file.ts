// Opens a recording as a tape: finds its files, looks through each once for its span and its
// markets, and then reads them all together in time order, as often as it is asked.

import { resolve } from 'node:path';
import { isCompactTape, openCompactTape } from './compact/file-reader.ts';
import { identityOf } from './file-identity.ts';
import { linesAsRecorded, linesByTime } from './file-order.ts';
import { findFiles } from './file-set.ts';
import { mergeByTime } from './merge.ts';
import { toTime } from './numbers.ts';
import { readable } from './readable.ts';
import { startReading } from './reading.ts';
import { refusalOf, withRows } from './verdict.ts';
import { err, ok } from '../units/result.ts';
import type { Tape, TapeEvent, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { TapeError } from './errors.ts';
import type { FileSet, TapeFile } from './file-set.ts';
import type { OrderedPart } from './file-order.ts';
import type { Plan, Survey, SurveyedFile } from './format.ts';
import type { Batches, Source } from './merge.ts';
import type { Reading, TapeOptions } from './reading.ts';

/** Opens the folder of a recorded set, one of its files, or a compact tape. */
export const openTape = async (
  path: string,
  options: TapeOptions,
): Promise<Result<Tape, TapeError>> => {
  if (await isCompactTape(resolve(path))) return openCompactTape(resolve(path), options);
  const found = await findFiles(resolve(path));
  if (!found.ok) return found;
  const set = found.value;
  const started = set.format.survey(set.index);
  if (!started.ok) return started;
  const survey = started.value;
  const files: KnownFile[] = [];
  for (const file of set.files) files.push({ ...file, ...(await surveyed(file, set, survey)) });
  const known = { path: resolve(path), format: set.format, index: set.index.path };
  const refusal = refusalOf(known, files, survey);
  if (refusal !== undefined) return err(refusal);
  const spans = withRows(files);
  const start = toTime(Math.min(...spans.map((file) => file.first)));
  const plan = survey.plan({ files, start, assume: options.assume });
  const { universe, provenance } = plan;
  return ok({
    name: nameOf(set),
    identity: identityOf({ set: set.format.set, files, plan }),
    universe,
    provenance,
    start,
    end: toTime(Math.max(...spans.map((file) => file.last))),
    events: () => eventsOf({ set, files, survey, plan, start }, options),
    columns: null,
  });
};

type KnownFile = TapeFile & SurveyedFile;

const nameOf = ({ format, files }: FileSet): string => {
  const [only] = files;
  const what = files.length === 1 ? (only?.name ?? '') : `${String(files.length)} files`;
  return `${format.set}, ${what}`;
};

const surveyed = async (
  { name, path }: TapeFile,
  { format }: FileSet,
  survey: Survey,
): Promise<SurveyedFile> => {
  let [lines, rows, chars, first, last] = [0, 0, 0, Infinity, -Infinity];
  for await (const part of linesAsRecorded(path, format.headerLines)) {
    if (part.kind === 'problem') continue;
    for (const { text, line } of part.lines) {
      lines += 1;
      chars += text.length;
      const ms = survey.line(name, text, line);
      if (ms === undefined) continue;
      rows += 1;
      first = Math.min(first, ms);
      last = Math.max(last, ms);
    }
  }
  return { name, lines, rows, chars, first, last };
};

type Opened = {
  readonly set: FileSet;
  readonly files: readonly KnownFile[];
  readonly survey: Survey;
  readonly plan: Plan;
  readonly start: EpochMs;
};

async function* eventsOf(opened: Opened, options: TapeOptions): Batches {
  const reading = startReading(options);
  for (const problem of opened.set.unusable) reading.tell(problem);
  const sources = opened.files.map(
    (file): Source => ({
      first: file.rows === 0 ? opened.start : toTime(file.first),
      open: () => eventsOfFile(file, opened, reading),
    }),
  );
  for await (const batch of mergeByTime([...sources, ...closingOf(opened.plan)])) {
    if (reading.isOver()) return;
    yield batch;
  }
}

// What happened afterwards comes last among simultaneous events.
const closingOf = ({ closing }: Plan): readonly Source[] =>
  closing.map((event) => ({ first: event.at, open: () => once([event]) }));

async function* once(batch: readonly TapeEvent[]): Batches {
  yield await Promise.resolve(batch);
}

async function* eventsOfFile(
  file: KnownFile,
  { set, survey, plan }: Opened,
  reading: Reading,
): Batches {
  let events: TapeEvent[] = [];
  const findings = {
    emit: (event: TapeEvent) => void events.push(event),
    tell: (problem: Omit<TapeProblem, 'file'>) => {
      reading.tell({ ...problem, file: file.name, detail: readable(problem.detail) });
    },
  };
  const reader = plan.readerOf(file.name, findings);
  for await (const part of partsOf(file, set, survey)) {
    if (part.kind === 'problem') findings.tell(part.problem);
    else
      for (const { text, line } of part.lines) {
        if (reading.isOver()) return;
        reader.line(text, line);
      }
    if (events.length > 0) yield events;
    events = [];
  }
  reader.end();
  if (events.length > 0) yield events;
}

const partsOf = (
  { name, path }: KnownFile,
  { format }: FileSet,
  survey: Survey,
): AsyncIterable<OrderedPart> =>
  format.order === 'as-recorded'
    ? linesAsRecorded(path, format.headerLines)
    : linesByTime(path, format.headerLines, (text, line) => survey.line(name, text, line));
