// Makes a compact tape of any other. It is written beside its place and put there when it is whole,
// so that nobody takes half of one for all of it.

import { createHash } from 'node:crypto';
import { access, rename, rm, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createReadStream } from 'node:fs';
import { err, ok } from '../../units/result.ts';
import { causeOf } from '../file-bytes.ts';
import { findFiles } from '../file-set.ts';
import { isCompactTape } from './file-reader.ts';
import { createTapeFile } from './file-writer.ts';
import type { Tape, TapeProblem } from '../../domain/tape-event.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { SourceFile, TapeEnd } from './description.ts';

/** What is converted, and by which program. */
export type Conversion = {
  readonly tape: Tape;
  /** Hands over the problems of the tape as they are told, while it is read. */
  readonly problems: (take: (problem: TapeProblem) => void) => void;
  readonly sources: readonly SourceFile[];
  readonly madeBy: string;
  readonly out: string;
  /** Is told how far it is, and may stop it. */
  readonly progress: (at: EpochMs) => 'go-on' | 'stop';
};

/** What came of a conversion. */
export type Converted = { readonly end: TapeEnd; readonly bytes: number };

const hashed = async (path: string, name: string): Promise<SourceFile> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    if (!Buffer.isBuffer(piece)) continue;
    hash.update(piece);
    bytes += piece.length;
  }
  return { name, bytes, sha256: hash.digest('hex') };
};

/** The files that a recording is read from, each with its digest. */
export const sourceFiles = async (path: string): Promise<Result<readonly SourceFile[], string>> => {
  try {
    const whole = resolve(path);
    if (await isCompactTape(whole)) return ok([await hashed(whole, basename(whole))]);
    const found = await findFiles(whole);
    if (!found.ok) return ok([]);
    const { files, index } = found.value;
    const table = index.table.columns.length === 0 ? [] : [index];
    const sources: SourceFile[] = [];
    for (const one of [...files.map(({ path }) => path), ...table.map(({ path }) => path)])
      sources.push(await hashed(one, basename(one)));
    return ok(sources);
  } catch (error) {
    return err(causeOf(error));
  }
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const written = async (conversion: Conversion, part: string): Promise<TapeEnd | 'stopped'> => {
  const { tape, problems, sources, madeBy, progress } = conversion;
  const { name, identity, universe, provenance, start } = tape;
  const madeFrom = { kind: 'converted', files: sources } as const;
  const described = { name, identity, madeBy, madeFrom, start, universe, provenance };
  const writer = await createTapeFile(part, described);
  problems(writer.tell);
  for await (const events of tape.events()) {
    await writer.write(events);
    const at = events.at(-1)?.at;
    if (at !== undefined && progress(at) === 'stop') {
      await writer.abandon();
      return 'stopped';
    }
  }
  return writer.close(tape.end);
};

/**
 * Converts a tape.
 * Refuses: a place that is taken; says what the file system says where it cannot be written.
 */
export const convertTape = async (
  conversion: Conversion,
): Promise<Result<Converted | 'stopped', string>> => {
  const { out } = conversion;
  const part = `${out}.part`;
  if (await exists(out)) return err(`${out} exists already: give a place where there is nothing`);
  try {
    await rm(part, { force: true });
    const end = await written(conversion, part);
    if (end === 'stopped') {
      await rm(part, { force: true });
      return ok(end);
    }
    await rename(part, out);
    return ok({ end, bytes: (await stat(out)).size });
  } catch (error) {
    await rm(part, { force: true });
    return err(causeOf(error));
  }
};
