// Our own HTTP transport: the built-in fetch, which keeps connections alive, with a deadline on
// each request and a bound on each answer. Foreign clients wait without end, retry by themselves
// and throw what nobody can classify.

import { msOfDuration } from '../../units/time.ts';
import { isPositive, minus, plus } from '../../units/quantity.ts';
import { err, ok } from '../../units/result.ts';
import { readBounded } from './bounded-body.ts';
import { errorOfAnswer, oneLine, plainError } from './http-error.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';

/** One request. */
export type HttpRequest = {
  /** Names the call in errors and metrics: method and path, without its query. */
  readonly endpoint: string;
  readonly url: string;
  /** A read changes nothing at the venue, whatever its method, and may be sent twice. */
  readonly effect: 'read' | 'write';
  readonly body: RequestBody;
};

/** A GET has no body; a POST has JSON. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly text: string };

/** Sends a request. The value is the JSON of a success, of whose shape nothing is known yet. */
export type Transport = (request: HttpRequest) => Promise<Result<unknown, VenueError>>;

/** How a transport behaves. */
export type TransportOptions = {
  readonly clock: Clock;
  /** The version of this program, for the user agent. */
  readonly version: string;
  /** From the first byte sent to the last byte read, a repetition included. */
  readonly deadline: DurationMs;
  readonly bytesMax: number;
};

// Of an answer that is no success only the beginning is of use.
const ERROR_BYTES_MAX = 4_096;

// How a connection looks that the other side had closed while it was idle.
const CLOSED_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
};

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

const parsed = (endpoint: string, text: string): Result<unknown, VenueError> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(plainError('MALFORMED', endpoint, `no JSON: ${oneLine(text)}`));
  }
};

const answered = async (
  request: HttpRequest,
  response: Response,
  { clock, bytesMax }: TransportOptions,
): Promise<Result<unknown, VenueError>> => {
  const { endpoint } = request;
  if (response.ok) {
    const text = await readBounded(response, bytesMax);
    return text.isCut
      ? err(plainError('MALFORMED', endpoint, `the answer is over ${bytesMax} bytes`))
      : parsed(endpoint, text.read);
  }
  const { read } = await readBounded(response, ERROR_BYTES_MAX);
  const retryAfter = response.headers.get('retry-after') ?? '';
  const { status } = response;
  return err(errorOfAnswer({ endpoint, status, retryAfter, body: read, at: clock.now() }));
};

const fetchOnce = (
  { url, body }: HttpRequest,
  signal: AbortSignal,
  { version }: TransportOptions,
): Promise<Response> =>
  fetch(url, {
    method: body.kind === 'none' ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'user-agent': `keel/${version}`,
      ...(body.kind === 'json' && { 'content-type': 'application/json' }),
    },
    ...(body.kind === 'json' && { body: body.text }),
    // An answer from elsewhere is not the venue's.
    redirect: 'error',
    signal,
  });

const failed = ({ endpoint }: HttpRequest, error: unknown): VenueError =>
  isTimeout(error)
    ? plainError('TIMEOUT', endpoint, 'no answer within the deadline')
    : plainError('NETWORK', endpoint, codeOf(error));

type Attempt = {
  readonly result: Result<unknown, VenueError>;
  readonly kind: 'answered' | 'closed' | 'failed';
};

const attempt = async (
  request: HttpRequest,
  signal: AbortSignal,
  options: TransportOptions,
): Promise<Attempt> => {
  try {
    const response = await fetchOnce(request, signal, options);
    return { result: await answered(request, response, options), kind: 'answered' };
  } catch (error) {
    const kind = CLOSED_CODES.includes(codeOf(error)) ? 'closed' : 'failed';
    return { result: err(failed(request, error)), kind };
  }
};

/**
 * Makes a transport. A read is sent a second time in one case: the connection was closed on us and
 * the host had answered before, so that it was most likely an idle connection kept alive. A host
 * that asked us to wait is sent nothing until then.
 */
export const createTransport = (options: TransportOptions): Transport => {
  const { clock } = options;
  const answeredBefore = new Set<string>();
  const heldUntil = new Map<string, DurationMs>();

  const holdError = (host: string, endpoint: string): VenueError | null => {
    const wait = minus(heldUntil.get(host) ?? clock.monotonic(), clock.monotonic());
    if (!isPositive(wait)) return null;
    const error = plainError('RATE_LIMITED', endpoint, 'not sent: the host asked us to wait');
    return { ...error, retryAfter: { kind: 'after', wait } };
  };
  const note = (host: string, { result, kind }: Attempt): void => {
    if (kind === 'answered') answeredBefore.add(host);
    if (result.ok || result.error.kind !== 'RATE_LIMITED') return;
    const { retryAfter } = result.error;
    if (retryAfter.kind === 'after') heldUntil.set(host, plus(clock.monotonic(), retryAfter.wait));
  };
  return async (request) => {
    const { host } = new URL(request.url);
    const held = holdError(host, request.endpoint);
    if (held !== null) return err(held);
    const signal = AbortSignal.timeout(Number(msOfDuration(options.deadline)));
    const first = await attempt(request, signal, options);
    const mayRepeat = request.effect === 'read' && answeredBefore.has(host);
    const last =
      first.kind === 'closed' && mayRepeat ? await attempt(request, signal, options) : first;
    note(host, last);
    return last.result;
  };
};
