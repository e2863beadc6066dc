// An intent is an order that we decided to send, written down before it was sent. Until the venue's
// reads prove its end it counts as resting.

import type { OrderId, SignalKey } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Expiration, Order, Strategy } from './order.ts';

/** One order of ours between decision and proven end. */
export type Intent = {
  readonly id: OrderId;
  readonly strategy: Strategy;
  readonly reason: string;
  readonly effect: 'reducing' | 'adding';
  readonly order: Order;
  readonly reference: PriceMicros;
  readonly expiration: Expiration;
  readonly signal: IntentSignal;
  /**
   * The exact bytes, signature and API key in them, for the only retry there is. They are written
   * down before they are sent; the cycle that sends them is the last one to need them, and no
   * state that is saved after it has them: it is empty there.
   */
  readonly body: string;
  readonly attempt: number;
  readonly journaledAt: EpochMs;
  /** No holder of that lease can still send this order after this point. */
  readonly sendableUntil: EpochMs;
  readonly phase: IntentPhase;
  /** Filled so far by trades that our ledger has applied and not reversed. */
  readonly filled: ShareMicros;
  /** Filled by trades that failed to settle and were reversed; the venue may still count it. */
  readonly reversed: ShareMicros;
  /**
   * The most that the venue has ever called matched, and a micro where it did so without a size.
   * As long as our books have less, fills are still to come, whatever it says later.
   */
  readonly matched: ShareMicros;
};

/** The signal that an intent used up, if any. */
export type IntentSignal =
  | { readonly kind: 'none' }
  | { readonly kind: 'signal'; readonly key: SignalKey };

/**
 * Where an intent stands: journalled and of unknown outcome; known to rest; cancel asked for but
 * not proven. A clean scan is a cycle's full read of orders and trades in which it did not appear.
 */
export type IntentPhase =
  | { readonly kind: 'unknown'; readonly cleanScans: number }
  | { readonly kind: 'resting' }
  | { readonly kind: 'cancelling' };

/** How an intent ended, kept for `explain`. */
export type SettledIntent = {
  readonly intent: Intent;
  readonly end:
    | 'filled'
    | 'canceled'
    | 'rejected'
    | 'no-fill'
    | 'not-sent'
    | 'absent'
    | 'partly-filled';
  readonly detail: string;
  readonly at: EpochMs;
};
