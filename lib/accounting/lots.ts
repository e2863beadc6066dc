// The map of lots. A lot that holds nothing is not in it, and its order is that of its keys.

import { lotKey } from '../domain/ledger-state.ts';
import { isNegative, isPositive, isZero, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { Lot } from '../domain/ledger-state.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { TokenId } from '../units/ids.ts';

/** The lots by key. */
export type Lots = ReadonlyMap<string, Lot>;

/** Whose lot, of what. */
export type LotPlace = Pick<Lot, 'strategy' | 'condition' | 'token' | 'outcome'>;

/** The lot at a place, empty when there is none. */
export const lotAt = (lots: Lots, place: LotPlace): Lot =>
  lots.get(lotKey(place)) ?? {
    strategy: place.strategy,
    condition: place.condition,
    token: place.token,
    outcome: place.outcome,
    shares: ZERO_SHARES,
    cost: ZERO_USDC,
    openNet: ZERO_USDC,
  };

/** All lots of one token. */
export const lotsOfToken = (lots: Lots, token: TokenId): readonly Lot[] =>
  [...lots.values()].filter((lot) => lot.token === token);

/** The shares of one token in all lots. */
export const sharesOfToken = (lots: Lots, token: TokenId): ShareMicros =>
  sum(
    ZERO_SHARES,
    lotsOfToken(lots, token).map((lot) => lot.shares),
  );

/** Puts a lot in its place, or takes it out when it holds no shares. */
export const withLot = (lots: Lots, lot: Lot): Lots => {
  const key = lotKey(lot);
  const next = new Map(lots);
  if (isZero(lot.shares)) {
    next.delete(key);
    return next;
  }
  if (lots.has(key)) return next.set(key, lot);
  return new Map([...next, [key, lot] as const].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** Tells whether one amount of shares works against the other: selling a holding, say. */
export const areOpposite = (a: ShareMicros, b: ShareMicros): boolean =>
  (isPositive(a) && isNegative(b)) || (isNegative(a) && isPositive(b));
