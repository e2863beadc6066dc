// A case as the product sees it.

import { universeOf } from '../../lib/domain/market.ts';
import { eventId } from '../../lib/units/ids.ts';
import { formatUsdc, usdcMicros } from '../../lib/units/usdc.ts';
import { group, market, pendingFill, pendingOf, positionsOf, resting } from './books.ts';
import { FEE, orderOf, text } from './cases.ts';
import { applied, startOf, worth } from './oracle.ts';
import type { ExposureInput } from '../../lib/risk/exposure.ts';
import type { Held } from './books.ts';
import type { Case } from './cases.ts';

/** The same case as the product sees it. */
export const inputOf = (one: Case): ExposureInput => {
  const names = [...one.lots.keys()];
  const markets = names.map((name) => market(name, { fee: FEE, event: eventId('E') }));
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
    positions: positionsOf(held),
    resting: one.orders.map((it) => resting(orderOf(it))),
    pending: pendingOf(fills),
  };
};
