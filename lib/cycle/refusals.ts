// Refused orders in the record and in the log.

import { failedLine, refusalCause } from './log-lines.ts';
import { orderRecord } from './record-lines.ts';
import { withDeeds } from './working.ts';
import type { RefusedOrder } from '../domain/refused-order.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

/** Records orders that the risk manager refused; each counts as wanted. */
export const recordRefusals = (
  ports: Ports,
  working: Working,
  refused: readonly RefusedOrder[],
): Working => {
  const orders = refused.map((one) => {
    const { desired } = one;
    const cause = refusalCause(one);
    ports.telemetry.log(failedLine(desired.strategy, desired.order, cause));
    const result = `refused ${cause}`;
    return orderRecord(desired, desired.order, { result, universe: working.universe, id: null });
  });
  return withDeeds(working, { orders, wanted: refused.length });
};
