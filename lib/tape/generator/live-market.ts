// One generated market while time goes by: belief, makers and takers around one book.

import { startBelief } from './belief.ts';
import { perStep, STEP_MS } from './clock.ts';
import { createDesk } from './desk.ts';
import { GRID } from './grid-book.ts';
import { startMakers } from './makers.ts';
import { startNoise } from './noise.ts';
import { startTakers } from './takers.ts';
import type { Market } from '../../domain/market.ts';
import type { Belief, BeliefPlan } from './belief.ts';
import type { Desk } from './desk.ts';
import type { Makers, MakersPlan } from './makers.ts';
import type { NoisePlan } from './noise.ts';
import type { Random } from './random.ts';
import type { CrowdPlan, Takers } from './takers.ts';

/** How a market behaves. */
export type BehaviourPlan = {
  readonly belief: BeliefPlan;
  readonly makers: MakersPlan;
  readonly crowd: CrowdPlan;
  /** How many orders come from those who know, while news is on its way. */
  readonly insidersPerMinute: number;
  /** How many levels makers change in a usual minute. */
  readonly changesPerMinute: number;
};

/** One market in motion. */
export type LiveMarket = {
  readonly market: Market;
  readonly belief: Belief;
  readonly desk: Desk;
  /** Opens the book at a time, with makers who believe in a probability. */
  readonly open: (ms: number, probability: number) => void;
  /** Lets everybody trade for one step. */
  readonly step: (ms: number, probability: number) => void;
};

const DEPTH_NOISE: NoisePlan = { deviation: 0.3, minutes: 20 };
const SPREAD_NOISE: NoisePlan = { deviation: 0.3, minutes: 3 };
// Lively spells widen spreads, thin books and bring orders, less than in proportion.
const SPREAD_EXPONENT = 0.35;
const DEPTH_EXPONENT = -0.15;
const FLOW_EXPONENT = 0.6;
const ARBITRAGE = 0.03;
// Beyond this, and as near to 0, the venue goes over to its finer tick.
// Source: docs.polymarket.com, websocket tick_size_change, read 2026-10-05.
const FINE_BEYOND = 0.96;

// Made of the two functions that give the same bits on every machine, which `**` need not.
const power = (base: number, exponent: number): number => Math.exp(exponent * Math.log(base));

/** Puts a market together; its home is where its belief starts, in log-odds. */
export const startLiveMarket = (
  market: Market,
  plan: BehaviourPlan & { readonly home: number },
  random: Random,
): LiveMarket => {
  const desk = createDesk(market);
  const belief = startBelief(plan.belief, plan.home, random);
  const makers = startMakers(desk, plan.makers, random);
  const takers = startTakers(desk, plan, random);
  const depthNoise = startNoise(DEPTH_NOISE, random);
  const spreadNoise = startNoise(SPREAD_NOISE, random);

  const show = (probability: number): void => {
    const lively = belief.liveliness();
    makers.see({
      belief: probability,
      spreadFactor: Math.exp(spreadNoise.value()) * power(lively, SPREAD_EXPONENT),
      depthFactor: Math.exp(depthNoise.value()) * power(lively, DEPTH_EXPONENT),
    });
  };
  const open = (ms: number, probability: number): void => {
    show(probability);
    makers.openBook();
    // Recorded as a whole, not level by level.
    desk.drain();
    desk.moveTo(ms);
    desk.showBook();
  };
  const refineNearEnds = (): void => {
    const mid = (desk.book.best('bids') + desk.book.best('asks')) / (2 * GRID);
    if (desk.step() === 1 || Math.max(mid, 1 - mid) <= FINE_BEYOND) return;
    desk.refine();
    makers.holdEnds();
  };
  const step = (ms: number, probability: number): void => {
    depthNoise.advance(1);
    spreadNoise.advance(1);
    show(probability);
    desk.moveTo(ms);
    refineNearEnds();
    trade({ ms, plan, desk, belief, makers, takers, random });
  };
  return { market, belief, desk, open, step };
};

type Trading = {
  readonly ms: number;
  readonly plan: BehaviourPlan;
  readonly desk: Desk;
  readonly belief: Belief;
  readonly makers: Makers;
  readonly takers: Takers;
  readonly random: Random;
};

// Orders come as a Poisson process, at any millisecond of the step.
const trade = ({ ms, plan, desk, belief, makers, takers, random }: Trading): void => {
  const lively = power(belief.liveliness(), FLOW_EXPONENT);
  const insiders = belief.insiders();
  const changes = perStep(plan.changesPerMinute * lively);
  const crowd = perStep(plan.crowd.perMinute * lively);
  const informed = insiders === 0 ? 0 : perStep(plan.insidersPerMinute);
  const meanGap = STEP_MS / (changes + crowd + informed);
  for (let at = random.exponential(meanGap); at < STEP_MS; at += random.exponential(meanGap)) {
    desk.moveTo(Math.floor(ms + at));
    const drawn = random.uniform() * (changes + crowd + informed);
    const stale = makers.staleSide();
    if (drawn < crowd) belief.push(takers.crowd());
    else if (drawn < crowd + informed && insiders !== 0) belief.push(takers.insider(insiders));
    else if (stale !== undefined && random.chance(ARBITRAGE)) takers.arbitrage(stale);
    else makers.act();
  }
};
