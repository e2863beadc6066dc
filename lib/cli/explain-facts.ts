// What is stored about one order, gathered: the row in the record of its cycle, the intent with its
// end, the cancels that were asked for, and what it moved in the books.

import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import type { StatementLine } from '../accounting/statement.ts';
import type { CutRecord, CycleRecord, MarketRecord } from '../domain/cycle-record.ts';
import type { OrderRecord } from '../domain/cycle-record.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { EntryOf } from '../domain/ledger-entry.ts';

/** A cancel that some cycle asked for. */
export type AskedCancel = { readonly at: string; readonly reason: string };

/** What is stored about one order; null is not recorded. */
export type OrderFacts = {
  /** Empty where it was refused before it had an id. */
  readonly id: string;
  readonly record: CycleRecord | null;
  readonly row: OrderRecord | null;
  readonly intent: Intent | null;
  readonly settled: SettledIntent | null;
  readonly cancels: readonly AskedCancel[];
  readonly lines: readonly StatementLine[];
  readonly transitions: readonly EntryOf<'transition' | 'failed-fill'>[];
};

/** What a strategy wanted, from whichever source still has it. */
export type Wish = Omit<OrderRecord, 'result' | 'order'>;

const wishOfIntent = (intent: Intent, market: string): Wish => ({
  strategy: intent.strategy,
  market,
  outcome: intent.order.outcome,
  side: intent.order.side,
  price: formatPrice(intent.order.price),
  size: formatShares(intent.order.size),
  timeInForce: intent.order.timeInForce,
  liquidity: intent.order.liquidity,
  reason: intent.reason,
  reference: formatPrice(intent.reference),
});

/** The intent of an order, whether it has ended or not. */
export const intentOf = ({ intent, settled }: OrderFacts): Intent | null =>
  settled?.intent ?? intent;

/** What was wanted, or null where neither record nor intent is kept. */
export const wishOf = (facts: OrderFacts): Wish | null => {
  const intent = intentOf(facts);
  return facts.row ?? (intent === null ? null : wishOfIntent(intent, intent.order.condition));
};

/** What the cycle of an order saw of its market. */
export const marketOf = (facts: OrderFacts): MarketRecord | null => {
  const condition = intentOf(facts)?.order.condition;
  const found = facts.record?.markets.find(
    (one) => one.market === facts.row?.market || (condition ?? one.market) === one.condition,
  );
  return found ?? null;
};

const isOf = (wish: Wish, cut: CutRecord): boolean =>
  cut.strategy === wish.strategy &&
  cut.market === wish.market &&
  cut.outcome === wish.outcome &&
  cut.side === wish.side &&
  cut.price === wish.price;

/** The cuts that made an order as small as it was sent. */
export const cutsOf = ({ record, row }: OrderFacts): readonly CutRecord[] =>
  row === null ? [] : (record?.cuts ?? []).filter((cut) => isOf(row, cut));

/** The facts of an order that only the record of its cycle knows. */
export const factsOfRow = (record: CycleRecord, row: OrderRecord): OrderFacts => ({
  id: row.order,
  record,
  row,
  intent: null,
  settled: null,
  cancels: [],
  lines: [],
  transitions: [],
});
