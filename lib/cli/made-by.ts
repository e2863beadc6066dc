// Which program made a page: its version, and a digest of the code, since a version stays the same
// while the code under it changes.

import { join } from 'node:path';
import { VERSION } from '../wiring/version.ts';
import { digestOfCode } from './code-digest.ts';

// The verbs that make the page, and what they load when it is needed.
const ROOTS = ['backtest.ts', 'report.ts', 'start.ts', 'start-live.ts', 'view-thread.ts'];

let made: string | null = null;

/** The program with its version and the digest of its code, for the page of a report. */
export const madeBy = (): string => {
  const digest = (): string => digestOfCode(ROOTS.map((name) => join(import.meta.dirname, name)));
  made ??= `Keel ${VERSION}, code ${digest()}`;
  return made;
};
