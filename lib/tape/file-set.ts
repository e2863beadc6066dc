// Which files a path stands for, and of which recorded set they are. The content decides; names
// only tell data from anything else that lies in the folder.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseCsv } from './csv.ts';
import { causeOf } from './file-bytes.ts';
import { readLines } from './file-lines.ts';
import { readable } from './readable.ts';
import { btc15m } from './btc15m/format.ts';
import { cryptoL2 } from './crypto-l2/format.ts';
import { mlb2025 } from './mlb2025/format.ts';
import { mlb2026 } from './mlb2026/format.ts';
import { tickscope } from './tickscope/format.ts';
import { err, ok } from '../units/result.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { TapeError } from './errors.ts';
import type { FileHead, SetIndex, TapeFormat } from './format.ts';

/** The recorded formats. */
export const FORMATS: readonly TapeFormat[] = [mlb2025, mlb2026, tickscope, cryptoL2, btc15m];

/** One file of a set. */
export type TapeFile = { readonly name: string; readonly path: string };

/** The files that make a tape. */
export type FileSet = {
  readonly format: TapeFormat;
  readonly files: readonly TapeFile[];
  /** Files without a single whole line: they are told as problems when the tape is read. */
  readonly unusable: readonly TapeProblem[];
  readonly index: SetIndex;
};

const DATA_FILE = /\.(csv|jsonl)(\.gz)?$/;
const INDEX_NAME = 'index.csv';
const FILES_MAX = 10_000;
const INDEX_BYTES_MAX = 50_000_000;
const SHOWN_CHARS = 80;

/** Finds the files of a tape and their format. */
export const findFiles = async (path: string): Promise<Result<FileSet, TapeError>> => {
  const paths = await dataFilesAt(path);
  if (!paths.ok) return paths;
  const heads = await Promise.all(paths.value.map(headOf));
  const usable = heads.filter((head) => head.kind === 'head');
  const unusable = heads.filter((head) => head.kind === 'unusable').map((head) => head.problem);
  const [first] = usable;
  if (first === undefined) return err(nothingIn(path, unusable));
  const known = usable.map((head) => FORMATS.find((format) => format.recognises(head.file)));
  const unknown = usable[known.indexOf(undefined)];
  if (unknown !== undefined) {
    const firstLine = readable(unknown.file.firstLine.slice(0, SHOWN_CHARS));
    return err({ kind: 'UNKNOWN_FORMAT', path: unknown.path, firstLine });
  }
  const [format, ...others] = new Set(known.filter((found) => found !== undefined));
  if (format === undefined) return err(nothingIn(path, unusable));
  if (others.length > 0) {
    const found = [format, ...others].map((each) => each.set);
    return err({ kind: 'MIXED_FORMATS', path, found });
  }
  const index = await indexBeside(first.path, format);
  if (!index.ok) return index;
  const files = usable.map(({ file, path }) => ({ name: file.name, path }));
  return ok({ format, files, unusable, index: index.value });
};

const nothingIn = (path: string, unusable: readonly TapeProblem[]): TapeError => {
  const [problem] = unusable;
  if (problem === undefined) return { kind: 'EMPTY_FOLDER', path };
  return { kind: 'UNREADABLE', path, cause: problem.detail };
};

const dataFilesAt = async (path: string): Promise<Result<readonly string[], TapeError>> => {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return ok([path]);
    const names = (await readdir(path)).filter(
      (name) => DATA_FILE.test(name) && name !== INDEX_NAME,
    );
    if (names.length === 0) return err({ kind: 'EMPTY_FOLDER', path });
    const limit = `${String(FILES_MAX)} files`;
    if (names.length > FILES_MAX) return err({ kind: 'TOO_LARGE', path, limit });
    return ok(names.sort().map((name) => join(path, name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return err({ kind: 'NOT_FOUND', path });
    return err({ kind: 'UNREADABLE', path, cause: causeOf(error) });
  }
};

type Head =
  | { readonly kind: 'head'; readonly path: string; readonly file: FileHead }
  | { readonly kind: 'unusable'; readonly problem: TapeProblem };

const headOf = async (path: string): Promise<Head> => {
  const name = basename(path);
  for await (const part of readLines(path)) {
    if (part.kind === 'problem')
      return { kind: 'unusable', problem: { ...part.problem, file: name } };
    const [firstLine = ''] = part.lines;
    return { kind: 'head', path, file: { name, firstLine } };
  }
  const problem = { kind: 'truncated', file: name, line: 1, rows: 0, detail: 'empty' } as const;
  return { kind: 'unusable', problem };
};

const NO_INDEX = { columns: [], rows: [] };

const indexBeside = async (
  file: string,
  format: TapeFormat,
): Promise<Result<SetIndex, TapeError>> => {
  const path = join(dirname(file), INDEX_NAME);
  if (format.indexColumns.length === 0) return ok({ path, table: NO_INDEX });
  try {
    const limit = `${String(INDEX_BYTES_MAX)} bytes`;
    if ((await stat(path)).size > INDEX_BYTES_MAX) return err({ kind: 'TOO_LARGE', path, limit });
    const table = parseCsv(await readFile(path, 'utf8'), format.indexColumns);
    return table.ok
      ? ok({ path, table: table.value })
      : err({ kind: 'INDEX_MALFORMED', path, ...table.error });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return err({ kind: 'INDEX_MISSING', path });
    return err({ kind: 'UNREADABLE', path, cause: causeOf(error) });
  }
};
