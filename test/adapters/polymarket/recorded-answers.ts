// Recorded answers of the venue, as they were kept: JSON, packed or not, whole or a line each.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Row } from './examples.ts';

const textOf = (path: string): string => {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** A file that is one JSON value. */
export const jsonOf = (path: string): unknown => JSON.parse(textOf(path));

/** A file with an object a line. Not by readline, which also ends lines inside these texts. */
export const linesOf = (path: string): readonly Row[] =>
  textOf(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
