// The life of an intent between journal and proven end, as pure transitions.

import { larger, minus } from '../units/quantity.ts';
import { shareMicros, ZERO_SHARES } from '../units/shares.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { RestingOrder, SignedOrder } from '../domain/order.ts';
import type { PlaceOutcome } from '../domain/venue-outcome.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** What became of an intent: it goes on, or it ended in a proven way. */
export type IntentProgress =
  | { readonly kind: 'open'; readonly intent: Intent }
  | { readonly kind: 'settled'; readonly settled: SettledIntent };

/** Writes down a signed order before it is sent. */
export const intentOf = (
  signed: SignedOrder,
  times: { readonly journaledAt: EpochMs; readonly sendableUntil: EpochMs },
): Intent => ({
  id: signed.id,
  strategy: signed.approved.desired.strategy,
  reason: signed.approved.desired.reason,
  effect: signed.approved.effect,
  order: signed.approved.order,
  reference: signed.approved.desired.reference,
  expiration: signed.expiration,
  signal: signed.approved.desired.signal,
  body: signed.body,
  attempt: 1,
  ...times,
  phase: { kind: 'unknown', cleanScans: 0 },
  filled: ZERO_SHARES,
  reversed: ZERO_SHARES,
  matched: ZERO_SHARES,
});

const LEAST_FILL: ShareMicros = shareMicros(1n);

/** The intent with what the venue calls matched of it, by a size or by a word alone. */
export const withMatched = (intent: Intent, size: ShareMicros | 'some'): Intent => ({
  ...intent,
  matched: larger(intent.matched, size === 'some' ? LEAST_FILL : size),
});

/** Ends an intent. */
export const settle = (intent: Intent, how: Omit<SettledIntent, 'intent'>): IntentProgress => ({
  kind: 'settled',
  settled: { intent, ...how },
});

/** Keeps an intent open in a phase. */
export const keepOpen = (intent: Intent, phase: Intent['phase']): IntentProgress => ({
  kind: 'open',
  intent: { ...intent, phase },
});

/** Applies the venue's answer. Only an answer that proves the end settles an intent. */
export const afterOutcome = (
  intent: Intent,
  outcome: PlaceOutcome,
  at: EpochMs,
): IntentProgress => {
  switch (outcome.kind) {
    case 'placed':
      return keepOpen(intent, { kind: 'resting' });
    case 'matched':
      return keepOpen(withMatched(intent, 'some'), { kind: 'resting' });
    case 'delayed':
    case 'unknown':
      return keepOpen(intent, { kind: 'unknown', cleanScans: 0 });
    case 'no-fill':
      return settle(intent, { end: 'no-fill', detail: 'nothing to match', at });
    case 'rejected': {
      const detail = `${outcome.class}: ${outcome.message}`;
      return settle(intent, { end: 'rejected', detail, at });
    }
    case 'not-sent':
      return settle(intent, { end: 'not-sent', detail: outcome.cause, at });
  }
};

/** What our own books say is unfilled of an intent; an overfill leaves nothing. */
export const remainingOf = (intent: Intent): ShareMicros =>
  larger(ZERO_SHARES, minus(intent.order.size, intent.filled));

/**
 * Every intent counts as resting with what is unfilled. One whose cancel is not proven is as
 * uncertain as one whose sending is not.
 */
export const restingOrders = (intents: readonly Intent[]): readonly RestingOrder[] =>
  intents.map((intent) => ({
    id: intent.id,
    order: intent.order,
    strategy: intent.strategy,
    remaining: remainingOf(intent),
    expiration: intent.expiration,
    certainty: intent.phase.kind === 'resting' ? 'confirmed' : 'unknown',
  }));
