// Whose books a state is. Every way into a portfolio, of a laptop or of a function, names it alike,
// and a state of another identity is refused by the store.

import { POLYGON } from '../domain/contracts.ts';
import type { Mode, PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { PortfolioId } from '../units/ids.ts';

/** The identity of a paper portfolio. */
export const paperIdentity = (portfolio: PortfolioId): PortfolioIdentity => ({
  portfolio,
  mode: 'paper',
  chainId: POLYGON,
  funder: 'paper',
});

/** The identity of a live portfolio. */
export const liveIdentity = (portfolio: PortfolioId, funder: string): PortfolioIdentity => ({
  portfolio,
  mode: 'live',
  chainId: POLYGON,
  funder,
});

/**
 * The identity under which a stored portfolio is looked at, by mode and name. Whose wallet it is
 * stands in the state, so that nothing is saved under this one.
 */
export const lookedUpIdentity = (portfolio: PortfolioId, mode: Mode): PortfolioIdentity => ({
  ...paperIdentity(portfolio),
  mode,
});
