// The expressions of the DynamoDB API, as far as a store of ours uses them: conditions and updates
// over paths, values, and two functions. What is not understood is an error, never a pass.
//
// Source: DynamoDB developer guide, condition and update expressions, read 2026-11-28.

import type { Attributes, Value } from './attribute.ts';

/** What a request gives its placeholders for. */
export type Placeholders = {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Attributes;
};

const INVALID = 'InvalidExpression';

/** An error that the service would answer with a ValidationException. */
export const invalid = (detail: string): Error =>
  Object.assign(new Error(detail), { name: INVALID });

/** Whether an error says that a request is not valid. */
export const isInvalid = (error: unknown): error is Error =>
  error instanceof Error && error.name === INVALID;

const TOKEN = /\s*(#\w+|:\w+|[A-Za-z_]\w*|<=|>=|<>|[()=<>,.+-])/y;

const tokensOf = (text: string): readonly string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw invalid(`not understood: ${text.slice(from)}`);
    tokens.push(token);
  }
  return tokens;
};

/** Walks over the tokens of one expression. */
export type Reader = {
  /** Takes the next token if it is this one, whatever the case of a word. */
  readonly accepts: (token: string) => boolean;
  readonly expect: (token: string) => void;
  /** The segments of a path, with the names that placeholders stand for. */
  readonly path: () => readonly string[];
  /** The value that a placeholder stands for, if one comes next. */
  readonly value: () => Value | null;
  readonly isAtEnd: () => boolean;
  readonly rest: () => string;
};

/** Reads an expression. Throws: an invalid expression, wherever the text is not one of ours. */
export const createReader = (text: string, { names, values }: Placeholders): Reader => {
  const tokens = tokensOf(text);
  let at = 0;
  const fail = (): never => {
    throw invalid(`not understood at ${tokens.slice(at).join(' ')} in ${text}`);
  };
  const accepts = (token: string): boolean => {
    const isNext = tokens[at]?.toLowerCase() === token.toLowerCase();
    if (isNext) at += 1;
    return isNext;
  };
  const segment = (): string => {
    const token = tokens[at] ?? '';
    at += 1;
    const name = token.startsWith('#') ? names[token] : token;
    return name !== undefined && /^\w/.test(name) ? name : fail();
  };
  return {
    accepts,
    expect: (token) => {
      if (!accepts(token)) fail();
    },
    path: () => {
      const path = [segment()];
      while (accepts('.')) path.push(segment());
      return path;
    },
    value: () => {
      const token = tokens[at];
      if (token?.startsWith(':') !== true) return null;
      at += 1;
      return values[token] ?? fail();
    },
    isAtEnd: () => at === tokens.length,
    rest: () => tokens.slice(at).join(' '),
  };
};

/** What stands at a path of an item, if anything does. */
export const valueAt = (item: Attributes, path: readonly string[]): Value | undefined => {
  const [first, ...others] = path;
  const found = first === undefined ? undefined : item[first];
  if (others.length === 0 || found === undefined) return found;
  return 'M' in found ? valueAt(found.M, others) : undefined;
};
