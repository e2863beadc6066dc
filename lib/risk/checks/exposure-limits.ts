// The four limits of what may be lost, looked at together: an order that fits one may breach
// another.

import { larger, plus } from '../../units/quantity.ts';
import { formatShares, ORDER_LOT } from '../../units/shares.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { SCOPES, scopesWith } from '../risk-book.ts';
import { largestFitting } from '../sizes.ts';
import { capAt } from './subject.ts';
import type { Limits } from '../../domain/limits.ts';
import type { ShareMicros, UsdcMicros } from '../../units/quantity.ts';
import type { Scope, ScopeExposures } from '../risk-book.ts';
import type { Check } from './subject.ts';

const limitOf = (limits: Limits, scope: Scope): UsdcMicros => {
  switch (scope) {
    case 'total':
      return limits.exposureMax;
    case 'market':
      return limits.exposurePerMarketMax;
    case 'category':
      return limits.exposurePerCategoryMax;
    case 'event':
      return limits.exposurePerEventMax;
  }
};

const breached = (limits: Limits, exposures: ScopeExposures): readonly Scope[] =>
  SCOPES.filter((scope) => exposures[scope] > limitOf(limits, scope));

/**
 * Caps an order at the largest size with which every scope stays within its limit, whatever fills.
 * The part of it that only lowers risk passes even where a limit is breached already.
 */
export const exposureLimits: Check = ({ context, order, spot, wanted, minimum, reducible }) => {
  const { limits } = context;
  const breachedAt = (size: ShareMicros) => breached(limits, scopesWith(spot, order, size));
  const fitting = largestFitting(wanted, (size) => breachedAt(size).length === 0);
  const allowed = larger(fitting, reducible);
  if (allowed >= wanted) return [];
  const tooMuch = larger(plus(allowed, ORDER_LOT), minimum);
  const then = scopesWith(spot, order, tooMuch);
  return breached(limits, then).flatMap((scope) =>
    capAt(allowed, 'EXPOSURE_LIMIT', [
      ['scope', scope],
      ['limit', formatUsdc(limitOf(limits, scope))],
      ['exposure', formatUsdc(spot.exposures[scope])],
      ['with', formatUsdc(then[scope])],
      ['size', formatShares(tooMuch)],
      ['allowed', formatShares(allowed)],
    ]),
  );
};
