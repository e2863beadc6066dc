// The books of the two tokens of a market lie in two files, taken at the same moments. The first
// pass compares them: a book and that of the other token must mirror each other.

import { isMirror } from '../book-builder.ts';
import type { BookBuilder } from '../book-builder.ts';
import type { Findings } from '../format.ts';
import type { NamedMarket } from './rows.ts';

/** A book of one token with its place in the recording. */
export type SeenBook = {
  readonly file: string;
  readonly line: number;
  readonly at: number;
  readonly named: NamedMarket;
  readonly book: BookBuilder;
};

/** Compares the books of pairs of tokens. */
export type MirrorCheck = {
  readonly take: (seen: SeenBook) => void;
  /** Tells what was found in a file. */
  readonly tellOf: (file: string, findings: Findings) => void;
};

// Books that wait for their counterpart; a quarter of an hour has some hundreds.
const WAITING_MAX = 5_000;

/** Starts comparing. */
export const mirrorCheck = (): MirrorCheck => {
  const waiting = new Map<string, SeenBook>();
  const wrong = new Map<string, number[]>();
  return {
    take: (seen) => {
      const key = `${seen.named.name} ${String(seen.at)}`;
      const other = waiting.get(key);
      if (other === undefined || other.file === seen.file) {
        if (waiting.size < WAITING_MAX) waiting.set(key, seen);
        return;
      }
      waiting.delete(key);
      if (!isMirror(other.book, seen.book))
        wrong.set(seen.file, [...(wrong.get(seen.file) ?? []), seen.line]);
    },
    tellOf: (file, { tell }) => {
      const lines = wrong.get(file) ?? [];
      const [line] = lines;
      const detail = 'a book that does not mirror that of the other token';
      if (line !== undefined) tell({ kind: 'mirror-mismatch', line, rows: lines.length, detail });
    },
  };
};
