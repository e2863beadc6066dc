// A market's fee, as Gamma and the CLOB write it. The base fees that both also carry are flags of
// an older scheme, not rates.

import * as z from 'zod/mini';
import { rateWire } from './wire.ts';
import type { FeeSchedule } from '../../domain/market.ts';

// A schedule that charges makers too is none that our strategies were made for.
const exponentWire = z.union([z.literal(1), z.literal(2)]);

/** The fee schedule of a Gamma market. */
export const feeScheduleWire = z.object({
  rate: rateWire,
  exponent: exponentWire,
  takerOnly: z.literal(true),
});

/** The fee of a CLOB market. */
export const clobFeeWire = z.object({ r: rateWire, e: exponentWire, to: z.literal(true) });

/** The fee of a Gamma market, unless it has one and does not say which. */
export const feeOf = (row: {
  readonly feesEnabled: boolean | undefined;
  readonly feeSchedule: z.infer<typeof feeScheduleWire> | undefined;
}): FeeSchedule | undefined => {
  if (row.feesEnabled === false) return { kind: 'free' };
  if (row.feesEnabled === undefined || row.feeSchedule === undefined) return undefined;
  const { rate, exponent } = row.feeSchedule;
  return { kind: 'taker', rate, exponent };
};
