// A session whose store answers otherwise in places: among others with a size of the test's choice.

import { ok } from '../../lib/units/result.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { Session } from '../backtest/session.ts';

/** The session's ports with a store that is changed in places. */
export const withStore = ({ ports }: Session, changes: Partial<StateStore>): Ports => ({
  ...ports,
  store: { ...ports.store, ...changes },
});

/** The same store, on which the state has another size. */
export const sizedBy = (
  store: StateStore,
  bytesOf: (state: PortfolioState | null) => number,
): Pick<StateStore, 'acquire'> => ({
  acquire: async (request) => {
    const acquired = await store.acquire(request);
    if (!acquired.ok) return acquired;
    return ok({ ...acquired.value, bytes: bytesOf(acquired.value.state) });
  },
});

/** The same store, on which the state has this size. */
export const sized = (store: StateStore, bytes: number): Pick<StateStore, 'acquire'> =>
  sizedBy(store, () => bytes);
