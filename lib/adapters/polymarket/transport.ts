// What is common to all requests: one deadline, one repetition where it is safe, and a call whose
// host asked us to wait is not made again until then, unless it cancels.

import { isPositive, minus, plus } from '../../units/quantity.ts';
import { err } from '../../units/result.ts';
import { parseRetryAfter } from './http-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { SendHttp, WireAnswer, WireFailure, WireRequest } from './http.ts';

/** One request, and what it is to us. */
export type HttpRequest = WireRequest & {
  /** Names the call in errors and metrics: method and path, without its query. */
  readonly endpoint: string;
  /**
   * A read changes nothing at the venue, whatever its method, and what is cancelled twice is
   * cancelled: both may be sent a second time, and a write may not.
   */
  readonly effect: 'read' | 'cancel' | 'write';
};

/** Why there is no answer. What was `held` or `refused` was never sent. */
export type NoAnswer =
  | WireFailure
  | { readonly kind: 'held'; readonly detail: string; readonly wait: DurationMs };

/**
 * Sends a request, within the transport's deadline or one of its own. The value is an answer of any
 * status, of whose shape nothing is known yet.
 */
export type Transport = (
  request: HttpRequest,
  within?: DurationMs,
) => Promise<Result<WireAnswer, NoAnswer>>;

/** What a transport is made of. */
export type TransportOptions = {
  readonly send: SendHttp;
  readonly clock: Clock;
  /** For a request as a whole, a repetition included, where it has none of its own. */
  readonly deadline: DurationMs;
};

const TOO_MANY_REQUESTS = 429;

const heldBack = (wait: DurationMs): NoAnswer => ({
  kind: 'held',
  detail: 'not sent: the host asked us to wait',
  wait,
});

/**
 * Makes a transport. A read or a cancel is sent a second time in one case: the connection was
 * closed on us and the host had answered before, so that it was most likely an idle connection kept
 * alive.
 */
export const createTransport = ({ send, clock, deadline }: TransportOptions): Transport => {
  const answeredBefore = new Set<string>();
  const heldUntil = new Map<string, DurationMs>();

  const waitFor = (call: string): DurationMs =>
    minus(heldUntil.get(call) ?? clock.monotonic(), clock.monotonic());
  const note = (call: string, answer: WireAnswer): void => {
    if (answer.status !== TOO_MANY_REQUESTS) return;
    const told = parseRetryAfter(answer.headers['retry-after'] ?? '', clock.now());
    if (told.kind === 'after') heldUntil.set(call, plus(clock.monotonic(), told.wait));
  };
  return async (request, within = deadline) => {
    const { host } = new URL(request.url);
    // A host counts its calls one by one: a limit of one says nothing about another.
    const call = `${host} ${request.endpoint}`;
    const wait = waitFor(call);
    // An order that rests may cost more than a request that is refused: a cancel never waits.
    if (request.effect !== 'cancel' && isPositive(wait)) return err(heldBack(wait));
    const end = plus(clock.monotonic(), within);
    const first = await send(request, within);
    const mayRepeat = request.effect !== 'write' && answeredBefore.has(host);
    const isClosed = !first.ok && first.error.kind === 'closed';
    const left = minus(end, clock.monotonic());
    const last = isClosed && mayRepeat && isPositive(left) ? await send(request, left) : first;
    if (!last.ok) return last;
    answeredBefore.add(host);
    note(call, last.value);
    return last;
  };
};
