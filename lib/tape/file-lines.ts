// The lines of a recording, numbered from 1. The last line counts only if it is ended: a cut number
// is still a number, but another one.

import { readBytes } from './file-bytes.ts';
import type { TapeProblem } from '../domain/tape-event.ts';

/** Some lines of a file, or something wrong with it. */
export type LinesPart =
  | { readonly kind: 'lines'; readonly first: number; readonly lines: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: Omit<TapeProblem, 'file'> };

// The longest honest line is a book with all 9,999 prices on the finest grid: some 400,000
// characters.
const LINE_CHARS_MAX = 1_000_000;

/** Reads a file line by line, with bounded memory. */
export async function* readLines(path: string): AsyncGenerator<LinesPart> {
  const decoder = new TextDecoder();
  let number = 1;
  let rest = '';
  let isOverlong = false;
  for await (const part of readBytes(path)) {
    if (part.kind === 'fault') {
      yield cut(number, part.detail);
      return;
    }
    const lines = (rest + decoder.decode(part.bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (isOverlong && lines.length > 0) {
      yield overlong(number++);
      lines.shift();
      isOverlong = false;
    }
    if (lines.length > 0) yield { kind: 'lines', first: number, lines: lines.map(withoutReturn) };
    number += lines.length;
    if (rest.length > LINE_CHARS_MAX) {
      isOverlong = true;
      rest = '';
    }
  }
  if (isOverlong) yield overlong(number);
  else if (rest !== '') yield cut(number, 'the last line has no end');
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

const cut = (line: number, detail: string): LinesPart => ({
  kind: 'problem',
  problem: { kind: 'truncated', line, rows: 1, detail },
});

const overlong = (line: number): LinesPart => {
  const detail = `longer than ${String(LINE_CHARS_MAX)} characters`;
  return { kind: 'problem', problem: { kind: 'malformed', line, rows: 1, detail } };
};
