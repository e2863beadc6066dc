// Whether an order only ever lowers risk. Reducing orders pass where others may not, so the test is
// strict: the order must not raise the exposure of any scope, whatever else fills before it.
//
// Why the test is exact. In every scope the exposure is the loss of its worst ending. A fill of the
// order makes certain endings worse by one amount d and the others better. So it raises the
// exposure after a set of fills F exactly if some worsened ending w has loss_w(F) + d > 0 and, for
// every bettered ending b, loss_w(F) + d > loss_b(F). Costs are common to all endings, so loss_w -
// loss_b depends on shares alone. Each working order moves loss_w and all those differences the
// same way: one F (everything that makes w worse, nothing that makes it better) is the worst for
// all of them at once, and `Ending` holds loss and lead at that F. A part of an order adds less
// than all of it, so its full size decides. A SELL adds its whole payout: the cost that it takes
// along may come to nothing. Category and total are sums, and move as the event does; the event is
// such a sum of its markets, or it nets.
//
// The largest fee is only a bound and no such common cost. So the exposures as computed must not
// rise either: else an order could pass as reducing and still take them over a limit.

import { plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { lossIfNone, lossIfWins } from './event-risk.ts';
import { addedLoss, worsenedBy } from './market-risk.ts';
import { SCOPES, scopesWith } from './risk-book.ts';
import type { Order } from '../domain/order.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ending } from './market-risk.ts';
import type { Spot } from './risk-book.ts';

// A worsened ending stays harmless if it is no loss, or no more of one than a bettered ending.
const staysHarmless = (ending: Ending, added: UsdcMicros): boolean =>
  plus(ending.loss, added) <= ZERO_USDC || plus(ending.lead, added) <= ZERO_USDC;

// Only the ending of our YES is worse; every other one is better.
const harmlessIfOursWins = ({ entry, siblings }: Spot, added: UsdcMicros): boolean => {
  const { risk } = entry;
  const loss = lossIfWins(lossIfNone([risk, ...siblings]), risk);
  const leads = [risk.YES.lead, ...siblings.map((other) => plus(risk.YES.lead, other.NO.lead))];
  return leads.some((lead) => staysHarmless({ loss, lead }, added));
};

// Every ending but that of our YES is worse, and only that one is better.
const harmlessIfOthersWin = ({ entry, siblings }: Spot, added: UsdcMicros): boolean => {
  const { lead } = entry.risk.NO;
  const ifNone = lossIfNone([entry.risk, ...siblings]);
  const ifOthers = siblings.map((other) => ({
    loss: lossIfWins(ifNone, other),
    lead: plus(lead, other.YES.lead),
  }));
  return [{ loss: ifNone, lead }, ...ifOthers].every((ending) => staysHarmless(ending, added));
};

const raisesComputed = (spot: Spot, order: Order, size: ShareMicros): boolean => {
  const after = scopesWith(spot, order, size);
  return SCOPES.some((scope) => after[scope] > spot.exposures[scope]);
};

/** Tells whether an order of this size raises no exposure of any scope, for any set of fills. */
export const isReducing = (spot: Spot, order: Order, size: ShareMicros): boolean => {
  if (raisesComputed(spot, order, size)) return false;
  const added = addedLoss(spot.entry.books.fee, order, size);
  const worsened = worsenedBy(order);
  if (!staysHarmless(spot.entry.risk[worsened], added)) return false;
  if (!spot.netting) return true;
  return worsened === 'YES' ? harmlessIfOursWins(spot, added) : harmlessIfOthersWin(spot, added);
};
