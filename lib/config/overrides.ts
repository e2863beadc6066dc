// The user's own numbers, laid over a preset. The preset itself is never written to, so no override
// outlives the parse that read it.

import { minutes, seconds } from '../units/time.ts';
import { readOr } from './variable.ts';
import { VARIABLES } from './variables.ts';
import type { Limits } from '../domain/limits.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Preset } from './presets.ts';
import type { Environment } from './variable.ts';

/** The limits of a preset with the overrides of an environment. */
export const limitsWith = (env: Environment, { limits }: Preset): Limits => ({
  ...limits,
  exposureMax: readOr(env, VARIABLES.maxExposure, limits.exposureMax),
  exposurePerMarketMax: readOr(env, VARIABLES.maxExposurePerMarket, limits.exposurePerMarketMax),
  drawdownMax: readOr(env, VARIABLES.maxDrawdown, limits.drawdownMax),
  slippageMax: readOr(env, VARIABLES.maxSlippage, limits.slippageMax),
});

/** The strategy parameters of a preset with the overrides of an environment. */
export const parametersWith = (env: Environment, { parameters }: Preset): StrategyParameters => {
  const { fair, icc, protect, mm, ff } = parameters;
  const moveWindow = readOr(env, VARIABLES.moveWindow, undefined);
  const maxHold = readOr(env, VARIABLES.maxHold, undefined);
  return {
    markets: {
      only: readOr(env, VARIABLES.markets, []),
      exclude: readOr(env, VARIABLES.excludeMarkets, []),
      excludeCategories: readOr(env, VARIABLES.excludeCategories, []),
    },
    fair: { ...fair, moveWindow: moveWindow === undefined ? fair.moveWindow : seconds(moveWindow) },
    icc,
    protect: { ...protect, stop: readOr(env, VARIABLES.stopLoss, protect.stop) },
    mm,
    ff: {
      ...ff,
      moveMin: readOr(env, VARIABLES.minMove, ff.moveMin),
      whale: readOr(env, VARIABLES.whale, ff.whale),
      takeProfit: readOr(env, VARIABLES.takeProfit, ff.takeProfit),
      stopLoss: readOr(env, VARIABLES.stopLoss, ff.stopLoss),
      holdMax: maxHold === undefined ? ff.holdMax : minutes(maxHold),
    },
  };
};
