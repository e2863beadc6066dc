// Orders and fills as the cycle record keeps them: decimal text and market slugs.

import { formatRefusal } from '../domain/refusal.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { CutRecord, FillRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Universe } from '../domain/market.ts';
import type { ApprovedOrder, DesiredOrder, Order } from '../domain/order.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';

const slugOf = (condition: ConditionId, universe: Universe): string =>
  universe.markets.get(condition)?.slug ?? condition;

/** An order with what became of it. */
export const orderRecord = (
  desired: DesiredOrder,
  order: Order,
  end: { readonly result: string; readonly universe: Universe; readonly id: OrderId | null },
): OrderRecord => ({
  strategy: desired.strategy,
  market: slugOf(order.condition, end.universe),
  outcome: order.outcome,
  side: order.side,
  price: formatPrice(order.price),
  size: formatShares(order.size),
  timeInForce: order.timeInForce,
  liquidity: order.liquidity,
  reason: desired.reason,
  reference: formatPrice(desired.reference),
  result: end.result,
  order: end.id ?? '',
});

/** What the gate has cut of approved orders; nothing of those that passed whole. */
export const cutRecords = (
  approved: readonly ApprovedOrder[],
  universe: Universe,
): readonly CutRecord[] =>
  approved.flatMap(({ desired, order, cappedBy }) =>
    cappedBy === null
      ? []
      : [
          {
            strategy: desired.strategy,
            market: slugOf(order.condition, universe),
            outcome: order.outcome,
            side: order.side,
            price: formatPrice(order.price),
            asked: formatShares(desired.order.size),
            allowed: formatShares(order.size),
            by: formatRefusal(cappedBy),
          },
        ],
  );

/** A fill as it entered the books, or null for an entry of another kind. */
export const fillRecord = (entry: LedgerEntry, universe: Universe): FillRecord | null =>
  entry.kind === 'fill'
    ? {
        strategy: entry.strategy,
        condition: entry.condition,
        market: slugOf(entry.condition, universe),
        outcome: entry.outcome,
        side: entry.side,
        price: formatPrice(entry.price),
        size: formatShares(entry.size),
        fee: formatUsdc(entry.fee),
        role: entry.role,
        status: entry.status,
      }
    : null;
