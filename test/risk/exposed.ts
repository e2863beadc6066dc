// Exposures of small books in few words: what is held, what rests and what may still fail.

import { computeExposures } from '../../lib/risk/exposure.ts';
import { market, oneEvent, pendingOf, positionsOf, resting } from './books.ts';
import type { Exposures } from '../../lib/domain/decision.ts';
import type { PendingFill } from '../../lib/domain/ledger-state.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { Order } from '../../lib/domain/order.ts';
import type { Held } from './books.ts';

/** The exposures of holdings, orders and, where they matter, a universe and pending fills. */
export const exposures = (
  held: readonly Held[],
  orders: readonly Order[] = [],
  rest: { readonly universe?: Universe; readonly pending?: readonly PendingFill[] } = {},
): Exposures =>
  computeExposures({
    universe: rest.universe ?? oneEvent([market('A')]),
    positions: positionsOf(held),
    resting: orders.map((one) => resting(one)),
    pending: pendingOf(rest.pending ?? []),
  });

/** YES shares at a total cost. */
export const yes = (size: string, cost: string, name = 'A'): Held => ({
  market: name,
  outcome: 'YES',
  shares: size,
  cost,
});
/** NO shares at a total cost. */
export const no = (size: string, cost: string, name = 'A'): Held => ({
  ...yes(size, cost, name),
  outcome: 'NO',
});
