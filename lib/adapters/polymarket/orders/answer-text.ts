// The text with which the venue refuses: plain, or inside JSON under one of several names.

import * as z from 'zod/mini';
import { maybe, readWire } from '../wire.ts';

const text = maybe(z.string());

/** The names under which an answer carries its error. */
export const errorFields = { errorMsg: text, error_msg: text, error: text };

type ErrorFields = {
  readonly errorMsg: string | undefined;
  readonly error_msg: string | undefined;
  readonly error: string | undefined;
};

/** The error that an answer carries; empty where it carries none. */
export const errorIn = ({ errorMsg, error_msg: snake, error }: ErrorFields): string =>
  [errorMsg, snake, error].find((one) => one !== undefined && one !== '') ?? '';

const refusalWire = z.union([z.object({ ...errorFields, code: text }), z.string()]);

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/**
 * The text of an answer that is no success, or its code where there is no text; empty where its
 * JSON has neither. Only a single error is one: of a list nobody can say for whom it stands.
 */
export const refusalText = (body: string): string => {
  const read = readWire(refusalWire, parsed(body));
  if (!read.ok) return '';
  if (typeof read.value === 'string') return read.value;
  const error = errorIn(read.value);
  return error === '' ? (read.value.code ?? '') : error;
};
