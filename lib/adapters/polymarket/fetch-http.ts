// Sending over a real socket: the built-in fetch, which keeps connections alive, with a deadline on
// each request and a bound on each answer. Foreign clients wait without end, retry by themselves
// and throw what nobody can classify.

import { msOfDuration } from '../../units/time.ts';
import { err, ok } from '../../units/result.ts';
import { readBounded } from './bounded-body.ts';
import type { SendHttp, WireAnswer, WireFailure, WireRequest } from './http.ts';

/** How a sender behaves. */
export type FetchOptions = {
  /** The version of this program, for the user agent. */
  readonly version: string;
  /** The most of a success that is read. */
  readonly bytesMax: number;
  /** Ends what is under way, and lets nothing start any more; without it nothing does. */
  readonly end?: AbortSignal;
};

// Of an answer that is no success only the beginning is of use.
const ERROR_BYTES_MAX = 4_096;

// How a connection looks that the other side had closed while it was idle.
const CLOSED_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];
// How it looks when there was never a connection, hence nothing was sent.
const REFUSED_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
};

const OVER: WireFailure = { kind: 'refused', detail: 'not sent: the time of this run is over' };

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

const failureOf = (error: unknown): WireFailure => {
  if (isTimeout(error)) return { kind: 'timeout', detail: 'no answer within the deadline' };
  const detail = codeOf(error);
  if (CLOSED_CODES.includes(detail)) return { kind: 'closed', detail };
  return { kind: REFUSED_CODES.includes(detail) ? 'refused' : 'broken', detail };
};

const answerOf = async (response: Response, bytesMax: number): Promise<WireAnswer> => {
  const { read, isCut } = await readBounded(response, response.ok ? bytesMax : ERROR_BYTES_MAX);
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: read, isCut };
};

const fetchOnce = (
  { method, url, headers, body }: WireRequest,
  signal: AbortSignal,
  version: string,
): Promise<Response> =>
  fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      'user-agent': `keel/${version}`,
      ...(body !== null && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== null && { body }),
    // An answer from elsewhere is not the venue's.
    redirect: 'error',
    signal,
  });

/** Makes a sender. The deadline is from the first byte sent to the last byte read. */
export const fetchHttp =
  ({ version, bytesMax, end }: FetchOptions): SendHttp =>
  async (request, deadline) => {
    if (end?.aborted === true) return err(OVER);
    const late = AbortSignal.timeout(Number(msOfDuration(deadline)));
    const signal = end === undefined ? late : AbortSignal.any([late, end]);
    try {
      return ok(await answerOf(await fetchOnce(request, signal, version), bytesMax));
    } catch (error) {
      return err(failureOf(error));
    }
  };
