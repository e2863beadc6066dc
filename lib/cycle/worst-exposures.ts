// Which category, event and market may lose most, for the record of a cycle.

import { isPositive } from '../units/quantity.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { WorstExposure, WorstExposures } from '../domain/cycle-record.ts';
import type { Exposures } from '../domain/decision.ts';
import type { Universe } from '../domain/market.ts';
import type { UsdcMicros } from '../units/quantity.ts';

const worstOf = <K extends string>(
  exposures: ReadonlyMap<K, UsdcMicros>,
  nameOf: (key: K) => string,
): WorstExposure | null => {
  let worst: readonly [key: K, exposure: UsdcMicros] | null = null;
  for (const one of exposures)
    if (isPositive(one[1]) && (worst === null || one[1] > worst[1])) worst = one;
  return worst === null ? null : { name: nameOf(worst[0]), exposure: formatUsdc(worst[1]) };
};

/** The scopes that may lose most; of equals the first one. */
export const worstExposures = (
  { byCategory, byEvent, byMarket }: Exposures,
  { events, markets }: Universe,
): WorstExposures => ({
  category: worstOf(byCategory, (category) => category),
  event: worstOf(byEvent, (event) => events.get(event)?.slug ?? event),
  market: worstOf(byMarket, (condition) => markets.get(condition)?.slug ?? condition),
});
