// What can come back from the venue, as closed unions: a refusal is ours, a rejection is theirs,
// and unknown is nobody's yet.

import type { OrderId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';

/** Why the venue may reject an order for good. */
export const REJECT_CLASSES = [
  'funds',
  'approval',
  'region',
  'authentication',
  'tick',
  'size',
  'expiration',
  'post-only-cross',
  'not-ready',
  'balance-lag',
  'closed-only',
  'version',
  'invalid',
] as const;

/** Why the venue rejected an order for good. */
export type RejectClass = (typeof REJECT_CLASSES)[number];

/** How long the venue asked us to wait, when it did. */
export type RetryAfter =
  | { readonly kind: 'unspecified' }
  | { readonly kind: 'after'; readonly wait: DurationMs };

/**
 * Why an order never reached the venue's engine: four times the venue's word, then our own. What
 * is not taken in post-only mode may match; what only rests is.
 */
export type NotSentCause =
  | 'restarting'
  | 'rate-limited'
  | 'post-only'
  | 'unavailable'
  | 'deadline'
  | 'kill-switch'
  | 'not-journalled';

/** What became of one order that we sent, or meant to send. */
export type PlaceOutcome = { readonly id: OrderId } & (
  | { readonly kind: 'placed' }
  | { readonly kind: 'matched' }
  | { readonly kind: 'no-fill' }
  | { readonly kind: 'delayed' }
  | {
      readonly kind: 'rejected';
      readonly class: RejectClass;
      readonly message: string;
      readonly retryAfter: RetryAfter;
    }
  | {
      readonly kind: 'not-sent';
      readonly cause: NotSentCause;
      readonly retryAfter: RetryAfter;
    }
  | {
      readonly kind: 'unknown';
      readonly detail: string;
      /**
       * Whether the venue answered with a refusal, in words that are in no list of ours: they count
       * against it as a rejection, and prove nothing about the order.
       */
      readonly reply: 'none' | 'refusal';
    }
);

/** What the venue said to a cancel. It proves a cancel, never a state. */
export type CancelOutcome = {
  readonly canceled: readonly OrderId[];
  readonly notCanceled: readonly { readonly id: OrderId; readonly reason: string }[];
};

/** Why a read of the venue gave nothing. */
export type VenueError = {
  readonly kind:
    | 'TIMEOUT'
    | 'NETWORK'
    | 'RESTARTING'
    | 'RATE_LIMITED'
    | 'UNAVAILABLE'
    | 'FORBIDDEN'
    | 'UNAUTHORIZED'
    | 'NOT_FOUND'
    | 'MALFORMED'
    | 'SERVER';
  readonly endpoint: string;
  readonly detail: string;
  readonly retryAfter: RetryAfter;
};

/**
 * What the venue lets us do at the moment. In `closed-only` it is our account that may only lower
 * what it holds; the others concern everybody.
 */
export const VENUE_MODES = [
  'normal',
  'post-only',
  'closed-only',
  'cancel-only',
  'disabled',
] as const;

/** What the venue lets us do at the moment, the strictest last. */
export type VenueMode = (typeof VENUE_MODES)[number];

/** Why an order could not be signed: the key cannot be reached, or does not sign this order. */
export type SignError =
  | { readonly kind: 'SIGNER_UNAVAILABLE'; readonly detail: string }
  | { readonly kind: 'SIGNER_REFUSED'; readonly detail: string };
