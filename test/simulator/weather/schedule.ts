// When the schedule really calls. It promises one call a minute; it may call late, not at all, or
// twice: then two invocations run at once, or the second one comes when the lease of a first one
// that has died is about to end.

import type { Dice } from './dice.ts';

const RATES = { missed: 0.02, late: 0.04, twice: 0.04, later: 0.02, leaseEnd: 0.015 } as const;

/** The calls of one minute, as what has passed since it began. Unit: ms. */
export const callsOf = (dice: Dice): readonly number[] => {
  if (dice.happens('schedule', RATES.missed)) {
    dice.note('schedule missed');
    return [];
  }
  const isLate = dice.happens('schedule', RATES.late);
  if (isLate) dice.note('schedule late');
  const first = isLate ? dice.between(1_000, 58_000) : dice.usual(0, 400);
  if (dice.happens('schedule', RATES.twice)) {
    dice.note('schedule twice at once');
    return [first, first + dice.between(0, 40)];
  }
  if (dice.happens('schedule', RATES.leaseEnd)) {
    dice.note('schedule as a lease ends');
    return [first, first + dice.between(50_000, 64_000)];
  }
  if (!dice.happens('schedule', RATES.later)) return [first];
  dice.note('schedule twice');
  return [first, first + dice.between(500, 50_000)];
};
