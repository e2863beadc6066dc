// Markets that jump on news: nothing for a long time, and then the price is elsewhere at once. In
// the minute of the news the feed of the book is lost for some seconds, orders of others sweep
// through what rests on the wrong side, and for some minutes nobody quotes closely.

import { soakUniverse } from '../../soak/world.ts';
import { calmHabits, smallDeals } from './calm.ts';
import { CENT, STRANGER } from './quotes.ts';
import { streetOf, within } from './street.ts';
import type { Family, FamilySetup } from './family.ts';

const NEWS_CHANCE = 0.06;
const JUMP_MIN = 60;
const JUMP_STEPS = 20;
const WIDE_MINUTES = 3;
const WIDE = 80;
const USUAL = 30;

type News = { readonly minute: number; readonly jump: number };

/** Makes markets that jump. */
export const newsJump = ({ random, markets }: FamilySetup): Family => {
  const news = new Map<number, News>();
  const isNews = (place: number, minute: number): boolean => news.get(place)?.minute === minute;
  const jumpFrom = (mid: number): number => {
    const size = JUMP_MIN + random.below(JUMP_STEPS) * CENT;
    const isUp = mid < 300 || (mid < 700 && random.chance(0.5));
    return isUp ? size : -size;
  };
  const habits = calmHabits(random);
  return streetOf(soakUniverse(markets), random, {
    ...habits,
    walks: (spot) => {
      const { place, minute, mid } = spot;
      if (!random.chance(NEWS_CHANCE)) return habits.walks(spot);
      const jump = jumpFrom(mid);
      news.set(place, { minute, jump });
      return mid + jump;
    },
    spread: ({ place, minute }) => {
      const last = news.get(place);
      return last !== undefined && minute - last.minute < WIDE_MINUTES ? WIDE : USUAL;
    },
    deals: ({ place, minute }) => {
      if (!isNews(place, minute)) return smallDeals(random, 0.4);
      const side = (news.get(place)?.jump ?? 0) > 0 ? 'BUY' : 'SELL';
      return [1, 2].map((times) => ({
        side,
        reach: times * 2 * CENT,
        size: 400 + random.below(2_000),
        wallet: STRANGER,
      }));
    },
    besides: ({ market, place, minute }, from) =>
      isNews(place, minute)
        ? [{ kind: 'gap', at: within(from, 30_000), token: market.yes, cause: 'the feed is lost' }]
        : [],
  });
};
