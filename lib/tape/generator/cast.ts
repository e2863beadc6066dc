// The markets that are generated: enough kinds of them for every strategy to find work. All but one
// outlive the tape by days.

import { FINE_GRID, HECTIC, LIVELY, QUIET, WATCHED } from './behaviours.ts';
import { cents, tick } from '../../units/price.ts';
import { ratio } from '../../units/ratio.ts';
import { shares } from '../../units/shares.ts';
import { hours } from '../../units/time.ts';
import { usdc } from '../../units/usdc.ts';
import type { Category } from '../../domain/category.ts';
import type { FeeSchedule, RewardTerms } from '../../domain/market.ts';
import type { Tick } from '../../units/price.ts';
import type { DurationMs, UsdcMicros } from '../../units/quantity.ts';
import type { Population } from './behaviours.ts';
import type { BehaviourPlan } from './live-market.ts';

/** One market of the cast. */
export type MarketPlan = {
  readonly slug: string;
  readonly labels: { readonly yes: string; readonly no: string };
  /** Where its probability starts, and where news pulls it back to. */
  readonly home: number;
  readonly tick: Tick;
  readonly volume24h: UsdcMicros;
  readonly population: Population;
  /** Whether it is decided and resolved before the tape ends. */
  readonly fate: 'stays-open' | 'resolves';
  readonly behaviour: BehaviourPlan;
};

/** One event of the cast: a single question, or several of which exactly one comes true. */
export type EventPlan = {
  readonly slug: string;
  readonly category: Category;
  readonly kind: 'single' | 'exclusive';
  readonly fee: FeeSchedule;
  readonly rewards: RewardTerms;
  readonly endsAfter: DurationMs;
  readonly gameStartsAfter: DurationMs | 'no-game';
  readonly markets: readonly MarketPlan[];
};

const YES_NO = { yes: 'Yes', no: 'No' } as const;
const FREE: FeeSchedule = { kind: 'free' };
const NO_REWARDS: RewardTerms = { kind: 'none' };
const COARSE = tick('0.01');
const FINE = tick('0.001');
const DAYS = (count: number): DurationMs => hours(24 * count);

const single = (
  plan: Omit<EventPlan, 'kind' | 'markets'>,
  market: Omit<MarketPlan, 'slug' | 'labels'>,
): EventPlan => ({
  ...plan,
  kind: 'single',
  markets: [{ ...market, slug: plan.slug, labels: YES_NO }],
});

const candidate = (name: string, home: number): MarketPlan => ({
  slug: `best-picture-${name}`,
  labels: YES_NO,
  home,
  tick: FINE,
  volume24h: usdc('150000'),
  population: 'lively',
  fate: 'stays-open',
  behaviour: FINE_GRID,
});

/** Everything that is generated. */
export const CAST: readonly EventPlan[] = [
  single(
    {
      slug: 'ceasefire-by-year-end',
      category: 'geopolitics',
      fee: FREE,
      rewards: NO_REWARDS,
      endsAfter: DAYS(60),
      gameStartsAfter: 'no-game',
    },
    {
      home: 0.46,
      tick: COARSE,
      volume24h: usdc('250000'),
      population: 'lively',
      fate: 'stays-open',
      behaviour: WATCHED,
    },
  ),
  single(
    {
      slug: 'bitcoin-above-150k-this-week',
      category: 'crypto',
      fee: { kind: 'taker', rate: ratio('0.07'), exponent: 1 },
      rewards: NO_REWARDS,
      endsAfter: DAYS(6),
      gameStartsAfter: 'no-game',
    },
    {
      home: 0.52,
      tick: COARSE,
      volume24h: usdc('1250000'),
      population: 'hectic',
      fate: 'stays-open',
      behaviour: HECTIC,
    },
  ),
  single(
    {
      slug: 'rate-cut-in-december',
      category: 'economy',
      fee: FREE,
      rewards: {
        kind: 'paid',
        sizeMin: shares('50'),
        spreadMax: cents(3),
        dailyPool: usdc('100'),
      },
      endsAfter: DAYS(20),
      gameStartsAfter: 'no-game',
    },
    {
      home: 0.3,
      tick: FINE,
      volume24h: usdc('200000'),
      population: 'lively',
      fate: 'stays-open',
      behaviour: FINE_GRID,
    },
  ),
  single(
    {
      slug: 'new-model-released-by-march',
      category: 'tech',
      fee: FREE,
      rewards: NO_REWARDS,
      endsAfter: DAYS(90),
      gameStartsAfter: 'no-game',
    },
    {
      home: 0.94,
      tick: COARSE,
      volume24h: usdc('100000'),
      population: 'lively',
      fate: 'stays-open',
      behaviour: LIVELY,
    },
  ),
  single(
    {
      slug: 'budget-passed-this-month',
      category: 'politics',
      fee: FREE,
      rewards: NO_REWARDS,
      endsAfter: DAYS(14),
      gameStartsAfter: 'no-game',
    },
    {
      home: 0.62,
      tick: COARSE,
      volume24h: usdc('200000'),
      population: 'lively',
      fate: 'resolves',
      behaviour: LIVELY,
    },
  ),
  single(
    {
      slug: 'opening-game-home-side-wins',
      category: 'sports',
      fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
      rewards: NO_REWARDS,
      endsAfter: DAYS(6),
      gameStartsAfter: DAYS(5),
    },
    {
      home: 0.545,
      tick: COARSE,
      volume24h: usdc('110000'),
      population: 'quiet',
      fate: 'stays-open',
      behaviour: QUIET,
    },
  ),
  {
    slug: 'best-picture',
    category: 'culture',
    kind: 'exclusive',
    fee: FREE,
    rewards: NO_REWARDS,
    endsAfter: DAYS(45),
    gameStartsAfter: 'no-game',
    markets: [
      candidate('the-long-tide', 0.41),
      candidate('paper-moons', 0.29),
      candidate('northern-line', 0.19),
      candidate('any-other', 0.11),
    ],
  },
];
