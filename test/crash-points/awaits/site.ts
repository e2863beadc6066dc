// One await of the sources, as it is handed from the thread that finds them all to those that play.

import { resolve } from 'node:path';

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/** One expression that is waited for. */
export type Site = {
  readonly id: number;
  /** The file under the root, and its line. */
  readonly file: string;
  readonly line: number;
  /** The expression itself, between these characters of its file. */
  readonly start: number;
  readonly end: number;
  /** One promise, or the steps of a `for await`. */
  readonly kind: 'promise' | 'steps';
  /** What it says, shortened to one line. */
  readonly text: string;
  /** Which of those that say the same in its file, from 1. */
  readonly nth: number;
};

/** What an await says, and which of several: whatever else changes in its file, this stays. */
export const textOf = ({ text, nth }: Pick<Site, 'text' | 'nth'>): string =>
  nth === 1 ? text : `${text} (${String(nth)})`;
