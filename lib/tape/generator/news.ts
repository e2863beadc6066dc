// News moves a market in episodes: somebody knows and trades, then the price jumps, then it drifts
// on while the rest of the world reads. Some episodes are only rumours: the trading without the
// move.

import { perStep, STEP_MINUTES } from './clock.ts';
import type { Random } from './random.ts';

/** How often news comes, and how far it moves a market. */
export type NewsPlan = {
  readonly perHour: number;
  /** The median of the whole move. Unit: log-odds. */
  readonly size: number;
};

/** The news of one market. */
export type News = {
  /** Moves on by one step; gives the shift of the market's log-odds. */
  readonly advance: (score: number) => number;
  /** The direction in which those who know are trading now. */
  readonly insiders: () => -1 | 0 | 1;
  /** Whether an episode is going on. */
  readonly isOn: () => boolean;
};

type Episode = {
  readonly direction: -1 | 1;
  readonly jump: number;
  readonly driftPerStep: number;
  readonly endsAt: number;
  readonly insidersUntil: number;
};

// Insiders have this long before the jump. Unit: minute.
const LEAD_MINUTES = 0.5;
// The part of a move that comes at once; the rest drifts.
const JUMP_SHARE = 0.4;
const DRIFT_MINUTES_MIN = 3;
const DRIFT_MINUTES_SPAN = 5;
// Insiders go on until this part of the drift is over.
const INSIDERS_SHARE = 0.7;
const SIZE_SPREAD = 0.4;
const GENUINE = 0.7;
// How strongly news pulls a market back to where it started, so that it stays worth trading.
const PULL = 1.5;

const startEpisode = (plan: NewsPlan, pull: number, random: Random): Episode => {
  const direction = random.chance(1 / (1 + Math.exp(PULL * pull))) ? 1 : -1;
  const minutes = DRIFT_MINUTES_MIN + DRIFT_MINUTES_SPAN * random.uniform();
  const drawn = random.logNormal(plan.size, SIZE_SPREAD);
  const size = random.chance(GENUINE) ? direction * drawn : 0;
  return {
    direction,
    jump: size * JUMP_SHARE,
    driftPerStep: (size * (1 - JUMP_SHARE) * STEP_MINUTES) / minutes,
    endsAt: LEAD_MINUTES + minutes,
    insidersUntil: LEAD_MINUTES + minutes * INSIDERS_SHARE,
  };
};

/** Starts the news of a market that is at home at some log-odds. */
export const startNews = (plan: NewsPlan, home: number, random: Random): News => {
  const chance = perStep(plan.perHour / 60);
  let episode: Episode | undefined;
  let minutes = 0;

  const advance = (score: number): number => {
    if (episode === undefined) {
      if (random.chance(chance)) episode = startEpisode(plan, score - home, random);
      minutes = 0;
      return 0;
    }
    const before = minutes;
    minutes += STEP_MINUTES;
    const { jump, driftPerStep, endsAt } = episode;
    if (minutes >= endsAt) episode = undefined;
    if (minutes < LEAD_MINUTES) return 0;
    return before < LEAD_MINUTES ? jump : driftPerStep;
  };
  return {
    advance,
    insiders: () =>
      episode === undefined || minutes >= episode.insidersUntil ? 0 : episode.direction,
    isOn: () => episode !== undefined,
  };
};
