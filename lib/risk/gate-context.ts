// What the gate judges by: one moment of a cycle, everything that was read of it, and who has been
// before.

import type { Balances } from '../domain/activity.ts';
import type { Standing } from '../domain/clearance.ts';
import type { Book } from '../domain/book.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Limits } from '../domain/limits.ts';
import type { BookSide, Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { Strategy } from '../domain/order.ts';
import type { Equity, Portfolio } from '../domain/portfolio.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { VenueMode } from '../domain/venue-outcome.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

/** Everything the gate looks at beside the orders. */
export type GateContext = {
  readonly now: EpochMs;
  readonly limits: Limits;
  readonly killSwitch: KillSwitchReading;
  /** Live trading needs a green, recent doctor record; paper is always cleared. */
  readonly clearance: Standing;
  readonly risk: RiskState;
  readonly universe: Universe;
  readonly mode: Observed<VenueMode>;
  readonly books: ReadonlyMap<TokenId, Observed<Book>>;
  /** The fair prices at observation, computed once for all strategies and for the gate. */
  readonly fair: ReadonlyMap<ConditionId, FairPrice>;
  readonly balances: Observed<Balances>;
  /** Whether own orders could be read: without, what rests is not known. */
  readonly openOrders: Observed<unknown>;
  /** Whether own fills could be read: without, positions are not known. */
  readonly fills: Observed<unknown>;
  readonly equity: Equity;
  /** Cash, positions, and what rests besides the orders to judge. */
  readonly portfolio: Portfolio;
  /** The strategies that own a market side this cycle, by `sideKey`. */
  readonly owners: ReadonlyMap<string, Strategy>;
};

/** The key of one side of a market's one book. */
export const sideKey = (condition: ConditionId, side: BookSide): string => `${condition}|${side}`;
