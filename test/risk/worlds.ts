// A small world in which orders live: what the books and the venue hold, and how the gate sees it.

import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { known } from '../../lib/domain/observed.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { minus } from '../../lib/units/quantity.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { ANY_PRICE, contextWith, LIMITS, NOW, quotes } from './contexts.ts';
import type { Exposures } from '../../lib/domain/decision.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';

/** A sale of shares whose purchase had failed, and what it brought. */
export type ShortSale = {
  readonly trade: Fill['trade'];
  readonly condition: ConditionId;
  readonly brought: UsdcMicros;
};

/** The state of the world. */
export type World = {
  readonly universe: Universe;
  readonly limits: Limits;
  readonly ledger: LedgerState;
  readonly resting: readonly RestingOrder[];
  /** The fills as the venue shows them, to show them again when they settle. */
  readonly fills: readonly Fill[];
  /** What sales of shares have brought that the books did not hold any more, until confirmed. */
  readonly shortSales: readonly ShortSale[];
  readonly count: number;
};

/** A world with cash and nothing else. */
export const emptyWorld = (universe: Universe): World => ({
  universe,
  limits: { ...LIMITS, slippageMax: ANY_PRICE },
  ledger: recordEvent(emptyLedger(NOW), {
    eventId: 'opening',
    at: NOW,
    event: { kind: 'opening', cash: usdc('10000') },
  }).state,
  resting: [],
  fills: [],
  shortSales: [],
  count: 0,
});

const booksOf = ({ universe, ledger, resting }: World) => ({
  universe,
  positions: positionsOf(ledger),
  resting,
  pending: ledger.pending,
});

/** The exposures of the world as it stands. */
export const exposuresIn = (world: World): Exposures => computeExposures(booksOf(world));

/** The world as the gate sees it: settled shares are at the venue. */
export const contextOf = (world: World): GateContext => {
  const { positions, resting, pending, universe } = booksOf(world);
  const tokens = [...universe.tokens.keys()];
  const context = contextWith([], { limits: world.limits });
  const shares = tokens.map((token) => {
    const position = positions.get(token);
    const settled =
      position === undefined ? ZERO_SHARES : minus(position.shares, position.pendingIn);
    return [token, settled] as const;
  });
  return {
    ...context,
    universe,
    books: new Map(tokens.map((token) => [token, quotes(token, '0.49', '0.51')])),
    balances: known({ cash: context.portfolio.cash, shares: new Map(shares) }, NOW),
    portfolio: { cash: context.portfolio.cash, positions, resting, pending },
  };
};
