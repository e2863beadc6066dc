// The market itself: whether it takes orders, whether our books of it can be trusted, and who else
// is at work on this side of it.

import { bookSideOf, horizonOf, otherOutcome, tokenOf } from '../../domain/market.ts';
import { STRATEGIES } from '../../domain/order.ts';
import { wouldMatch } from '../../execution/conflicts.ts';
import { formatPrice, formatTick, isOnGrid } from '../../units/price.ts';
import { larger, minus, plus, smaller } from '../../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
import { elapsed, formatTime, hours } from '../../units/time.ts';
import { sideKey } from '../gate-context.ts';
import { boughtShares, offeredShares } from '../reservations.ts';
import { capAt } from './subject.ts';
import type { Order, RestingOrder } from '../../domain/order.ts';
import type { Cap, Check, Subject } from './subject.ts';

/**
 * New risk needs this long until the earlier of end and game start. Why 24 h: the specification; a
 * position must leave time to be reduced passively before news decides it.
 */
const NEW_RISK_BEFORE_END = hours(24);

const isUnresolvedBeside = (other: RestingOrder, order: Order): boolean =>
  other.certainty === 'unknown' &&
  other.order.condition === order.condition &&
  bookSideOf(other.order.side, other.order.outcome) === bookSideOf(order.side, order.outcome);

/**
 * Nothing joins a market side where an order of unknown outcome may rest, and nothing is sent that
 * would trade with an own order that may rest.
 */
export const unresolvedIntent: Check = ({ context, order }) =>
  context.portfolio.resting
    .filter((other) => isUnresolvedBeside(other, order) || wouldMatch(other.order, order))
    .flatMap((other) => capAt(ZERO_SHARES, 'INTENT_UNRESOLVED', [['order', other.id]]));

const venueMode = ({ context, desired, reducible }: Subject): readonly Cap[] => {
  if (context.mode.kind === 'unknown' || context.mode.value === 'normal') return [];
  const { value: mode } = context.mode;
  const quotes = desired.strategy === 'MM' && desired.order.liquidity === 'post-only';
  if (mode === 'post-only' && quotes) return [];
  const allowed = mode === 'closed-only' ? reducible : ZERO_SHARES;
  return capAt(allowed, 'MARKET_CLOSED', [['cause', `venue-${mode}`]]);
};

const nearEnd = ({ context, market, reducible }: Subject): readonly Cap[] => {
  const end = horizonOf(market);
  if (end.kind === 'at' && elapsed(context.now, end.at) >= NEW_RISK_BEFORE_END) return [];
  return capAt(reducible, 'MARKET_CLOSED', [
    ['cause', 'end'],
    ['end', end.kind === 'at' ? formatTime(end.at) : 'unknown'],
  ]);
};

/** Nothing passes where the venue takes no orders, and only reducing orders close to the end. */
export const openMarket: Check = (subject) => {
  const { status } = subject.market;
  const closed =
    status.kind === 'accepting'
      ? []
      : capAt(ZERO_SHARES, 'MARKET_CLOSED', [['cause', status.kind]]);
  return [...closed, ...venueMode(subject), ...nearEnd(subject)];
};

// A SELL reduces its own token, a BUY the other one. Shares that a SELL at work may give away, or a
// BUY of the other token may pair with, are spoken for.
const certainShares = ({ context, market, order, working }: Subject) => {
  const outcome = order.side === 'SELL' ? order.outcome : otherOutcome(order.outcome);
  const token = tokenOf(market, outcome);
  const believed = context.portfolio.positions.get(token)?.shares ?? ZERO_SHARES;
  const venue =
    context.balances.kind === 'known' ? context.balances.value.shares.get(token) : undefined;
  const paired = boughtShares(working, tokenOf(market, otherOutcome(outcome)));
  const spokenFor = plus(offeredShares(working, token), paired);
  return larger(minus(smaller(believed, venue ?? ZERO_SHARES), spokenFor), ZERO_SHARES);
};

/** Where believed and venue state differ, only what both agree on may be reduced. */
export const matchingBooks: Check = (subject) =>
  subject.context.risk.mismatches
    .filter(({ halted }) => halted)
    .flatMap(({ scope, detail }) => {
      if (scope.kind === 'cash')
        return capAt(subject.reducible, 'MARKET_HALTED', [
          ['scope', 'cash'],
          ['cause', detail],
        ]);
      if (scope.condition !== subject.order.condition) return [];
      const certain = certainShares(subject);
      return capAt(smaller(subject.reducible, certain), 'MARKET_HALTED', [
        ['scope', 'market'],
        ['reducible', formatShares(certain)],
        ['cause', detail],
      ]);
    });

/** After a rule of our own was broken, nothing that we believe is good enough to risk money on. */
export const unbrokenRules: Check = ({ context, reducible }) => {
  const { integrity } = context.risk;
  if (integrity.kind === 'intact') return [];
  return capAt(reducible, 'MARKET_HALTED', [
    ['scope', 'all'],
    ['since', formatTime(integrity.since)],
    ['cause', integrity.statement],
  ]);
};

/** Every price lies on the market's grid, by the book's tick where the book is known. */
export const onTick: Check = ({ order, market, quotes }) => {
  const tick = quotes?.kind === 'known' ? quotes.value.tick : market.tick;
  return isOnGrid(order.price, tick)
    ? []
    : capAt(ZERO_SHARES, 'OFF_TICK', [
        ['price', formatPrice(order.price)],
        ['tick', formatTick(tick)],
      ]);
};

/** One strategy owns a market side for a cycle; the owner's rank decides what else may pass. */
export const freeSide: Check = ({ context, desired, order, reducible }) => {
  const side = bookSideOf(order.side, order.outcome);
  const owner = context.owners.get(sideKey(order.condition, side));
  if (owner === undefined || owner === desired.strategy) return [];
  const outranked = STRATEGIES.indexOf(owner) < STRATEGIES.indexOf(desired.strategy);
  return capAt(outranked ? ZERO_SHARES : reducible, 'SIDE_OWNED', [
    ['owner', owner],
    ['side', side],
  ]);
};
