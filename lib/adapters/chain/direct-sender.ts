// Sending from the key's own account (wallet type 0). One transaction at a time: before the next,
// the earlier one is brought to its end, and only its own bytes are ever sent again.

import { wordsOf } from './answers.ts';
import { failed, outcomeOf } from './landing-words.ts';
import { awaitLanding, lookUp } from './landing.ts';
import { makeTransaction } from './signed-transaction.ts';
import { sleepFor } from './sleep.ts';
import { endOf, isOverAt, rpcUntil } from './time-left.ts';
import type { CallSender, ChainOutcome, WalletCall } from '../../ports/chain.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Landing, LandingSource, Patience } from './landing.ts';
import type { SignedTransaction, TransactionMaker } from './signed-transaction.ts';

/** What a direct sender is made of. */
export type DirectOptions = TransactionMaker & {
  readonly clock: Clock;
  /** The time between two looks for a receipt. */
  readonly pollEvery: DurationMs;
};

/** A transaction that was sent, or may have been, and the call that it makes. */
type OnItsWay = { readonly transaction: SignedTransaction; readonly call: WalletCall };

/** The one place from which a key's transactions leave. */
type Lane = {
  readonly options: DirectOptions;
  readonly source: LandingSource;
  readonly current: () => OnItsWay | null;
  readonly put: (way: OnItsWay | null) => void;
};

const openLane = (options: DirectOptions): Lane => {
  const { rpc, clock, signer } = options;
  let way: OnItsWay | null = null;
  return {
    options,
    source: { rpc, clock, from: signer.address },
    current: () => way,
    put: (next) => {
      way = next;
    },
  };
};

// Without a receipt, a nonce that is taken is the only proof that a transaction will never land.
const isOver = ({ kind }: Landing): boolean =>
  kind === 'done' || kind === 'reverted' || kind === 'replaced';

const broadcast = async (
  { options, source, put }: Lane,
  { transaction }: OnItsWay,
  patience: Patience,
): Promise<ChainOutcome> => {
  const answered = await options.rpc('eth_sendRawTransaction', [transaction.bytes]);
  // A node that refuses may have taken the same bytes a moment ago, so it is asked in any case.
  if (!answered.ok && answered.error.kind === 'REJECTED') {
    const seen = await lookUp(source, transaction);
    if (seen.kind === 'absent') {
      put(null);
      return failed(`nothing was sent: ${wordsOf(answered.error)}`);
    }
  }
  const landing = await awaitLanding(source, transaction, patience);
  if (isOver(landing)) put(null);
  return outcomeOf(landing, transaction);
};

const isSameCall = (a: WalletCall, b: WalletCall): boolean => a.to === b.to && a.data === b.data;

// Null when nothing stands in the way of a new transaction.
const settleEarlier = async (
  lane: Lane,
  next: WalletCall,
  patience: Patience,
): Promise<ChainOutcome | null> => {
  const earlier = lane.current();
  if (earlier === null) return null;
  const seen = await lookUp(lane.source, earlier.transaction);
  if (isOver(seen)) lane.put(null);
  const outcome =
    seen.kind === 'absent'
      ? await broadcast(lane, earlier, patience)
      : outcomeOf(seen, earlier.transaction);
  if (isSameCall(earlier.call, next)) return outcome;
  return outcome.kind === 'unknown' && lane.current() !== null
    ? failed(`nothing was sent, because the earlier ${outcome.detail}`)
    : null;
};

const sendOne = async (lane: Lane, call: WalletCall, patience: Patience): Promise<ChainOutcome> => {
  const earlier = await settleEarlier(lane, call, patience);
  if (earlier !== null) return earlier;
  const { options, source } = lane;
  const maker = { ...options, rpc: rpcUntil(source, patience.end) };
  const made = await makeTransaction(maker, call);
  if (!made.ok) return failed(`nothing was sent: ${made.error}`);
  if (isOverAt(options.clock, patience.end)) return failed('nothing was sent: the time was over');
  const way = { transaction: made.value, call };
  lane.put(way);
  return broadcast(lane, way, patience);
};

// What came before has taken effect, and nobody may take the whole for undone.
const partial = (outcome: ChainOutcome, done: number): ChainOutcome =>
  done === 0 || outcome.kind === 'sent'
    ? outcome
    : {
        kind: 'unknown',
        detail: `${done} of the calls took effect, and then: ${outcome.detail}`,
      };

/** Makes the sender of a key's own account, whose transactions nobody else sends meanwhile. */
export const createDirectSender = (options: DirectOptions): CallSender => {
  const lane = openLane(options);
  const { clock, pollEvery } = options;
  return {
    send: async (calls, bound) => {
      const patience = { end: endOf(clock, bound), every: pollEvery };
      for (const [index, call] of calls.entries()) {
        const outcome = await sendOne(lane, call, patience);
        if (outcome.kind !== 'sent') return partial(outcome, index);
        // The node that is asked next may not have seen the block yet.
        if (index + 1 < calls.length) await sleepFor(pollEvery);
      }
      return { kind: 'sent' };
    },
  };
};
