// What may become of a transaction that is sent to the chain, and of what is asked about it.

import { askNode } from '../../../lib/simulation/wire/chain-node.ts';
import { instead, undone, word } from './outcome.ts';
import type { Instead } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { Outcome } from './outcome.ts';

/** An answer of a node to a call, by the call's own number: to another one nobody listens. */
export const answerTo = (
  { body }: Pick<WireCall, 'body'>,
  said: Readonly<Record<string, unknown>>,
): Instead => {
  const { id } = JSON.parse(body) as { readonly id: unknown };
  return { status: 200, headers: {}, body: JSON.stringify({ jsonrpc: '2.0', id, ...said }) };
};

// A transaction that is refused in words, and was sent all the same or was not.
const refused = (name: string, message: string, sent: 'sent' | 'not sent'): Outcome => ({
  name,
  kind: sent === 'sent' ? 'word' : 'deed',
  of: 'one',
  fate: ({ world }) => ({
    at: 'venue',
    effect: {
      kind: 'quoted',
      answer: (call) => {
        if (sent === 'sent') askNode(world.server, call);
        return answerTo(call, { error: { code: -32_000, message } });
      },
    },
  }),
});

/** What a node may do with a transaction, and what it may say of it. */
export const SENDING: readonly Outcome[] = [
  undone('not received', { kind: 'drop', when: 'before' }),
  undone('not received, silence', { kind: 'silence', when: 'before' }),
  undone('500 before', instead('before', 500, '')),
  undone('429', instead('before', 429, '')),
  refused('underpriced', 'transaction underpriced', 'not sent'),
  refused('no gas', 'insufficient funds for gas * price + value', 'not sent'),
  refused('nonce too low', 'nonce too low', 'not sent'),
  word('sent, connection lost', { kind: 'drop', when: 'after' }),
  word('sent, silence', { kind: 'silence', when: 'after' }),
  word('sent, 500', instead('after', 500, '')),
  refused('sent, already known', 'already known', 'sent'),
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
    effect: { kind: 'quoted', answer: (call) => answerTo(call, { result: null }) },
  }),
};
