// The form of a `.env` file. It is plainer than a shell's: one variable a line, quotes taken off,
// nothing expanded. What does not fit is an error with its line, and never with its text, since the
// line may hold a key.

import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';
import type { Environment } from './variable.ts';

/** One line that is wrong. */
export type DotEnvError = {
  readonly kind: 'NOT_AN_ASSIGNMENT' | 'OPEN_QUOTE' | 'TEXT_AFTER_QUOTE' | 'BARE_HASH' | 'TWICE';
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
};

type Assignment = { readonly name: string; readonly value: string };
type LineFault = Omit<DotEnvError, 'line'>;

const IGNORED = /^\s*(?:#.*)?$/;
const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/;

const parseValue = (text: string): Result<string, LineFault> => {
  const quote = text.charAt(0);
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, 1);
    if (end === -1)
      return err({ kind: 'OPEN_QUOTE', problem: 'a quote is not closed on its line' });
    if (!IGNORED.test(text.slice(end + 1)))
      return err({ kind: 'TEXT_AFTER_QUOTE', problem: 'something follows the closing quote' });
    return ok(text.slice(1, end));
  }
  if (quote === '#')
    return err({ kind: 'BARE_HASH', problem: 'a value that begins with # needs quotes' });
  return ok(text.replace(/\s+#.*$/, '').trimEnd());
};

const parseLine = (line: string): Result<Assignment, LineFault> => {
  const match = ASSIGNMENT.exec(line);
  if (match === null)
    return err({ kind: 'NOT_AN_ASSIGNMENT', problem: 'neither NAME=value nor a # comment' });
  const [, name = '', text = ''] = match;
  const value = parseValue(text);
  return value.ok ? ok({ name, value: value.value }) : value;
};

/** Parses the text of a `.env` file. Refuses: with every wrong line at once. */
export const parseDotEnv = (
  text: string,
): Result<Readonly<Record<string, string>>, readonly DotEnvError[]> => {
  const errors: DotEnvError[] = [];
  const values = new Map<string, string>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, content] of lines.entries()) {
    if (IGNORED.test(content)) continue;
    const line = index + 1;
    const parsed = parseLine(content);
    if (!parsed.ok) errors.push({ ...parsed.error, line });
    else if (values.has(parsed.value.name))
      errors.push({
        kind: 'TWICE',
        line,
        problem: `${parsed.value.name} stands in an earlier line`,
      });
    else values.set(parsed.value.name, parsed.value.value);
  }
  return errors.length > 0 ? err(errors) : ok(Object.fromEntries(values));
};

/** Formats an error as one line. */
export const formatDotEnvError = (error: DotEnvError): string =>
  `.env line ${error.line}: ${error.problem}.`;

/** Lays an environment over a `.env` file: what the environment sets wins. */
export const withDotEnv = (
  env: Environment,
  dotEnv: Readonly<Record<string, string>>,
): Environment => ({
  ...dotEnv,
  ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
});
