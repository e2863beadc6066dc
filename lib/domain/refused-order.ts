// A desired order with every reason against it.

import type { DesiredOrder } from './order.ts';
import type { Refusal } from './refusal.ts';

/** A desired order that was refused, with every reason that applied; the first is shown. */
export type RefusedOrder = {
  readonly desired: DesiredOrder;
  readonly refusals: readonly [Refusal, ...Refusal[]];
};
