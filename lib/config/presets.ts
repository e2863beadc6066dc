// The four presets: every limit and every number the strategies are tuned by. The tables in the
// README and in the configuration reference are generated from here, so there is no second list.

import { cents } from '../units/price.ts';
import { ratio } from '../units/ratio.ts';
import { hours, minutes, seconds } from '../units/time.ts';
import { usdc } from '../units/usdc.ts';
import type { Limits } from '../domain/limits.ts';
import type {
  FairPriceParameters,
  FlowFollowingParameters,
  IccParameters,
  MarketMakingParameters,
  ProtectParameters,
  StrategyParameters,
} from '../domain/parameters.ts';

/** The presets, the most careful one first. */
export const PRESET_NAMES = [
  'conservative',
  'balanced',
  'aggressive',
  'aggressive_enterprise',
] as const;

/** A preset's name. */
export type PresetName = (typeof PRESET_NAMES)[number];

/** What a preset decides; which markets are traded is the user's own choice. */
export type Preset = {
  readonly limits: Limits;
  readonly parameters: Omit<StrategyParameters, 'markets'>;
};

// What differs between presets. Amounts are dollars, drawdown and Kelly fraction are factors.
type Appetite = {
  readonly exposure: string;
  readonly perMarket: string;
  readonly perCategory: string;
  readonly drawdown: string;
  readonly rejects: number;
  readonly slippageCents: number;
  readonly markets: number;
  readonly depth: string;
  readonly volume: string;
  readonly kelly: string;
  readonly flowFollowing: 'on' | 'off';
  readonly hedging: 'allowed' | 'off';
};

const BOOK_AGE_MAX = seconds(10);

const limitsOf = (appetite: Appetite): Limits => ({
  exposureMax: usdc(appetite.exposure),
  exposurePerMarketMax: usdc(appetite.perMarket),
  exposurePerCategoryMax: usdc(appetite.perCategory),
  // Outcomes of one event move together: an event may cost no more than its category.
  exposurePerEventMax: usdc(appetite.perCategory),
  drawdownMax: ratio(appetite.drawdown),
  slippageMax: cents(appetite.slippageCents),
  consecutiveRejectsMax: appetite.rejects,
  breakerCooldown: seconds(300),
  apiUnhealthyAfter: seconds(60),
  bookAgeMax: BOOK_AGE_MAX,
});

// Depth on this venue is spread evenly over the near levels, hence five of them and a slow decay. A
// book wider than 10 cents has no price worth trading on. A volatility measured over a few quiet
// minutes is too low, hence its floor.
const fairOf = (appetite: Appetite): FairPriceParameters => ({
  levels: 5,
  levelDecay: 2,
  spreadMax: cents(10),
  depthMin: usdc(appetite.depth),
  ageMax: BOOK_AGE_MAX,
  eventBlend: 0.3,
  volatilityHalfLife: minutes(30),
  volatilityFloor: 0.02,
  moveWindow: seconds(300),
});

// Reducing to nine tenths of a limit keeps the next small move from breaching it again.
const icc: IccParameters = {
  reduceTo: ratio('0.9'),
  shrinkBelow: ratio('0.5'),
  reduceOnlyBefore: hours(24),
  quietBefore: hours(2),
};

// Two books in a row, since a single one may be a glitch. A stop at 2.5 belief volatilities is
// beyond what the noise of one cycle reaches in 99 of 100 cases if moves were normal; prices that
// jump past it are not caught by any stop, only by the limits.
const protectOf = (appetite: Appetite): ProtectParameters => ({
  stop: cents(2),
  stopVolatilities: 2.5,
  breachesNeeded: 2,
  invalidCyclesMax: 2,
  stopSlippageMaxCents: 5,
  noEntryAfterStop: minutes(15),
  hedging: appetite.hedging,
});

// Starting values that recordings are to decide. With inventory at its maximum and a volatility of
// 0.5 per hour's root, gamma and a horizon of one hour move the quotes by 0.05 in log-odds: 1.25
// cents at even odds, about half of the half spread.
const marketMakingOf = (appetite: Appetite): MarketMakingParameters => ({
  mode: 'on',
  marketsMax: appetite.markets,
  volume24hMin: usdc(appetite.volume),
  spreadMinTicks: 2,
  gamma: 0.2,
  baseHalfSpread: 0.02,
  informedShare: 0.02,
  volatilityCover: 0.7,
  horizon: hours(1),
  softInventory: ratio('0.7'),
  keepTicks: 1,
  keepSize: ratio('0.25'),
  sizeMinMultiple: 2,
});

// Half of an observed move, at most 5 cents, is the prior until 30 markouts weigh as much. Measured
// evidence that large prints are informed is weak, so nothing here sizes up with the print.
const flowFollowingOf = (appetite: Appetite): FlowFollowingParameters => ({
  mode: appetite.flowFollowing,
  moveMin: cents(2),
  whale: usdc('5000'),
  dataLagMax: seconds(90),
  takeProfit: cents(3),
  stopLoss: cents(2),
  holdMax: minutes(60),
  kellyFraction: ratio(appetite.kelly),
  printShare: ratio('0.25'),
  depthShare: ratio('0.3'),
  moveContinuation: 0.5,
  expectedMoveMax: cents(5),
  markoutPriorCount: 30,
  markoutAfter: minutes(5),
});

const presetOf = (appetite: Appetite): Preset => ({
  limits: limitsOf(appetite),
  parameters: {
    fair: fairOf(appetite),
    icc,
    protect: protectOf(appetite),
    mm: marketMakingOf(appetite),
    ff: flowFollowingOf(appetite),
  },
});

const aggressive: Appetite = {
  exposure: '2000',
  perMarket: '200',
  perCategory: '500',
  drawdown: '0.25',
  rejects: 10,
  slippageCents: 3,
  markets: 20,
  depth: '500',
  volume: '1000',
  kelly: '0.25',
  flowFollowing: 'on',
  hedging: 'allowed',
};

// Overrides are laid over a preset, never written into it; a frozen table proves that.
const frozen = <T extends object>(value: T): Readonly<T> => {
  const parts: readonly unknown[] = Object.values(value);
  for (const part of parts) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
};

/** The presets. Overrides never change them. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = frozen({
  conservative: presetOf({
    exposure: '200',
    perMarket: '50',
    perCategory: '100',
    drawdown: '0.1',
    rejects: 3,
    slippageCents: 1,
    markets: 5,
    depth: '2000',
    volume: '10000',
    kelly: '0.05',
    flowFollowing: 'off',
    hedging: 'off',
  }),
  balanced: presetOf({
    exposure: '500',
    perMarket: '100',
    perCategory: '200',
    drawdown: '0.15',
    rejects: 5,
    slippageCents: 2,
    markets: 10,
    depth: '1000',
    volume: '5000',
    kelly: '0.1',
    flowFollowing: 'on',
    hedging: 'allowed',
  }),
  aggressive: presetOf(aggressive),
  aggressive_enterprise: presetOf(aggressive),
});
