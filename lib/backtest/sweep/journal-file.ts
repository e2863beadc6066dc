// Keeps the file of a sweep on the disk.

import { open } from 'node:fs/promises';
import { err, ok } from '../../units/result.ts';
import { headLine, readJournal, resultLine } from './journal.ts';
import type { FileHandle } from 'node:fs/promises';
import type { RunResult } from '../../sweep/sweep-run.ts';
import type { Result } from '../../units/result.ts';
import type { SweepHead } from './journal.ts';

/** Where results are kept. */
export type Journal = {
  /** The results that were there before, by the key of their run. */
  readonly done: ReadonlyMap<string, RunResult>;
  /** Takes a result; it is written after those before it. */
  readonly append: (result: RunResult) => void;
  /** Waits for everything to be written. */
  readonly close: () => Promise<Result<null, string>>;
};

/** Keeps nothing. */
export const NO_JOURNAL: Journal = {
  done: new Map(),
  append: () => undefined,
  close: () => Promise.resolve(ok(null)),
};

const causeOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const appending = (file: FileHandle, done: Journal['done']): Journal => {
  let writing: Promise<unknown> = Promise.resolve();
  let failure: string | null = null;
  return {
    done,
    append: (result) => {
      writing = writing
        .then(() => file.appendFile(resultLine(result)))
        .catch((error: unknown) => {
          failure ??= causeOf(error);
        });
    },
    close: async () => {
      await writing;
      await file.close();
      return failure === null ? ok(null) : err(failure);
    },
  };
};

/**
 * Opens the file of a sweep, or makes it.
 * Refuses: what the file system refuses, and a file that is not of this sweep.
 */
export const openJournal = async (
  path: string,
  head: SweepHead,
): Promise<Result<Journal, string>> => {
  try {
    const file = await open(path, 'a+');
    const read = readJournal(await file.readFile(), head);
    if (!read.ok) {
      await file.close();
      return err(`${path} ${read.error}`);
    }
    await file.truncate(read.value.wholeBytes);
    if (read.value.wholeBytes === 0) await file.appendFile(headLine(head));
    return ok(appending(file, read.value.done));
  } catch (error) {
    return err(`${path}: ${causeOf(error)}`);
  }
};
