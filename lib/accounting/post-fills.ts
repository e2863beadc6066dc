// Turning a read of own fills into entries, each change once. Reads repeat, overlap and come in any
// order, so what counts is what the books do not know yet.

import { fillKey } from '../domain/fill.ts';
import { fillHorizon, fillsBegin } from './applied-keys.ts';
import { chronological } from './chronological.ts';
import { canTake, posted } from './ledger.ts';
import type { Fill, TradeStatus } from '../domain/fill.ts';
import type { LedgerEvent } from '../domain/ledger-entry.ts';
import type { LedgerState, PendingFill } from '../domain/ledger-state.ts';
import type { Strategy } from '../domain/order.ts';
import type { OrderId } from '../units/ids.ts';
import type { NamedEvent, Posted } from './ledger.ts';

/** The books after a read of fills. */
export type PostedFills = Posted & {
  /** Not applied: without sense, or first seen so late that they may have been applied before. */
  readonly unposted: readonly Fill[];
};

/** Says whose order it was. */
export type StrategyOf = (order: OrderId) => Strategy;

// Of one fill listed twice in a read the later state counts. RETRYING follows MINED as often as the
// other way round; it is the one that promises less.
const PROGRESS: readonly TradeStatus[] = ['MATCHED', 'MINED', 'RETRYING', 'CONFIRMED', 'FAILED'];

const furthest = (a: Fill, b: Fill): Fill =>
  PROGRESS.indexOf(b.status) > PROGRESS.indexOf(a.status) ? b : a;

const oncePerFill = (fills: readonly Fill[]): readonly Fill[] => {
  const byKey = new Map<string, Fill>();
  for (const fill of fills)
    byKey.set(fillKey(fill), furthest(byKey.get(fillKey(fill)) ?? fill, fill));
  return chronological(byKey.values(), (fill) => ({ at: fill.matchedAt, name: fillKey(fill) }));
};

const transitionOf = (fill: Fill, listed: PendingFill): LedgerEvent | null => {
  const { trade, order, status } = fill;
  if (status === 'MATCHED' || status === listed.status) return null;
  return { kind: 'transition', trade, order, status };
};

const firstSight = (fill: Fill, strategy: Strategy): LedgerEvent => {
  const { trade, order, status } = fill;
  if (status === 'FAILED') return { kind: 'failed-fill', trade, order };
  const { condition, token, outcome, side, price, size, fee, role } = fill;
  const traded = { trade, order, condition, token, outcome, side, price, size, fee, role };
  return { kind: 'fill', ...traded, strategy, status };
};

const named = (fill: Fill, transitions: number, event: LedgerEvent): NamedEvent => ({
  eventId: `${fillKey(fill)}|${String(transitions)}|${fill.status}`,
  at: fill.matchedAt,
  event,
});

type News =
  | { readonly kind: 'none' }
  | { readonly kind: 'unfit' }
  | { readonly kind: 'event'; readonly event: NamedEvent };

const newsOf = (state: LedgerState, fill: Fill, strategyOf: StrategyOf): News => {
  const key = fillKey(fill);
  const listed = state.pending.get(key);
  if (listed !== undefined) {
    const event = transitionOf(fill, listed);
    if (event === null) return { kind: 'none' };
    return { kind: 'event', event: named(fill, listed.transitions + 1, event) };
  }
  if (state.finals.has(key) || fill.matchedAt < fillsBegin(state)) return { kind: 'none' };
  if (fill.matchedAt < fillHorizon(state)) return { kind: 'unfit' };
  const event = named(fill, 0, firstSight(fill, strategyOf(fill.order)));
  return canTake(state, event) ? { kind: 'event', event } : { kind: 'unfit' };
};

/**
 * Applies what is new in a read of own fills: new ones, and later states of those that are not
 * final. CONFIRMED and FAILED are final whatever is listed afterwards. Before the opening nothing
 * is applied: it is part of the opening cash.
 */
export const postFills = (
  state: LedgerState,
  fills: readonly Fill[],
  strategyOf: StrategyOf,
): PostedFills => {
  let books: Posted = { state, entries: [] };
  const unposted: Fill[] = [];
  if (state.sequence === 0) return { ...books, unposted };
  for (const fill of oncePerFill(fills)) {
    const news = newsOf(books.state, fill, strategyOf);
    if (news.kind === 'event') books = posted(books, news.event);
    if (news.kind === 'unfit') unposted.push(fill);
  }
  return { ...books, unposted };
};
