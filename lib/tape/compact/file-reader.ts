// Opens a compact tape. What stands before the first block says everything but its end, which is
// asked of the last bytes, or of every block where the tape was not ended.

import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { eventsOf } from '../../domain/tape-block.ts';
import { msOfEpoch } from '../../units/time.ts';
import { err, ok } from '../../units/result.ts';
import { causeOf } from '../file-bytes.ts';
import { assumedIdentity } from '../file-identity.ts';
import { toTime } from '../numbers.ts';
import { readable } from '../readable.ts';
import { startReading } from '../reading.ts';
import { withAssumed } from '../universe.ts';
import { readDescription, readTapeEnd } from './description.ts';
import { byteReaderOf } from './file-bytes-at.ts';
import { checksumOf } from './file-packing.ts';
import { walkTape } from './file-walk.ts';
import * as layout from './layout.ts';
import { namesOf } from './names.ts';
import type { FileHandle } from 'node:fs/promises';
import type { Tape, TapeBlock, TapeEvent, TapeProblem } from '../../domain/tape-event.ts';
import type { Result } from '../../units/result.ts';
import type { TapeError } from '../errors.ts';
import type { Reading, TapeOptions } from '../reading.ts';
import type { TapeDescription } from './description.ts';
import type { TapePart } from './file-walk.ts';

/** A compact tape whose description was read. */
export type CompactTape = {
  readonly path: string;
  readonly description: TapeDescription;
  /** Where its first block stands. */
  readonly from: number;
};

/** Tells whether a path is a file that begins as a compact tape does. */
export const isCompactTape = async (path: string): Promise<boolean> => {
  const begun = await withFile(path, (file) => byteReaderOf(file)(0, layout.MAGIC.length));
  return begun.ok && begun.value.ok && layout.hasMagic(begun.value.value);
};

const withFile = async <T>(
  path: string,
  use: (file: FileHandle) => Promise<T>,
): Promise<Result<T, string>> => {
  try {
    const file = await open(path, 'r');
    return ok(await use(file).finally(() => file.close()));
  } catch (error) {
    return err(causeOf(error));
  }
};

const damaged = (path: string, detail: string): Result<never, TapeError> =>
  err({ kind: 'TAPE_DAMAGED', path, detail });

/** Reads what a compact tape says of itself at its beginning. */
export const readTapeHead = async (
  file: FileHandle,
  path: string,
): Promise<Result<CompactTape, TapeError>> => {
  const readAt = byteReaderOf(file);
  const begun = await readAt(0, layout.HEAD_BYTES);
  if (!begun.ok) return err({ kind: 'UNREADABLE', path, cause: begun.error });
  const head = layout.readHead(begun.value);
  if (head === undefined) return damaged(path, 'it ends within its first 20 bytes');
  const { version, length } = head;
  if (version !== layout.VERSION)
    return err({ kind: 'TAPE_VERSION', path, version, allowed: layout.VERSION });
  if (length > layout.DESCRIPTION_BYTES_MAX)
    return damaged(path, `its description claims ${length} bytes`);
  const text = await readAt(layout.HEAD_BYTES, length);
  if (!text.ok) return err({ kind: 'UNREADABLE', path, cause: text.error });
  if (text.value.length < length) return damaged(path, 'it ends within its description');
  if (layout.headChecksum(begun.value, text.value, checksumOf) !== head.checksum)
    return damaged(path, 'the checksum of its description differs');
  const description = readDescription(text.value);
  if (description === undefined) return damaged(path, 'its description makes no sense');
  return ok({ path, description, from: layout.HEAD_BYTES + length });
};

const walkOf = (file: FileHandle, { description, from }: CompactTape): AsyncGenerator<TapePart> =>
  walkTape({
    file,
    from,
    names: namesOf(description.universe),
    start: Number(msOfEpoch(description.start)),
  });

