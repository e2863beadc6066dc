// The markets of one event while time goes by. Exclusive outcomes share one certainty: their
// probabilities add up to one at every moment, and what one gains the others lose.

import { startFate, STAYS_OPEN } from './fate.ts';
import { startLiveMarket } from './live-market.ts';
import { randomStream } from './random.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { TokenId } from '../../units/ids.ts';
import type { Fate, FateTimes } from './fate.ts';
import type { ListedEvent } from './listing.ts';
import type { LiveMarket } from './live-market.ts';

/** An event in motion. */
export type LiveEvent = {
  readonly open: (ms: number) => void;
  readonly step: (ms: number) => void;
  /** The tokens whose books are known. */
  readonly shown: () => readonly TokenId[];
  /** Hands over what happened since the last time, market by market. */
  readonly drain: () => readonly TapeEvent[];
};

type Kind = ListedEvent['plan']['kind'];

const logistic = (score: number): number => 1 / (1 + Math.exp(-score));

const homeScore = (kind: Kind, home: number): number =>
  kind === 'single' ? Math.log(home / (1 - home)) : Math.log(home);

const probabilitiesOf = (kind: Kind, scores: readonly number[]): readonly number[] => {
  if (kind === 'single') return scores.map(logistic);
  const weights = scores.map((score) => Math.exp(score));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

/** Sets an event in motion, from a seed. */
export const startLiveEvent = (event: ListedEvent, seed: bigint, times: FateTimes): LiveEvent => {
  const { kind } = event.plan;
  const members = event.markets.map(({ plan, market }) => {
    const random = randomStream(seed, plan.slug);
    const behaviour = { ...plan.behaviour, home: homeScore(kind, plan.home) };
    const live = startLiveMarket(market, behaviour, random);
    const fate = plan.fate === 'resolves' ? startFate(live, times, random) : STAYS_OPEN;
    return { live, fate };
  });
  const forEach = (act: (live: LiveMarket, probability: number, fate: Fate) => void): void => {
    const scores = members.map(({ live }) => live.belief.score());
    const probabilities = probabilitiesOf(kind, scores);
    for (const [i, { live, fate }] of members.entries()) act(live, probabilities[i] ?? 0, fate);
  };
  return {
    open: (ms) => {
      forEach((live, probability) => live.open(ms, probability));
    },
    step: (ms) => {
      for (const { live } of members) live.belief.advance();
      forEach((live, probability, fate) => {
        fate.advance(ms, probability);
        if (fate.isTrading()) live.step(ms, probability);
      });
    },
    shown: () => members.flatMap(({ live, fate }) => (fate.isTrading() ? [live.market.yes] : [])),
    drain: () => members.flatMap(({ live }) => live.desk.drain()),
  };
};
