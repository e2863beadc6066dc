// What may become of a batch that is handed to the relayer, and of its request.

import { RELAYED } from '../../simulator/relayer/relayer.ts';
import { deed, instead, undone, word } from './outcome.ts';
import type { BatchFate } from '../../simulator/relayer/relayer.ts';
import type { Outcome } from './outcome.ts';

// A batch that is taken, and goes another way than usual from there.
const fated = (name: string, fate: Partial<BatchFate>): Outcome =>
  deed(name, {
    before: ({ world }) => world.relayer.decideBy(() => ({ ...RELAYED, ...fate })),
    after: ({ world }) => world.relayer.decideBy(() => RELAYED),
  });

/** What a relayer may do with a batch, and what it may say of it. */
export const HANDING: readonly Outcome[] = [
  undone('not received', { kind: 'drop', when: 'before' }),
  undone('not received, silence', { kind: 'silence', when: 'before' }),
  undone('500 before', instead('before', 500, '')),
  undone('429', instead('before', 429, '')),
  undone('400', instead('before', 400, '{"error":"nonce is not the next one"}')),
  word('taken, connection lost', { kind: 'drop', when: 'after' }),
  word('taken, silence', { kind: 'silence', when: 'after' }),
  word('taken, 500', instead('after', 500, '')),
  word('taken, 408', instead('after', 408, '')),
  word('taken, malformed', { kind: 'malformed', body: '<html>' }),
  fated('fails on chain', { end: 'failed' }),
  fated('is invalid', { end: 'invalid', minedAfter: 500 }),
  fated('is mined after it was waited for', { minedAfter: 30_000 }),
  fated('is final after it was waited for', { confirmedAfter: 90_000 }),
  fated('is stuck beyond its deadline', { minedAfter: 300_000 }),
  fated('is stuck and fails', { end: 'failed', minedAfter: 100_000 }),
  fated('is listed late', { listedAfter: 50_000, minedAfter: 100_000 }),
];
