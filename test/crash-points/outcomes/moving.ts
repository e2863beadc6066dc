// What may become of a transaction that is sent to the chain, and of what is asked about it.

import { instead, undone, word } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const rpcError = (message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_000, message } });

/** What a node may do with a transaction, and what it may say of it. */
export const SENDING: readonly Outcome[] = [
  undone('not received', { kind: 'drop', when: 'before' }),
  undone('not received, silence', { kind: 'silence', when: 'before' }),
  undone('500 before', instead('before', 500, '')),
  undone('429', instead('before', 429, '')),
  undone('underpriced', instead('before', 200, rpcError('transaction underpriced'))),
  undone('no gas', instead('before', 200, rpcError('insufficient funds for gas * price + value'))),
  undone('nonce too low', instead('before', 200, rpcError('nonce too low'))),
  word('sent, connection lost', { kind: 'drop', when: 'after' }),
  word('sent, silence', { kind: 'silence', when: 'after' }),
  word('sent, 500', instead('after', 500, '')),
  word('sent, already known', instead('after', 200, rpcError('already known'))),
  word('sent, malformed', { kind: 'malformed', body: '<html>' }),
];

/** What a node may say to a question: the last one, of a transaction that is not mined yet. */
export const ASKING: readonly Outcome[] = [
  word('silence', { kind: 'silence', when: 'after' }, 'all'),
  word('500', instead('after', 500, ''), 'all'),
  word('malformed', { kind: 'malformed', body: '<html>' }),
];

/** A transaction that is sent and not mined while anybody waits for it. */
export const UNMINED: Outcome = {
  name: 'not mined while it is waited for',
  kind: 'word',
  of: 'all',
  fate: () => ({
    at: 'venue',
    effect: {
      kind: 'quoted',
      answer: (call) => ({
        status: 200,
        headers: {},
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: (JSON.parse(call.body) as { readonly id: unknown }).id,
          result: null,
        }),
      }),
    },
  }),
};
