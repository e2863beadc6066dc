// The venue shows a redemption as one row for its market, which names no token. The simulated
// wallet knows what each of them paid.

import { plus } from '../../units/quantity.ts';
import type { Activity } from '../../domain/activity.ts';

const joined = (last: Activity | undefined, one: Activity): Activity | null => {
  if (one.kind !== 'redemption' || last?.kind !== 'market-redemption') return null;
  if (one.condition !== last.condition || one.at !== last.at) return null;
  return { ...last, payout: plus(last.payout, one.payout) };
};

const whole = (one: Activity): Activity => {
  if (one.kind !== 'redemption') return one;
  const { key, at, condition, payout } = one;
  return { kind: 'market-redemption', key, at, condition, payout };
};

/** Puts the redemptions of a market that happened at once, in a row, into one. */
export const wholeRedemptions = (moves: readonly Activity[]): readonly Activity[] =>
  moves.reduce<readonly Activity[]>((rows, one) => {
    const both = joined(rows.at(-1), one);
    return both === null ? [...rows, whole(one)] : [...rows.slice(0, -1), both];
  }, []);
