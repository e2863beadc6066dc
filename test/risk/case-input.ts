// A case as the product sees it.

import { universeOf } from '../../lib/domain/market.ts';
import { known } from '../../lib/domain/observed.ts';
import { isPositive, plus } from '../../lib/units/quantity.ts';
import { ORDER_LOT, ZERO_SHARES } from '../../lib/units/shares.ts';
import { eventId, orderId } from '../../lib/units/ids.ts';
import { formatUsdc, usdcMicros } from '../../lib/units/usdc.ts';
import { group, market, pendingFill, pendingOf, positionsOf, resting } from './books.ts';
import { FEE, orderOf, text } from './cases.ts';
import { contextWith, NOW, quotes } from './contexts.ts';
import { applied, startOf, worth } from './oracle.ts';
import type { ExposureInput } from '../../lib/risk/exposure.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { PendingFill } from '../../lib/domain/ledger-state.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';
import type { Held } from './books.ts';
import type { Case } from './cases.ts';

// What was bought and may still fail is not settled, hence not for sale.
const withPending = (
  positions: ReadonlyMap<TokenId, Position>,
  fills: readonly PendingFill[],
): ReadonlyMap<TokenId, Position> =>
  new Map(
    [...positions].map(([token, position]) => {
      const bought = fills
        .flatMap((fill) => fill.changes)
        .filter((change) => change.token === token && isPositive(change.shares));
      const pendingIn = bought.reduce((all, change) => plus(all, change.shares), ZERO_SHARES);
      return [token, { ...position, pendingIn }];
    }),
  );

type CaseInput = Omit<ExposureInput, 'resting'> & { readonly resting: readonly RestingOrder[] };

/** A case as the exposures see it. */
export const inputOf = (one: Case, changes: Partial<Market> = {}): CaseInput => {
  const names = [...one.lots.keys()];
  const markets = names.map((name) => market(name, { fee: FEE, event: eventId('E'), ...changes }));
  const fills = one.fills.map((fill) =>
    pendingFill(`${text(fill)} for ${String((fill.shares * fill.cents) / 100)}`),
  );
  const held = startOf(one).flatMap(({ name, books }): Held[] =>
    (['YES', 'NO'] as const).map((outcome) => {
      const lot = one.lots.get(name)?.[outcome] ?? { shares: 0, cents: 0 };
      const moved = one.fills
        .filter((fill) => fill.market === name && fill.outcome === outcome)
        .map((fill) => applied(fill).cost ?? 0n);
      return {
        market: name,
        outcome,
        shares: String(books[outcome] / 1_000_000n),
        cost: formatUsdc(
          usdcMicros(moved.reduce((all, move) => all + move, worth(lot, lot.cents))),
        ),
      };
    }),
  );
  return {
    universe: universeOf(markets, [group('E', markets, one.grouping)]),
    positions: withPending(positionsOf(held), fills),
    resting: one.orders.map((it, index) => resting(orderOf(it), { id: orderId(String(index)) })),
    pending: pendingOf(fills),
  };
};

/** A case as the gate sees it, with a minimum of one lot so that every cut size is a size. */
export const contextOf = (one: Case, changes: Partial<GateContext> = {}): GateContext => {
  const { universe, positions, pending, resting: atRest } = inputOf(one, { sizeMin: ORDER_LOT });
  const tokens = [...universe.tokens.keys()];
  const context = contextWith([], changes);
  return {
    ...context,
    universe,
    books: new Map(tokens.map((token) => [token, quotes(token, '0.49', '0.51')])),
    balances: known(
      {
        cash: context.portfolio.cash,
        shares: new Map(
          tokens.map((token) => [token, positions.get(token)?.shares ?? ZERO_SHARES]),
        ),
      },
      NOW,
    ),
    portfolio: { cash: context.portfolio.cash, positions, pending, resting: atRest },
  };
};
