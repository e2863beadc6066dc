// The variables that lay a user's own numbers over those of the preset, and choose the markets.

import { formatDecimal } from '../units/fixed-point.ts';
import { microsOfOffset } from '../units/price.ts';
import { ppmOf } from '../units/ratio.ts';
import { msOfDuration } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { listKind, wholeKind } from './value-kind.ts';
import { category, centsUpTo, marketName, money, percentage } from './value-kinds.ts';
import type { DurationMs, PriceOffset } from '../units/quantity.ts';
import type { Preset } from './presets.ts';
import type { Default, Variable } from './variable.ts';

const NONE: Default = { kind: 'rule', words: '-' };
const preset = (textOf: (preset: Preset) => string): Default => ({ kind: 'preset', textOf });
const centsText = (offset: PriceOffset): string => formatDecimal(microsOfOffset(offset), 4);
const secondsText = (duration: DurationMs): string => formatDecimal(msOfDuration(duration), 3);
const minutesText = (duration: DurationMs): string => String(msOfDuration(duration) / 60_000n);

// A price moves by less than a dollar, so no move, profit or stop is 100 cents or more.
const MOVE_CENTS_MAX = 99;
// Twice the widest stop: beyond it a limit price protects from nothing.
const SLIPPAGE_CENTS_MAX = 10;

/** The variables of limits and strategies. */
export const TRADING_VARIABLES = {
  maxExposure: {
    name: 'MAX_EXPOSURE_USD',
    default: preset(({ limits }) => formatUsdc(limits.exposureMax)),
    meaning: 'total exposure',
    value: money,
    usedBy: 'risk manager',
  },
  maxExposurePerMarket: {
    name: 'MAX_EXPOSURE_PER_MARKET_USD',
    default: preset(({ limits }) => formatUsdc(limits.exposurePerMarketMax)),
    meaning: 'exposure per market; not above the total',
    value: money,
    usedBy: 'risk manager',
  },
  maxDrawdown: {
    name: 'MAX_DRAWDOWN_PCT',
    default: preset(({ limits }) => formatDecimal(ppmOf(limits.drawdownMax), 4)),
    meaning: 'circuit breaker threshold, % of session peak equity',
    value: percentage,
    usedBy: 'risk manager',
  },
  maxSlippage: {
    name: 'MAX_SLIPPAGE_CENTS',
    default: preset(({ limits }) => centsText(limits.slippageMax)),
    meaning: 'worst price against the reference, in cents',
    value: centsUpTo(SLIPPAGE_CENTS_MAX),
    usedBy: 'risk manager',
  },
  minMove: {
    name: 'MIN_MOVE_CENTS',
    default: preset(({ parameters }) => centsText(parameters.ff.moveMin)),
    meaning: 'smallest move that counts',
    value: centsUpTo(MOVE_CENTS_MAX),
    usedBy: 'FF',
  },
  moveWindow: {
    name: 'MOVE_WINDOW_SECONDS',
    default: preset(({ parameters }) => secondsText(parameters.fair.moveWindow)),
    meaning: 'window of that move; at least one cycle',
    value: wholeKind('seconds', 5, 3600),
    usedBy: 'FF',
  },
  whale: {
    name: 'WHALE_USD',
    default: preset(({ parameters }) => formatUsdc(parameters.ff.whale)),
    meaning: 'a print (one taker order, grouped) at least this big is a whale',
    value: money,
    usedBy: 'FF',
  },
  takeProfit: {
    name: 'TAKE_PROFIT_CENTS',
    default: preset(({ parameters }) => centsText(parameters.ff.takeProfit)),
    meaning: 'exit at this profit, net of both fees',
    value: centsUpTo(MOVE_CENTS_MAX),
    usedBy: 'FF',
  },
  stopLoss: {
    name: 'STOP_LOSS_CENTS',
    default: preset(({ parameters }) => centsText(parameters.ff.stopLoss)),
    meaning: 'exit when fair is this far below entry; for Protect the smallest such distance',
    value: centsUpTo(MOVE_CENTS_MAX),
    usedBy: 'FF, Protect',
  },
  maxHold: {
    name: 'MAX_HOLD_MINUTES',
    default: preset(({ parameters }) => minutesText(parameters.ff.holdMax)),
    meaning: 'exit after this time',
    value: wholeKind('minutes', 1, 10_080),
    usedBy: 'FF',
  },
  markets: {
    name: 'MARKETS',
    default: NONE,
    meaning: 'the only markets to take new risk in; unset: the selector chooses',
    value: listKind(marketName),
    usedBy: 'strategies',
  },
  excludeMarkets: {
    name: 'EXCLUDE_MARKETS',
    default: NONE,
    meaning: 'markets to take no new risk in',
    value: listKind(marketName),
    usedBy: 'strategies',
  },
  excludeCategories: {
    name: 'EXCLUDE_CATEGORIES',
    default: NONE,
    meaning: 'categories to take no new risk in',
    value: listKind(category),
    usedBy: 'strategies',
  },
} satisfies Record<string, Variable<unknown>>;
