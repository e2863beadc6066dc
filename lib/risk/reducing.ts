// Whether an order only ever lowers risk. Reducing orders pass where others may not, so the test is
// strict: the order must not raise the exposure of any scope, whatever else fills before it.
//
// Why the test is exact. In every scope the exposure is the loss of its worst ending. A fill of the
// order makes certain endings worse by one amount d and the others better. So it raises the
// exposure after a set of fills F exactly if some worsened ending w has loss_w(F) + d > 0 and, for
// every bettered ending b, loss_w(F) + d > loss_b(F). Costs are common to all endings, so
// loss_w - loss_b depends on shares alone. Each working order moves loss_w and all those
// differences the same way: one F (everything that makes w worse, nothing that makes it better) is
// the worst for all of them at once, and `Ending` holds loss and lead at that F. A part of an order
// adds less than all of it, so its full size decides. Category and total are sums, and move as the
// event does; the event is such a sum of its markets, or it nets.

import { plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { lossIfNone, lossIfWins, mayNet } from './event-risk.ts';
import { addedLoss, worsenedBy } from './market-risk.ts';
import { entryIn, siblingsOf } from './risk-book.ts';
import type { Order } from '../domain/order.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ending, MarketRisk } from './market-risk.ts';
import type { RiskBook } from './risk-book.ts';

// A worsened ending stays harmless if it is no loss, or no more of one than a bettered ending.
const staysHarmless = (ending: Ending, added: UsdcMicros): boolean =>
  plus(ending.loss, added) <= ZERO_USDC || plus(ending.lead, added) <= ZERO_USDC;

// Our YES wins less often: only that ending is worse; every other market's, and none's, is better.
const harmlessIfOursWins = (
  ours: MarketRisk,
  others: readonly MarketRisk[],
  added: UsdcMicros,
): boolean => {
  const loss = lossIfWins([ours, ...others], ours);
  const leads = [ours.YES.lead, ...others.map((other) => plus(ours.YES.lead, other.NO.lead))];
  return leads.some((lead) => staysHarmless({ loss, lead }, added));
};

// Our NO pays less: every ending but our YES is worse, and only our YES is better.
const harmlessIfOthersWin = (
  ours: MarketRisk,
  others: readonly MarketRisk[],
  added: UsdcMicros,
): boolean => {
  const all = [ours, ...others];
  const none = { loss: lossIfNone(all), lead: ours.NO.lead };
  const wins = others.map((other) => ({
    loss: lossIfWins(all, other),
    lead: plus(ours.NO.lead, other.YES.lead),
  }));
  return [none, ...wins].every((ending) => staysHarmless(ending, added));
};

/** Tells whether an order of this size raises no exposure of any scope, for any set of fills. */
export const isReducing = (book: RiskBook, order: Order, size: ShareMicros): boolean => {
  const entry = entryIn(book, order.condition);
  const added = addedLoss(entry.books, order, size);
  const worsened = worsenedBy(order);
  if (!staysHarmless(entry.risk[worsened], added)) return false;
  if (!mayNet(book.universe.events.get(entry.event))) return true;
  const others = siblingsOf(book, entry);
  return worsened === 'YES'
    ? harmlessIfOursWins(entry.risk, others, added)
    : harmlessIfOthersWin(entry.risk, others, added);
};
