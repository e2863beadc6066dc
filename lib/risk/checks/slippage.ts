// How bad a price may be. Only the adverse direction counts: a quote far on the safe side is what
// market making consists of.

import { cents, formatPrice, microsOfOffset, offsetBetween } from '../../units/price.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { larger, smaller } from '../../units/quantity.ts';
import { ZERO_SHARES } from '../../units/shares.ts';
import { capAt } from './subject.ts';
import type { DesiredOrder } from '../../domain/order.ts';
import type { PriceOffset, ShareMicros } from '../../units/quantity.ts';
import type { Check, Subject } from './subject.ts';

/**
 * The widest slippage of a stop, unless the preset's own limit is wider. Why 5 cents: the
 * specification widens by a cent a cycle up to there. It does not catch a book that is emptier
 * still; then the position is held and reported.
 */
const STOP_SLIPPAGE_MAX = cents(5);

const adverse = ({ order, reference }: DesiredOrder): PriceOffset =>
  order.side === 'BUY'
    ? offsetBetween(order.price, reference)
    : offsetBetween(reference, order.price);

// A sale gives up shares that are held, also where they happen to hedge another market of the event
// and so lower no exposure of it; a hedge must close something.
const closing = ({ order, wanted, reducible }: Subject): ShareMicros =>
  order.side === 'SELL' ? wanted : reducible;

/** Refuses a price worse than the reference by more than the limit, which stops may widen. */
export const slippage: Check = (subject) => {
  const { context, desired } = subject;
  const preset = context.limits.slippageMax;
  const worse = adverse(desired);
  if (worse <= preset) return [];
  const { slippage: allowance } = desired;
  const stop =
    allowance.kind === 'stop'
      ? smaller(cents(allowance.cents), larger(preset, STOP_SLIPPAGE_MAX))
      : preset;
  return capAt(worse <= stop ? closing(subject) : ZERO_SHARES, 'SLIPPAGE_LIMIT', [
    ['side', desired.order.side],
    ['price', formatPrice(desired.order.price)],
    ['reference', formatPrice(desired.reference)],
    ['worse', formatDecimal(microsOfOffset(worse), 6)],
    ['limit', formatDecimal(microsOfOffset(larger(stop, preset)), 6)],
  ]);
};
