// What an event can cost. Outcomes that exclude each other net: if one market's YES wins, every
// other market's NO does. Whether a group is exclusive and complete is the venue's word; without it
// its markets are simply added.

import { larger, minus, plus, sum } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { marketExposure } from './market-risk.ts';
import type { EventGroup } from '../domain/market.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { MarketRisk } from './market-risk.ts';

/** Tells whether a group's outcomes may be netted: known to exclude each other, none missing. */
export const mayNet = (group: EventGroup | undefined): boolean =>
  group?.exclusivity === 'exclusive' && group.completeness === 'complete';

/** The loss if none of the listed outcomes wins. */
export const lossIfNone = (markets: readonly MarketRisk[]): UsdcMicros =>
  sum(
    ZERO_USDC,
    markets.map((market) => market.NO.loss),
  );

/** The loss if a market's YES wins, from the loss if none wins. */
export const lossIfWins = (ifNone: UsdcMicros, winner: MarketRisk): UsdcMicros =>
  plus(minus(ifNone, winner.NO.loss), winner.YES.loss);

/** The exposure of an event over its markets that hold or may hold anything. */
export const eventExposure = (markets: readonly MarketRisk[], netting: boolean): UsdcMicros => {
  if (!netting) return sum(ZERO_USDC, markets.map(marketExposure));
  const ifNone = lossIfNone(markets);
  return markets
    .map((market) => lossIfWins(ifNone, market))
    .reduce(larger<UsdcMicros>, larger(ifNone, ZERO_USDC));
};
