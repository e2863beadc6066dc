// Goes on with a compact tape that was written before: behind its last whole block, in place of
// its end and of what a writer that was killed left half written.

import { open } from 'node:fs/promises';
import { eventsOf } from '../../domain/tape-block.ts';
import { err, ok } from '../../units/result.ts';
import { msOfEpoch } from '../../units/time.ts';
import { causeOf } from '../file-bytes.ts';
import { describeTapeError } from '../errors.ts';
import { toTime } from '../numbers.ts';
import { readTapeHead } from './file-reader.ts';
import { walkTape } from './file-walk.ts';
import { writerAt } from './file-writer.ts';
import { namesOf } from './names.ts';
import { tapeTally } from './tally.ts';
import type { FileHandle } from 'node:fs/promises';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { TapeDescription } from './description.ts';
import type { CompactTape } from './file-reader.ts';
import type { TapeWriter, WritePlace } from './file-writer.ts';

/** A tape that is written on. */
export type ResumedTape = {
  readonly description: TapeDescription;
  readonly writer: TapeWriter;
  /** Its last event so far, or its start. */
  readonly last: EpochMs;
};

// What a writer leaves half written is the last thing in the file; anything else is damage, behind
// which more may stand that should not be thrown away.
const wholePart = async (
  file: FileHandle,
  { path, description, from }: CompactTape,
): Promise<Result<WritePlace, string>> => {
  const tally = tapeTally();
  const start = Number(msOfEpoch(description.start));
  let [at, last] = [from, start];
  for await (const part of walkTape({ file, names: namesOf(description.universe), from, start })) {
    if (part.kind === 'damaged' && !part.isCut)
      return err(`${path} is damaged at block ${part.block}, byte ${part.at}: ${part.detail}`);
    if (part.kind !== 'chapter') break;
    const { block, problems } = part.chapter;
    eventsOf(block).forEach(tally.event);
    problems.forEach(tally.problem);
    tally.block();
    last = block.times[block.count - 1] ?? last;
    at = part.next;
  }
  return ok({ at, last, tally });
};

type Accepts = (description: TapeDescription) => string | null;

const resumed = async (
  file: FileHandle,
  path: string,
  accepts: Accepts,
): Promise<Result<ResumedTape, string>> => {
  const head = await readTapeHead(file, path);
  if (!head.ok) return err(describeTapeError(head.error));
  const { description } = head.value;
  const refusal = accepts(description);
  if (refusal !== null) return err(refusal);
  const place = await wholePart(file, head.value);
  if (!place.ok) return place;
  await file.truncate(place.value.at);
  const writer = writerAt(file, description, place.value);
  return ok({ description, writer, last: toTime(place.value.last) });
};

/**
 * Opens a tape to write on.
 * Refuses: what is no compact tape of this version, a tape that is damaged before its end, and one
 * of which the caller says why it is not the right one.
 */
export const resumeTapeFile = async (
  path: string,
  accepts: Accepts,
): Promise<Result<ResumedTape, string>> => {
  try {
    const file = await open(path, 'r+');
    const opened = await resumed(file, path, accepts);
    if (!opened.ok) await file.close();
    return opened;
  } catch (error) {
    return err(causeOf(error));
  }
};
