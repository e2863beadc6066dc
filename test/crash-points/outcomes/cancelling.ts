// What may become of a cancel: it proves nothing by itself, whatever is said to it.

import { SAID_AND_NOT_DONE } from '../../simulator/weather/wire-faults.ts';
import { deed, instead, saying, undone, word } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const BOTH_EMPTY = '{"canceled":[],"not_canceled":{}}';

/** What the venue may do about a cancel, and what it may say of it. */
export const CANCELLING: readonly Outcome[] = [
  deed('matched just before', { before: ({ eat }) => eat('all') }),
  deed('partly matched just before', { before: ({ eat }) => eat('some') }),
  undone('not received', { kind: 'drop', when: 'before' }),
  undone('never received', { kind: 'drop', when: 'before' }, 'all'),
  undone('425', instead('before', 425, 'service not ready')),
  undone('called done, and not', SAID_AND_NOT_DONE),
  undone('not named, and not done', instead('before', 200, BOTH_EMPTY)),
  word('done, silence', { kind: 'silence', when: 'after' }),
  word('done, not named', instead('after', 200, BOTH_EMPTY)),
];

/** The same in other ways. */
export const MORE_CANCELLING: readonly Outcome[] = [
  undone('not received, silence', { kind: 'silence', when: 'before' }),
  undone('500 before', instead('before', 500, saying('Internal server error'))),
  undone('429', instead('before', 429, saying('Too Many Requests'))),
  undone('503', instead('before', 503, saying('Trading is currently disabled.'))),
  undone('401', instead('before', 401, saying('Unauthorized/Invalid api key'))),
  word('done, connection lost', { kind: 'drop', when: 'after' }),
  word('done, 500', instead('after', 500, saying('Internal server error'))),
  word('done, malformed', { kind: 'malformed', body: '<html>' }),
  word('done, cut off', { kind: 'cut', characters: 10 }),
];
