// Where a transaction is. Only a receipt says what it did; that a node does not know it says
// nothing, because another node may.

import { sleepFor } from './sleep.ts';
import { quantityOf, readAnswer, wordsOf } from './answers.ts';
import { fieldOf } from './field-of.ts';
import { countTransactions } from './signed-transaction.ts';
import { isOverAt } from './time-left.ts';
import { minus, smaller } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { RpcCall, RpcError } from './rpc.ts';
import type { SignedTransaction } from './signed-transaction.ts';

/**
 * What the node knows of a transaction: it did what it should, it is in a block without effect, it
 * waits, its nonce went to another one, or nobody has heard of it.
 */
export type Landing =
  | { readonly kind: 'done' | 'reverted' | 'waiting' | 'replaced' | 'absent' }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** Whose transactions are looked up, and where. */
export type LandingSource = { readonly rpc: RpcCall; readonly clock: Clock; readonly from: string };

type Status = 'done' | 'reverted' | null;

const receiptOf = async (rpc: RpcCall, hash: string): Promise<Result<Status, RpcError>> => {
  const method = 'eth_getTransactionReceipt';
  return readAnswer(method, await rpc(method, [hash]), (receipt): Status => {
    if (receipt === null) return null;
    return quantityOf(fieldOf(receipt, 'status')) === 1n ? 'done' : 'reverted';
  });
};

/** Looks a transaction up, by its hash and by its nonce. */
export const lookUp = async (
  { rpc, from }: LandingSource,
  { hash, nonce }: SignedTransaction,
): Promise<Landing> => {
  const receipt = await receiptOf(rpc, hash);
  if (!receipt.ok) return { kind: 'unreadable', detail: wordsOf(receipt.error) };
  if (receipt.value !== null) return { kind: receipt.value };
  const known = await rpc('eth_getTransactionByHash', [hash]);
  if (!known.ok) return { kind: 'unreadable', detail: wordsOf(known.error) };
  if (known.value !== null) return { kind: 'waiting' };
  const count = await countTransactions(rpc, from, 'latest');
  if (!count.ok) return { kind: 'unreadable', detail: wordsOf(count.error) };
  return { kind: count.value > nonce ? 'replaced' : 'absent' };
};

/** How long a transaction is waited for, and how often it is looked up. */
export type Patience = { readonly end: DurationMs; readonly every: DurationMs };

// A receipt is final.
const isFinal = ({ kind }: Landing): boolean => kind === 'done' || kind === 'reverted';

/** Looks a transaction up until there is a receipt or the time is over; gives the last sight. */
export const awaitLanding = async (
  source: LandingSource,
  transaction: SignedTransaction,
  { end, every }: Patience,
): Promise<Landing> => {
  const landing = await lookUp(source, transaction);
  if (isFinal(landing) || isOverAt(source.clock, end)) return landing;
  await sleepFor(smaller(every, minus(end, source.clock.monotonic())));
  return awaitLanding(source, transaction, { end, every });
};
