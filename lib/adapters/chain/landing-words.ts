// What a transaction's whereabouts mean for the move that it was sent for.

import type { ChainOutcome } from '../../ports/chain.ts';
import type { Landing } from './landing.ts';
import type { SignedTransaction } from './signed-transaction.ts';

const STILL: Readonly<Record<'waiting' | 'absent' | 'replaced', string>> = {
  waiting: 'waits for its block',
  absent: 'was sent, and the node does not know it',
  replaced: 'is not known, and its nonce is taken',
};

/** A move without any effect. */
export const failed = (detail: string): ChainOutcome => ({ kind: 'failed', detail });

/** Tells what became of the move; only a receipt says that it took effect, or never will. */
export const outcomeOf = (landing: Landing, { hash, nonce }: SignedTransaction): ChainOutcome => {
  const name = `transaction ${hash} of nonce ${nonce}`;
  switch (landing.kind) {
    case 'done':
      return { kind: 'sent' };
    case 'reverted':
      return failed(`${name} is in a block and was reverted`);
    case 'unreadable':
      return {
        kind: 'unknown',
        detail: `${name} was sent and cannot be looked up (${landing.detail})`,
      };
    case 'waiting':
    case 'absent':
    case 'replaced':
      return { kind: 'unknown', detail: `${name} ${STILL[landing.kind]}` };
  }
};
