// Generated amounts for the laws of the units, far beyond what a market can hold.

import fc from 'fast-check';
import { priceMicros, tick, TICKS } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { usdcMicros } from '../../lib/units/usdc.ts';

/** The main laws hold over this many generated cases. */
export const often = { numRuns: 10_000 };

const huge = 10n ** 24n;

export const anyBigint = fc.bigInt({ min: -huge, max: huge });
export const positiveBigint = fc.bigInt({ min: 1n, max: 10n ** 15n });
export const anyRounding = fc.constantFrom('up', 'down');
export const anyPrice = fc.bigInt({ min: 1n, max: 999_999n }).map(priceMicros);
export const anyTick = fc.constantFrom(...TICKS).map(tick);
export const anyUsdc = anyBigint.map(usdcMicros);
export const anyShares = anyBigint.map(shareMicros);
export const anySize = fc.bigInt({ min: 0n, max: 10n ** 12n }).map(shareMicros);
