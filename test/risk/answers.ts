// Approved orders, and what the venue may answer to them.

import { applyOutcomes } from '../../lib/risk/outcomes.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { orderId } from '../../lib/units/ids.ts';
import { present } from '../../lib/units/invariant.ts';
import { contextWith, LIMITS, NOW, wish, yes } from './contexts.ts';
import type { ApprovedOrder } from '../../lib/domain/order.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { NotSentCause, PlaceOutcome, RejectClass } from '../../lib/domain/venue-outcome.ts';

/** The id of every test order. */
export const ID = orderId('0x1');
const approvedOf = (text: string): ApprovedOrder =>
  present(gate([wish(text)], contextWith([yes('100', '50')])).approved[0], 'it is approved');
/** An adding order. */
export const BUY = approvedOf('A BUY YES 10 @ 0.5');
/** A reducing order. */
export const SELL = approvedOf('A SELL YES 100 @ 0.5');

/** A rejection of a class. */
export const rejection = (name: RejectClass): PlaceOutcome => ({
  id: ID,
  kind: 'rejected',
  class: name,
  message: 'text',
  retryAfter: { kind: 'unspecified' },
});
/** An answer that says no more than its kind. */
export const simple = (kind: 'placed' | 'matched' | 'no-fill' | 'delayed'): PlaceOutcome => ({
  id: ID,
  kind,
});
/** No answer. */
export const UNKNOWN: PlaceOutcome = {
  id: ID,
  kind: 'unknown',
  detail: 'timeout',
  reply: 'none',
};
/** A refusal in words that are in no list. */
export const STRANGE: PlaceOutcome = {
  id: ID,
  kind: 'unknown',
  detail: 'words that nobody has seen',
  reply: 'refusal',
};
/** An order that never reached the venue. */
export const notSent = (cause: NotSentCause): PlaceOutcome => ({
  id: ID,
  kind: 'not-sent',
  cause,
  retryAfter: { kind: 'unspecified' },
});

/** Applies answers to one order. */
export const apply = (
  risk: RiskState,
  outcomes: readonly PlaceOutcome[],
  approved: ApprovedOrder = BUY,
) =>
  applyOutcomes(
    risk,
    outcomes.map((outcome) => ({ approved, outcome })),
    { now: NOW, limits: LIMITS },
  );
