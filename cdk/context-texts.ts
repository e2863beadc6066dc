// Context is JSON, and variables are texts: numbers and truth values are written out, so that both
// `"MAX_EXPOSURE_USD": 500` and `"500"` say the same. Anything else is an error of its name.

import type { Environment } from '../lib/config/variable.ts';

/** An object of the context as texts, and the names whose values are none. */
export type ContextTexts = {
  readonly texts: Environment;
  readonly otherwise: readonly string[];
};

/** Whether a value is an object with names. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** Reads the values of an object as texts. */
export const contextTexts = (values: Readonly<Record<string, unknown>>): ContextTexts => {
  const read = Object.entries(values).map(([name, value]) => [name, textOf(value)] as const);
  return {
    texts: Object.fromEntries(read),
    otherwise: read.flatMap(([name, text]) => (text === undefined ? [name] : [])),
  };
};
