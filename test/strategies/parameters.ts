// Limits and parameters close to the balanced preset, for the tests of the strategies.

import { cents } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { hours, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { FAIR_PARAMETERS } from './books.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { StrategyParameters } from '../../lib/domain/parameters.ts';

export const LIMITS: Limits = {
  exposureMax: usdc('500'),
  exposurePerMarketMax: usdc('100'),
  exposurePerCategoryMax: usdc('200'),
  exposurePerEventMax: usdc('200'),
  drawdownMax: ratio('0.15'),
  slippageMax: cents(2),
  consecutiveRejectsMax: 5,
  breakerCooldown: seconds(300),
  apiUnhealthyAfter: seconds(60),
  bookAgeMax: seconds(10),
};

export const PARAMETERS: StrategyParameters = {
  markets: { only: [], exclude: [], excludeCategories: [] },
  fair: FAIR_PARAMETERS,
  icc: {
    reduceTo: ratio('0.9'),
    shrinkBelow: ratio('0.5'),
    reduceOnlyBefore: hours(24),
    quietBefore: hours(2),
  },
  protect: {
    stop: cents(5),
    stopVolatilities: 2.5,
    breachesNeeded: 2,
    invalidCyclesMax: 2,
    stopSlippageMaxCents: 5,
    noEntryAfterStop: minutes(15),
    hedging: 'allowed',
  },
  mm: {
    mode: 'on',
    marketsMax: 10,
    volume24hMin: usdc('5000'),
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
  },
  ff: {
    mode: 'on',
    moveMin: cents(2),
    whale: usdc('5000'),
    dataLagMax: seconds(90),
    takeProfit: cents(3),
    stopLoss: cents(2),
    holdMax: minutes(60),
    kellyFraction: ratio('0.1'),
    printShare: ratio('0.25'),
    depthShare: ratio('0.3'),
    moveContinuation: 0.5,
    expectedMoveMax: cents(5),
    markoutPriorCount: 30,
    markoutAfter: minutes(5),
  },
};
