// Which lots a change of shares falls on. Shares that go out are taken from the lots that have
// them; only what no lot has opens a short lot, which means that books and venue differ. The same
// rule seen from the other side lets shares that come in fill short lots first.

import { lotKey } from '../domain/ledger-state.ts';
import { STRATEGIES } from '../domain/order.ts';
import { isZero, magnitude, minus, negate } from '../units/quantity.ts';
import { areOpposite } from './lots.ts';
import type { Strategy } from '../domain/order.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { LotPlace, Lots } from './lots.ts';

/** The part of a change that falls on one lot, never across zero. */
export type LotShare = { readonly place: LotPlace; readonly shares: ShareMicros };

/** The order for own fills: the strategy's own lot first. */
export const ownFirst = (strategy: Strategy): readonly Strategy[] => [
  strategy,
  ...STRATEGIES.filter((other) => other !== strategy),
];

const against = (change: ShareMicros, holding: ShareMicros): ShareMicros =>
  magnitude(change) > magnitude(holding) ? negate(holding) : change;

/**
 * Divides a change of one token's shares among lots: against the lots of opposite sign in the given
 * order, the rest to the lot at `place`.
 */
export const distribute = (
  lots: Lots,
  { place, shares }: LotShare,
  order: readonly Strategy[],
): readonly LotShare[] => {
  const parts: LotShare[] = [];
  let rest = shares;
  for (const strategy of order) {
    const lot = lots.get(lotKey({ strategy, token: place.token }));
    if (lot === undefined || !areOpposite(lot.shares, rest)) continue;
    const part = against(rest, lot.shares);
    parts.push({ place: lot, shares: part });
    rest = minus(rest, part);
  }
  return isZero(rest) ? parts : [...parts, { place, shares: rest }];
};
