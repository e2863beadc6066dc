// What goes over the wire and what comes back. Sending is one function, so that everything above it
// runs unchanged on a real socket and on a simulated one.

import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';

/** One request, complete. Headers may hold secrets: they go to the sender and nowhere else. */
export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text to send; null sends none. */
  readonly body: string | null;
};

/** What came back, whatever its status. */
export type WireAnswer = {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the body was longer than may be read, hence is not whole. */
  readonly isCut: boolean;
};

/**
 * Why nothing came back. `refused`: no connection was made, hence nothing was sent. `closed`: the
 * other side had closed a connection that was kept alive. In every case but the first the request
 * may have been received.
 */
export type WireFailure = {
  readonly kind: 'refused' | 'closed' | 'timeout' | 'broken';
  readonly detail: string;
};

/** Sends one request and reads its answer, all within a deadline. Nothing is repeated. */
export type SendHttp = (
  request: WireRequest,
  deadline: DurationMs,
) => Promise<Result<WireAnswer, WireFailure>>;
