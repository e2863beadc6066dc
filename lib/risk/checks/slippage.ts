// How bad a price may be. Only the adverse direction counts: a quote far on the safe side is what
// market making consists of.

import { cents, formatPrice, microsOfOffset, offsetBetween } from '../../units/price.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { larger, smaller } from '../../units/quantity.ts';
import { ZERO_SHARES } from '../../units/shares.ts';
import { fairPriceOf } from '../../domain/fair-price.ts';
import { yesPrice } from '../../domain/market.ts';
import { capAt } from './subject.ts';
import type { PriceMicros } from '../../units/price.ts';
import type { PriceOffset, ShareMicros } from '../../units/quantity.ts';
import type { Cap, Check, Subject } from './subject.ts';

/**
 * The widest slippage of a stop, unless the preset's own limit is wider. Why 5 cents: the
 * specification widens by a cent a cycle up to there. It does not catch a book that is emptier
 * still; then the position is held and reported.
 */
const STOP_SLIPPAGE_MAX = cents(5);

// A sale gives up shares that are held, also where they happen to hedge another market of the event
// and so lower no exposure of it; a hedge must close something.
const closing = ({ desired, order, wanted, reducible }: Subject): ShareMicros =>
  desired.slippage.kind === 'stop' && order.side === 'SELL' ? wanted : reducible;

const allowanceOf = ({ context, desired }: Subject): PriceOffset => {
  const preset = context.limits.slippageMax;
  const { slippage: allowance } = desired;
  if (allowance.kind === 'preset') return preset;
  return larger(preset, smaller(cents(allowance.cents), larger(preset, STOP_SLIPPAGE_MAX)));
};

// A price, what it is measured from, and how far it may be worse.
type Measure = {
  readonly reference: PriceMicros;
  readonly limit: PriceOffset;
  /** The size that passes all the same. */
  readonly otherwise: ShareMicros;
};

const within = ({ order }: Subject, { reference, limit, otherwise }: Measure): readonly Cap[] => {
  const worse =
    order.side === 'BUY'
      ? offsetBetween(order.price, reference)
      : offsetBetween(reference, order.price);
  if (worse <= limit) return [];
  return capAt(otherwise, 'SLIPPAGE_LIMIT', [
    ['side', order.side],
    ['price', formatPrice(order.price)],
    ['reference', formatPrice(reference)],
    ['worse', formatDecimal(microsOfOffset(worse), 6)],
    ['limit', formatDecimal(microsOfOffset(limit), 6)],
  ]);
};

// What adds is measured from the gate's own fair price, whatever the strategy says: a strategy that
// is wrong about its reference would be wrong about its price too.
const byFairPrice = (subject: Subject): readonly Cap[] => {
  const { context, order } = subject;
  const otherwise = closing(subject);
  const fair = fairPriceOf(context.fair, order.condition);
  if (fair.kind === 'invalid')
    return capAt(otherwise, 'STALE_DATA', [
      ['part', 'fair'],
      ['cause', fair.cause],
    ]);
  const reference = yesPrice(fair.yes, order.outcome);
  return within(subject, { reference, limit: context.limits.slippageMax, otherwise });
};

/**
 * Refuses a price worse than the reference by more than the limit. What closes is measured from the
 * strategy's reference, since a stop must act on the last valid fair price where there is none
 * now, and stops may widen the limit; what adds is measured from the fair price at observation too.
 */
export const slippage: Check = (subject) => {
  const { reference } = subject.desired;
  const limit = allowanceOf(subject);
  const caps = within(subject, { reference, limit, otherwise: ZERO_SHARES });
  return caps.length > 0 || closing(subject) >= subject.wanted ? caps : byFairPrice(subject);
};
