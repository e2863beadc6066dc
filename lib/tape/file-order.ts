// Some recordings are not in time order within a file, some repeat rows by the thousand. Their rows
// are read into memory, up to a bound, and handed on in order and once each; what was out of place
// is told, once a file and kind.

import { readLines } from './file-lines.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { LinesPart } from './file-lines.ts';

/** Gives the time of a row, undefined where it has none. */
export type TimeOf = (text: string, line: number) => number | undefined;

/** A line with its number. */
export type NumberedLine = { readonly text: string; readonly line: number };

/** Lines in the order in which they are read, or something wrong with the file. */
export type OrderedPart =
  | { readonly kind: 'lines'; readonly lines: readonly NumberedLine[] }
  | Extract<LinesPart, { readonly kind: 'problem' }>;

/** Reads the rows of a file as they stand. */
export async function* linesAsRecorded(
  path: string,
  headerLines: number,
): AsyncGenerator<OrderedPart> {
  for await (const part of readLines(path))
    if (part.kind === 'problem') yield part;
    else {
      const numbered = part.lines.map((text, i) => ({ text, line: part.first + i }));
      const lines = part.first <= headerLines ? numbered.slice(headerLines) : numbered;
      if (lines.length > 0) yield { kind: 'lines', lines };
    }
}

// What is made of all lines of a file at once takes several times the memory of its text.
const LINES_AT_ONCE = 64;

type TimedLine = NumberedLine & { readonly ms: number };

/**
 * Reads the rows of a file by time, repeated ones once. Rows without a time come first, those of
 * one time as they stand.
 */
export async function* linesByTime(
  path: string,
  headerLines: number,
  timeOf: TimeOf,
): AsyncGenerator<OrderedPart> {
  const kept = new Map<string, TimedLine>();
  const repeated: number[] = [];
  const late: number[] = [];
  let latest = 0;
  for await (const part of linesAsRecorded(path, headerLines)) {
    if (part.kind === 'problem') {
      yield part;
      continue;
    }
    for (const { text, line } of part.lines) {
      const ms = timeOf(text, line) ?? 0;
      if (kept.has(text)) repeated.push(line);
      else {
        if (ms !== 0 && ms < latest) late.push(line);
        kept.set(text, { text, line, ms });
      }
      latest = Math.max(latest, ms);
    }
  }
  yield* told('duplicate', repeated, 'the row stands before already');
  yield* told('disorder', late, 'the row is earlier than one before it; put in its place');
  const lines = [...kept.values()].sort((a, b) => a.ms - b.ms);
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
    yield { kind: 'lines', lines: lines.slice(from, from + LINES_AT_ONCE) };
}

const told = (
  kind: TapeProblem['kind'],
  lines: readonly number[],
  detail: string,
): readonly OrderedPart[] => {
  const [line] = lines;
  if (line === undefined) return [];
  return [{ kind: 'problem', problem: { kind, line, rows: lines.length, detail } }];
};
