// Markets that come to their end: quoted until a day before it, then only left, while the price
// runs to one of its ends; closed, and resolved some minutes later. The last one is closed without
// any warning while it is quoted, which is how what is held is still there to be redeemed.

import { marketsOf } from './universe.ts';
import { calmHabits, smallDeals } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf, within } from './street.ts';
import { ONE, ratio, ZERO_RATIO } from '../../../lib/units/ratio.ts';
import { after, hours, minutes as minutesOf } from '../../../lib/units/time.ts';
import type { MarketStatus } from '../../../lib/domain/market.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Ratio } from '../../../lib/units/ratio.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Family, FamilySetup, Move } from './family.ts';
import type { Deal } from './quotes.ts';
import type { Habits, Spot } from './street.ts';

// Parts of the time that the family is looked at.
const LEFT_FROM = 0.4;
const RUNS_FROM = 0.5;
const CLOSES_AT = 0.7;
const SURPRISE_AT = 0.35;
const RESOLVES_AFTER_MIN = 3;
const DRAW_CHANCE = 0.15;

type End = { readonly closes: number; readonly resolves: number; readonly pays: Ratio };

// A price runs to what its share will pay.
const goalOf = ({ pays }: End): number => {
  if (pays === ONE) return 1_000;
  return pays === ZERO_RATIO ? 0 : 500;
};

const endsOf = ({ random, minutes, markets }: FamilySetup): readonly End[] =>
  Array.from({ length: markets }, (_, place) => {
    const part = place === markets - 1 ? SURPRISE_AT : CLOSES_AT;
    const closes = Math.floor(minutes * part) + random.below(3);
    const winner = random.chance(0.5) ? ONE : ZERO_RATIO;
    const pays = random.chance(DRAW_CHANCE) ? ratio('0.5') : winner;
    return { closes, resolves: closes + RESOLVES_AFTER_MIN + random.below(3), pays };
  });

// Whoever sells in the last minutes leaves us with what they sold.
const LAST_MINUTES = 8;

const dealsOf = ({ minute }: Spot, { closes }: End, random: Random): readonly Deal[] => {
  if (minute >= closes) return [];
  if (minute < closes - LAST_MINUTES) return smallDeals(random, 0.5);
  return [{ side: 'SELL', reach: CENT, size: 300 + random.below(600), wallet: STRANGER }];
};

const endings = ({ market, minute }: Spot, end: End, from: EpochMs): readonly Move[] => {
  const becomes = (status: MarketStatus): readonly Move[] => [
    { kind: 'status', at: within(from, 20_000), condition: market.condition, status },
  ];
  if (minute === end.closes) return becomes({ kind: 'closed' });
  return minute === end.resolves ? becomes({ kind: 'resolved', yesPayout: end.pays }) : [];
};

/** Makes markets that end. */
export const resolution = (setup: FamilySetup): Family => {
  const { random, start, minutes, markets } = setup;
  const ends = endsOf(setup);
  const endOf = (place: number): End => ends[place] ?? { closes: 0, resolves: 0, pays: ONE };
  const runs = (spot: Spot): boolean => spot.minute >= minutes * RUNS_FROM;
  const habits: Habits = calmHabits(random);
  const left = minutesOf(Math.floor(minutes * LEFT_FROM));
  const universe = marketsOf(markets, (market) => ({
    ...market,
    end: { kind: 'at', at: after(after(start, hours(24)), left) },
  }));
  return streetOf(universe, random, {
    ...habits,
    walks: (spot) => {
      if (!runs(spot)) return habits.walks(spot);
      return spot.mid + ((goalOf(endOf(spot.place)) - spot.mid) * (2 + random.below(4))) / 20;
    },
    spread: () => 3 * CENT,
    deals: (spot) => dealsOf(spot, endOf(spot.place), random),
    besides: (spot, from) => endings(spot, endOf(spot.place), from),
  });
};
