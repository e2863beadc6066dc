// From a request that changes nothing to the JSON of its answer, or to the reason why there is
// none.

import { err, ok } from '../../units/result.ts';
import { errorOfAnswer, oneLine, plainError } from './http-error.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Result } from '../../units/result.ts';
import type { WireAnswer } from './http.ts';
import type { HttpRequest, NoAnswer, Transport } from './transport.ts';

type Json = Result<unknown, VenueError>;

/** The error of a request that got no answer. */
export const errorOfNoAnswer = (endpoint: string, failure: NoAnswer): VenueError => {
  switch (failure.kind) {
    case 'timeout':
      return plainError('TIMEOUT', endpoint, failure.detail);
    case 'held':
      return {
        ...plainError('RATE_LIMITED', endpoint, failure.detail),
        retryAfter: { kind: 'after', wait: failure.wait },
      };
    case 'refused':
    case 'closed':
    case 'broken':
      return plainError('NETWORK', endpoint, failure.detail);
  }
};

/** The JSON of a success. Refuses: a body that is no JSON, or longer than may be read. */
export const jsonOf = (endpoint: string, { body, isCut }: WireAnswer): Json => {
  if (isCut) return err(plainError('MALFORMED', endpoint, 'the answer is longer than is read'));
  try {
    return ok(JSON.parse(body));
  } catch {
    return err(plainError('MALFORMED', endpoint, `no JSON: ${oneLine(body)}`));
  }
};

/** Tells whether the venue did what was asked. */
export const isSuccess = ({ status }: WireAnswer): boolean => status >= 200 && status < 300;

/** The error that an answer of another status is. */
export const errorOf = (endpoint: string, answer: WireAnswer, clock: Clock): VenueError => {
  const { status, headers, body } = answer;
  const retryAfter = headers['retry-after'] ?? '';
  return errorOfAnswer({ endpoint, status, retryAfter, body, at: clock.now() });
};

/** Sends a request for JSON. Of what shape it is, nobody has looked yet. */
export const askJson = async (
  transport: Transport,
  clock: Clock,
  request: HttpRequest,
): Promise<Json> => {
  const { endpoint } = request;
  const answered = await transport(request);
  if (!answered.ok) return err(errorOfNoAnswer(endpoint, answered.error));
  const answer = answered.value;
  return isSuccess(answer) ? jsonOf(endpoint, answer) : err(errorOf(endpoint, answer, clock));
};
