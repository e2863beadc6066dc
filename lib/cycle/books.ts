// Our own books as one value, derived from the durable state at any moment of a cycle.

import { positionsOf } from '../accounting/positions.ts';
import { restingOrders } from '../execution/intents.ts';
import { computeExposures } from '../risk/exposure.ts';
import { rememberingLast } from '../units/last-answer.ts';
import type { Exposures } from '../domain/decision.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { Working } from './working.ts';

/** Cash, positions, everything that may still fill and every fill that may still fail. */
export const portfolioOf = ({ ledger, intents }: PortfolioState): Portfolio =>
  portfolioIn(ledger, intents);

const portfolioIn = rememberingLast(
  (ledger: PortfolioState['ledger'], intents: PortfolioState['intents']): Portfolio => ({
    cash: ledger.cash,
    positions: positionsOf(ledger),
    resting: restingOrders(intents),
    pending: ledger.pending,
  }),
);

/** The worst-case losses at this moment. */
export const exposuresOf = ({ state, universe }: Pick<Working, 'state' | 'universe'>): Exposures =>
  exposuresIn(portfolioOf(state), universe);

const exposuresIn = rememberingLast(
  (portfolio: Portfolio, universe: Universe): Exposures =>
    computeExposures({ ...portfolio, universe }),
);
