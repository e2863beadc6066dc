// What a doctor may do beside looking, and what became of it.

import type { Approval } from './doctor-facts.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** One thing that mends something: collateral made of USDC.e, or approvals that are missing. */
export type Fix =
  | { readonly kind: 'wrap'; readonly amount: UsdcMicros }
  | { readonly kind: 'approve'; readonly approvals: readonly Approval[] };

/** What became of it. What is unknown may still happen, and is looked at before it is repeated. */
export type FixOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'unsupported' | 'failed' | 'unknown'; readonly detail: string };
