// The fair prices of all markets in one step, as a cycle makes them in two.

import { blendPrices, computeOwnPrices } from '../../lib/strategies/fair-value.ts';

type FairPriceInput = Parameters<typeof computeOwnPrices>[0];

export const computeFairPrices = (input: FairPriceInput): ReturnType<typeof blendPrices> =>
  blendPrices(input, computeOwnPrices(input));
