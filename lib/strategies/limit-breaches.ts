// Which exposure limits are exceeded, from the narrowest scope to the widest: what relieves a
// market relieves its event, its category and the whole.

import { categoryOf, eventOf } from '../risk/places.ts';
import { formatDollars, ZERO_USDC } from '../units/usdc.ts';
import type { Exposures, StrategyView } from '../domain/decision.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** A scope with a limit, and how to read its exposure. */
export type LimitedScope = {
  readonly name: string;
  readonly max: UsdcMicros;
  readonly usedIn: (exposures: Exposures) => UsdcMicros;
  readonly covers: (condition: ConditionId) => boolean;
};

/** The limited scopes that hold or may hold anything, the narrowest first. */
export const limitedScopes = (
  { limits, universe }: Pick<StrategyView, 'limits' | 'universe'>,
  exposures: Exposures,
): readonly LimitedScope[] => [
  ...[...exposures.byMarket.keys()].map(
    (condition): LimitedScope => ({
      name: `market ${universe.markets.get(condition)?.slug ?? condition}`,
      max: limits.exposurePerMarketMax,
      usedIn: ({ byMarket }) => byMarket.get(condition) ?? ZERO_USDC,
      covers: (other) => other === condition,
    }),
  ),
  ...[...exposures.byEvent.keys()].map(
    (event): LimitedScope => ({
      name: `event ${universe.events.get(event)?.slug ?? event}`,
      max: limits.exposurePerEventMax,
      usedIn: ({ byEvent }) => byEvent.get(event) ?? ZERO_USDC,
      covers: (condition) => eventOf(universe, condition) === event,
    }),
  ),
  ...[...exposures.byCategory.keys()].map(
    (category): LimitedScope => ({
      name: `category ${category}`,
      max: limits.exposurePerCategoryMax,
      usedIn: ({ byCategory }) => byCategory.get(category) ?? ZERO_USDC,
      covers: (condition) => categoryOf(universe, condition) === category,
    }),
  ),
  {
    name: 'total',
    max: limits.exposureMax,
    usedIn: ({ total }) => total,
    covers: () => true,
  },
];

/** Tells whether a scope's limit is exceeded; at the limit it is not. */
export const isBreached = (scope: LimitedScope, exposures: Exposures): boolean =>
  scope.usedIn(exposures) > scope.max;

/** Says by how much a scope's limit is exceeded. */
export const breachText = (scope: LimitedScope, exposures: Exposures): string =>
  `${scope.name} exposure ${formatDollars(scope.usedIn(exposures))} over ` +
  formatDollars(scope.max);