// Undefined where the file does not say its end, and has to be walked through.
const saidEnd = async (file: FileHandle): Promise<number | undefined> => {
  const readAt = byteReaderOf(file);
  const { size } = await file.stat();
  const tail = await readAt(Math.max(0, size - layout.TAIL_BYTES), layout.TAIL_BYTES);
  const length = tail.ok ? layout.endLength(tail.value) : undefined;
  if (length === undefined || length > size) return undefined;
  const bytes = await readAt(size - length, length);
  const text = bytes.ok ? layout.readEnd(bytes.value, checksumOf) : undefined;
  const end = text === undefined ? undefined : readTapeEnd(text);
  return end === undefined ? undefined : Number(msOfEpoch(end.end));
};

type Extent = { readonly end: number; readonly rows: number };

const walkedExtent = async (file: FileHandle, tape: CompactTape): Promise<Extent> => {
  let [end, rows] = [Number(msOfEpoch(tape.description.start)), 0];
  for await (const part of walkOf(file, tape)) {
    if (part.kind !== 'chapter') continue;
    const { count, times } = part.chapter.block;
    rows += count;
    end = Math.max(end, times[count - 1] ?? end);
  }
  return { end, rows };
};

const headAndEnd = async (file: FileHandle, path: string) => {
  const head = await readTapeHead(file, path);
  if (!head.ok) return head;
  const said = await saidEnd(file);
  if (said !== undefined) return ok({ ...head.value, end: said });
  const { end, rows } = await walkedExtent(file, head.value);
  if (rows === 0) return damaged(path, 'it has no whole block and no end');
  return ok({ ...head.value, end });
};

// What is wrong, with its place; the lines of a compact tape are its blocks.
const problemOf = (
  path: string,
  { block, at, ...part }: Extract<TapePart, { readonly kind: 'damaged' | 'open' }>,
): TapeProblem => {
  const what =
    part.kind === 'damaged' ? readable(part.detail) : 'the tape was not ended: nothing follows';
  const detail = `block ${block} at byte ${at}: ${what}`;
  return { kind: 'truncated', file: basename(path), line: block, rows: 1, detail };
};

async function* chaptersOf(
  file: FileHandle,
  tape: CompactTape,
  reading: Reading,
): AsyncGenerator<TapeBlock> {
  for await (const part of walkOf(file, tape)) {
    if (part.kind === 'end') return;
    if (part.kind !== 'chapter') {
      reading.tell(problemOf(tape.path, part));
      return;
    }
    for (const problem of part.chapter.problems) reading.tell(problem);
    if (reading.isOver()) return;
    if (part.chapter.block.count > 0) yield part.chapter.block;
  }
}

async function* blocksOf(tape: CompactTape, options: TapeOptions): AsyncGenerator<TapeBlock> {
  const reading = startReading(options);
  const file = await open(tape.path, 'r');
  try {
    yield* chaptersOf(file, tape, reading);
  } finally {
    await file.close();
  }
}

async function* eventsIn(
  tape: CompactTape,
  options: TapeOptions,
): AsyncGenerator<readonly TapeEvent[]> {
  for await (const block of blocksOf(tape, options)) yield eventsOf(block);
}

/** Opens a compact tape; what the user says of its markets wins over what it says itself. */
export const openCompactTape = async (
  path: string,
  options: TapeOptions,
): Promise<Result<Tape, TapeError>> => {
  const opened = await withFile(path, (file) => headAndEnd(file, path));
  if (!opened.ok) return err({ kind: 'UNREADABLE', path, cause: opened.error });
  if (!opened.value.ok) return opened.value;
  const tape = opened.value.value;
  const { description } = tape;
  const { name, start } = description;
  const known = withAssumed(description, options.assume);
  return ok({
    name,
    identity: assumedIdentity(description, known.universe),
    ...known,
    start,
    end: toTime(tape.end),
    events: () => eventsIn(tape, options),
    columns: {
      names: namesOf(description.universe).tokens,
      blocks: () => blocksOf(tape, options),
    },
  });
};
