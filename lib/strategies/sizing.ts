// How large an order may be before the risk manager looks at it: how drawdown shrinks new risk, and
// how a reduction avoids leaving a rest that nobody can sell.

import { larger, minus, smaller } from '../units/quantity.ts';
import { scale } from '../units/ratio.ts';
import { toLot, ZERO_SHARES } from '../units/shares.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/**
 * The size of new risk under the drawdown scale m.
 * Rounding: down to a lot.
 */
export const newRiskSize = (size: ShareMicros, drawdownScale: Ratio): ShareMicros =>
  toLot(scale(size, drawdownScale, 'down'), 'down');

/** A size, or nothing where it is below the minimum. */
export const sizeOrNothing = (size: ShareMicros, minimum: ShareMicros): ShareMicros =>
  size < minimum ? ZERO_SHARES : size;

/** What bounds a reduction. */
export type ReductionBounds = {
  /** How much is to go; less than the minimum is raised to it. */
  readonly wanted: ShareMicros;
  /** How much can go now: sellable shares, depth, the largest order. */
  readonly available: ShareMicros;
  readonly held: ShareMicros;
  readonly minimum: ShareMicros;
};

/**
 * The size of a reduction. It leaves nothing, or at least the minimum: where the wanted size would
 * leave a rest between, it sells all if it can, else it leaves the minimum. Zero means that no
 * order of at least the minimum does so.
 * Rounding: down to a lot, so that a rest finer than a lot always stays.
 */
export const reductionSize = (bounds: ReductionBounds): ShareMicros => {
  const { wanted, available, held, minimum } = bounds;
  if (wanted <= ZERO_SHARES) return ZERO_SHARES;
  const all = toLot(held, 'down');
  const limit = smaller(toLot(available, 'down'), all);
  const size = smaller(toLot(larger(wanted, minimum), 'down'), limit);
  if (size === all || minus(held, size) >= minimum) return sizeOrNothing(size, minimum);
  if (all === limit) return sizeOrNothing(all, minimum);
  return sizeOrNothing(toLot(minus(held, minimum), 'down'), minimum);
};
