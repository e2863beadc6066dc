// What may become of a request to the table or to the parameters, and of a question to the venue.

import { apiError } from '../../simulator/aws/dynamo-api.ts';
import { instead, saying, served, word } from './outcome.ts';
import type { ServiceFate } from '../../simulator/world/aws-network.ts';
import type { Outcome } from './outcome.ts';

const answered = (code: string, text: string, status?: number): ServiceFate => ({
  kind: 'answered',
  when: 'before',
  answer: apiError(code, text, status),
});

const LOST: ServiceFate = { kind: 'lost', when: 'before' };
const DONE_AND_LOST: ServiceFate = { kind: 'lost', when: 'after' };
const DOWN = answered('InternalServerError', 'internal', 500);

/** What may become of a request to the table. */
export const STORING: readonly Outcome[] = [
  served('lost', LOST),
  served('done, and its answer lost', DONE_AND_LOST),
  served('throttled', answered('ProvisionedThroughputExceededException', 'too much')),
  served('lost each time', LOST, 'all'),
  served('done, and each answer lost', DONE_AND_LOST, 'all'),
  served('500 each time', DOWN, 'all'),
];

/** What may become of a question for a parameter. */
export const SWITCHING: readonly Outcome[] = [
  served('lost', LOST),
  served('500 each time', DOWN, 'all'),
  served('throttled each time', answered('ThrottlingException', 'Rate exceeded'), 'all'),
  served('denied each time', answered('AccessDeniedException', 'not authorized'), 'all'),
];

/** What may become of a question to the venue. */
export const READING: readonly Outcome[] = [
  word('connection lost', { kind: 'drop', when: 'after' }),
  word('500', instead('after', 500, saying('Internal server error'))),
  word('401', instead('before', 401, saying('Unauthorized/Invalid api key'))),
  word('400', instead('before', 400, saying('Could not create api key'))),
  word('500 each time', instead('after', 500, saying('Internal server error')), 'all'),
];
