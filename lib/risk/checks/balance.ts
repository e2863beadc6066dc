// What the order gives must be there and free: cash for a BUY, shares for a SELL.

import { minus, smaller } from '../../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { buyCostMax } from '../order-cost.ts';
import { offeredShares, reservedCash, sellableShares } from '../reservations.ts';
import { largestFitting } from '../sizes.ts';
import { capAt } from './subject.ts';
import type { Balances } from '../../domain/activity.ts';
import type { Cap, Check, Subject } from './subject.ts';

const enoughCash = (subject: Subject, balances: Balances): readonly Cap[] => {
  const { context, order, market, working, wanted } = subject;
  const cash = smaller(context.portfolio.cash, balances.cash);
  const reserved = reservedCash(working, context.universe);
  const free = minus(cash, reserved);
  const affordable = largestFitting(wanted, (size) => buyCostMax(order, size, market.fee) <= free);
  if (affordable >= wanted) return [];
  return capAt(affordable, 'INSUFFICIENT_BALANCE', [
    ['needed', formatUsdc(buyCostMax(order, wanted, market.fee))],
    ['free', formatUsdc(free)],
    ['cash', formatUsdc(cash)],
    ['reserved', formatUsdc(reserved)],
  ]);
};

const enoughShares = (subject: Subject, balances: Balances): readonly Cap[] => {
  const { context, order, working, wanted } = subject;
  const offered = offeredShares(working, order.token);
  const venue = balances.shares.get(order.token) ?? ZERO_SHARES;
  const position = context.portfolio.positions.get(order.token);
  const sellable = sellableShares({ position, venue, offered });
  if (sellable >= wanted) return [];
  return capAt(sellable, 'INSUFFICIENT_BALANCE', [
    ['needed', formatShares(wanted)],
    ['sellable', formatShares(sellable)],
    ['venue', formatShares(venue)],
    ['offered', formatShares(offered)],
  ]);
};

/** A BUY is bounded by free cash alone, a SELL by sellable shares alone. */
export const sufficientBalance: Check = (subject) => {
  const { balances } = subject.context;
  if (balances.kind === 'unknown') return [];
  return subject.order.side === 'BUY'
    ? enoughCash(subject, balances.value)
    : enoughShares(subject, balances.value);
};
