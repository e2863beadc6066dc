// What one block of a compact tape says: its rows, and the problems that were told while they were
// read from their source, so that reading the compact tape tells the same ones at the same place.

import { ROW } from '../../domain/tape-block.ts';
import { byteReader, byteWriter } from './bytes.ts';
import { freshColumns, readColumns, writeColumns } from './level-columns.ts';
import { readEvent, writeEvent } from './other-events.ts';
import type { TapeBlock, TapeEvent, TapeProblem } from '../../domain/tape-event.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { Columns, ColumnsOf } from './level-columns.ts';
import type { Names, Places } from './other-events.ts';

/** Some rows of a tape with the problems that were found among them. */
export type Chapter = { readonly block: TapeBlock; readonly problems: readonly TapeProblem[] };

/** The most rows of one block; a reader refuses more. */
export const ROWS_MAX = 1_000_000;
const PROBLEMS_MAX = 10_000_000;

const PROBLEM_KINDS: Readonly<Record<TapeProblem['kind'], true>> = {
  gap: true,
  duplicate: true,
  disorder: true,
  malformed: true,
  'hash-mismatch': true,
  'top-mismatch': true,
  'mirror-mismatch': true,
  crossed: true,
  'trade-unclear': true,
  truncated: true,
};

/** Tells whether a text names a kind of problem. */
export const isProblemKind = (text: string): text is TapeProblem['kind'] =>
  Object.hasOwn(PROBLEM_KINDS, text);

const writeProblem = (problem: TapeProblem, out: ByteWriter): void => {
  out.text(problem.kind);
  out.text(problem.file);
  out.count(problem.line);
  out.count(problem.rows);
  out.text(problem.detail);
};

/** Writes chapters of one tape, in the same memory each time. */
export const payloadWriter = (places: Places): ((chapter: Chapter) => Uint8Array) => {
  const out = byteWriter();
  return ({ block, problems }) => {
    out.clear();
    writeColumns(block, out);
    for (const event of block.others) writeEvent(event, places, out);
    out.count(problems.length);
    for (const problem of problems) writeProblem(problem, out);
    return out.bytes();
  };
};

const readProblem = (from: ByteReader): TapeProblem | undefined => {
  const kind = from.text();
  const file = from.text();
  const [line, rows, detail] = [from.count(), from.count(), from.text()];
  if (isProblemKind(kind)) return { kind, file, line, rows, detail };
  from.fail();
  return undefined;
};

const readProblems = (from: ByteReader): readonly TapeProblem[] => {
  const count = from.count();
  if (count > PROBLEMS_MAX) from.fail();
  const problems: TapeProblem[] = [];
  while (problems.length < count && !from.hasFailed()) {
    const problem = readProblem(from);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
};

const readOthers = (columns: Columns, names: Names, from: ByteReader): readonly TapeEvent[] => {
  const others: TapeEvent[] = [];
  for (let row = 0; row < columns.count && !from.hasFailed(); row += 1) {
    if (columns.kinds[row] !== ROW.other) continue;
    const event = readEvent(columns.times[row] ?? 0, names, from);
    if (event !== undefined) others.push(event);
  }
  return others;
};

/**
 * Reads a chapter, its columns where they are wanted; undefined where the bytes are none that a
 * writer would have written.
 */
export const readPayload = (
  bytes: Uint8Array,
  names: Names,
  columnsOf: ColumnsOf = freshColumns,
): Chapter | undefined => {
  const from = byteReader(bytes);
  const tokenCount = names.tokens.length;
  const { columns } = readColumns({ rowsMax: ROWS_MAX, tokenCount, columnsOf }, from);
  const others = readOthers(columns, names, from);
  const problems = readProblems(from);
  return from.isWhole()
    ? { block: { ...columns, others, names: names.tokens }, problems }
    : undefined;
};
