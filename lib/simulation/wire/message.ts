// What comes in over the wire and what goes out, as values: the server is a function from one to
// the other, and a socket is only one way to carry them.

import type { DurationMs } from '../../units/quantity.ts';

/** One request as it arrived, complete. */
export type WireCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The exact text that was sent; empty when none was. */
  readonly body: string;
};

/** An answer that is given in full. */
export type WireAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What becomes of a request. */
export type WireReply =
  | WireAnswer
  /** The connection is closed without an answer. */
  | { readonly kind: 'drop' }
  /** Nothing is ever answered. */
  | { readonly kind: 'silence' }
  /** The answer breaks off after some characters, and the connection with it. */
  | { readonly kind: 'cut'; readonly answer: WireAnswer; readonly after: number }
  /** The answer comes after a while. */
  | { readonly kind: 'late'; readonly answer: WireAnswer; readonly after: DurationMs };

const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers with a value. */
export const answer = (value: unknown, status = 200): WireAnswer => ({
  kind: 'answer',
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(value),
});

/** Answers with an error of the CLOB. */
export const failure = (status: number, error: string): WireAnswer => answer({ error }, status);

/** Adds headers to an answer. */
export const withHeaders = (
  reply: WireAnswer,
  headers: Readonly<Record<string, string>>,
): WireAnswer => ({ ...reply, headers: { ...reply.headers, ...headers } });

/** Reads a text as JSON; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
