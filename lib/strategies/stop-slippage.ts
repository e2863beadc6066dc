// How far from its reference the exit of a stop may trade: a market that runs away is followed, but
// only so far.

import { cents, microsOfOffset } from '../units/price.ts';
import type { SlippageAllowance } from '../domain/order.ts';
import type { StopMemory } from '../domain/strategy-memory.ts';
import type { PriceOffset } from '../units/quantity.ts';

const CENT_MICROS = 10_000n;

/** How far an exit under way is widened in this cycle. Unit: whole cents over the limit. */
export const widenedNow = (before: StopMemory, maxCents: number): number =>
  before.widenedCents === null ? 0 : Math.min(before.widenedCents + 1, maxCents);

/**
 * The slippage of an exit: the preset's limit in its first cycle, a cent more in each next one, up
 * to the stop's maximum. A preset beyond that maximum stays as it is.
 */
export const stopSlippage = (
  limit: PriceOffset,
  before: StopMemory,
  maxCents: number,
): { readonly allowance: SlippageAllowance; readonly slippage: PriceOffset } => {
  const wholeCents = Number(microsOfOffset(limit) / CENT_MICROS);
  const total = Math.min(wholeCents + widenedNow(before, maxCents), maxCents);
  return cents(total) <= limit
    ? { allowance: { kind: 'preset' }, slippage: limit }
    : { allowance: { kind: 'stop', cents: total }, slippage: cents(total) };
};
