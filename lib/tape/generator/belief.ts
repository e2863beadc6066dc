// What people believe of one outcome, in log-odds: a walk that stays, noise that goes away again,
// and news. Markets are lively in spells: in recorded games the 90th percentile of moves is nine
// times the median; were they normal, it would be two and a half times.

import { startNews } from './news.ts';
import { startNoise } from './noise.ts';
import { STEP_MINUTES } from './clock.ts';
import type { News, NewsPlan } from './news.ts';
import type { NoisePlan } from './noise.ts';
import type { Random } from './random.ts';

/** How a belief moves. */
export type BeliefPlan = {
  /** The logarithm of how lively the market is. */
  readonly spells: NoisePlan;
  /** The part that stays. Unit: log-odds per square root of a minute. */
  readonly walk: number;
  /** The part that goes away. Unit: log-odds. */
  readonly noise: NoisePlan;
  readonly news: NewsPlan;
};

/** A moving belief. */
export type Belief = {
  readonly advance: () => void;
  readonly score: () => number;
  /** How lively the market is now; 1 on average. */
  readonly liveliness: () => number;
  readonly insiders: News['insiders'];
  /** Moves the score for a while, as trades do. */
  readonly push: (by: number) => void;
  /** Takes the score somewhere else for good, over some steps. */
  readonly decide: (score: number) => void;
};

const NEWS_LIVELINESS = 2;
const SQRT_STEP = Math.sqrt(STEP_MINUTES);
// A decided market closes in on its outcome by this part a step: most of the way in two minutes.
const DECIDED_PULL = 0.02;

/** Starts a belief at a home, where news pulls it back to. Unit of home: log-odds. */
export const startBelief = (plan: BeliefPlan, home: number, random: Random): Belief => {
  const noise = startNoise(plan.noise, random);
  const spells = startNoise(plan.spells, random);
  const news = startNews(plan.news, home, random);
  const meanOfSpells = Math.exp((plan.spells.deviation * plan.spells.deviation) / 2);
  let settled = home;
  let decided: number | undefined;

  const spell = (): number => Math.exp(spells.value()) / meanOfSpells;
  return {
    score: () => settled + noise.value(),
    liveliness: () => spell() * (news.isOn() ? NEWS_LIVELINESS : 1),
    insiders: () => (decided === undefined ? news.insiders() : 0),
    push: noise.push,
    decide: (score) => {
      decided = score;
    },
    advance: () => {
      spells.advance(1);
      noise.advance(decided === undefined ? spell() : 0);
      if (decided !== undefined) {
        settled += DECIDED_PULL * (decided - settled);
        return;
      }
      settled += spell() * plan.walk * SQRT_STEP * random.normal() + news.advance(settled);
    },
  };
};
