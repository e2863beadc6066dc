// The option that keeps a play to some faults: how it is read, and how it is printed.

import { err, ok } from '../../../lib/units/result.ts';
import { isId } from '../weather/rolls.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Allowed } from '../weather/rolls.ts';

/** Reads ids with commas between them; none is a play without faults. */
export const allowedIn = (only: string): Result<Allowed, string> => {
  const ids = only.split(',').filter((id) => id !== '');
  return ids.every(isId)
    ? ok(new Set(ids))
    : err('ids of faults with commas between them, like venue/14/0.06/7/3');
};

const LINE_MAX = 100;

/**
 * The option as lines of a command. Where it does not fit into one line, the others go on in a way
 * that a shell reads as the same word.
 */
export const onlyLines = (ids: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const id of ids) {
    const last = lines.at(-1);
    if (last === undefined || last.length + id.length > LINE_MAX) lines.push(id);
    else lines[lines.length - 1] = `${last},${id}`;
  }
  if (lines.length === 0) return ["--only ''"];
  const ended = lines.map((line, index) => (index < lines.length - 1 ? `${line},\\` : line));
  return ended.length === 1 ? [`--only ${ended.join('')}`] : ['--only \\', ...ended];
};
