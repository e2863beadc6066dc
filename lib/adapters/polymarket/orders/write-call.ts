// One request that changes something: who asks is proven anew for each, everything together ends
// within one deadline, and what the venue says is cleared of what must not be repeated.

import { isPositive, minus } from '../../../units/quantity.ts';
import { err, ok } from '../../../units/result.ts';
import { endpointOf, urlOf } from '../api.ts';
import { plainError } from '../http-error.ts';
import { hideSecrets } from '../hide-secrets.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';
import type { RateBudget } from '../account/rate-budget.ts';
import type { WireAnswer } from '../http.ts';
import type { LoginHeaders, SignedRequest } from '../signing/login-headers.ts';
import type { NoAnswer, Transport } from '../transport.ts';

/** How private requests reach the venue. */
export type WriteOptions = {
  /** The base address. */
  readonly base: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly signedHeaders: (request: SignedRequest) => Promise<Result<LoginHeaders, VenueError>>;
  /** Hears every answer, whatever its status: the venue's modes show in them. */
  readonly onAnswer: (answer: WireAnswer) => void;
  /** Counts what is sent, as the venue does. */
  readonly budget: RateBudget;
  /** For a request as a whole, the making of its headers included; it is aborted then. */
  readonly deadline: DurationMs;
  /** Lets time pass until the venue takes more. */
  readonly pause: (duration: DurationMs) => Promise<void>;
};

/** A request to write, complete but for its headers. An empty body sends none. */
export type Write = SignedRequest & {
  readonly effect: 'cancel' | 'write';
  /** How many orders it names, as far as it names any. */
  readonly orders: number;
};

/** What came back, with what of it must not be repeated. */
export type Answered = {
  readonly answer: WireAnswer;
  /** Removes from a text of the venue what authenticates us. */
  readonly hide: (text: string) => string;
};

/** Why nothing came back. What was `not-asked` never left. */
export type Unanswered =
  | { readonly kind: 'not-asked'; readonly error: VenueError }
  | { readonly kind: 'out-of-time' }
  | { readonly kind: 'no-answer'; readonly failure: NoAnswer };

/** The name of a write in errors. */
export const nameOf = ({ method, path }: Write): string => endpointOf(method, path);

/** Sends a request to write. */
export const sendWrite = async (
  options: WriteOptions,
  write: Write,
): Promise<Result<Answered, Unanswered>> => {
  const { base, transport, clock, signedHeaders, onAnswer, budget, deadline } = options;
  const { method, path, body, effect, orders } = write;
  const bucket = effect === 'cancel' ? 'cancels' : 'orders';
  const start = clock.monotonic();
  const login = await signedHeaders({ method, path, body });
  if (!login.ok) return err({ kind: 'not-asked', error: login.error });
  const left = minus(deadline, minus(clock.monotonic(), start));
  if (!isPositive(left)) return err({ kind: 'out-of-time' });
  const headers = login.value;
  const hide = (text: string): string => hideSecrets(text, headers);
  const request = { method, url: urlOf(base, path, []), headers, body: body === '' ? null : body };
  budget.spend(bucket, orders);
  const answered = await transport({ endpoint: nameOf(write), effect, ...request }, left);
  if (!answered.ok) {
    const { error } = answered;
    return err({ kind: 'no-answer', failure: { ...error, detail: hide(error.detail) } });
  }
  onAnswer(answered.value);
  budget.note(bucket, answered.value);
  return ok({ answer: answered.value, hide });
};

/** The error that a missing answer is to whoever asked. */
export const outOfTime = (write: Write): VenueError =>
  plainError('TIMEOUT', nameOf(write), 'not sent: no time was left for it');
