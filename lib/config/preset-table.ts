// The presets as a table for people, every cell computed from the values that a run would use.

import { formatDecimal, formatFixed } from '../units/fixed-point.ts';
import { microsOfOffset } from '../units/price.ts';
import { ppmOf } from '../units/ratio.ts';
import { msOfDuration } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { PRESETS, PRESET_NAMES } from './presets.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { Preset } from './presets.ts';

type Row = readonly [setting: string, cell: (preset: Preset) => string];

const dollars = (amount: UsdcMicros): string =>
  `$${formatUsdc(amount).replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ',')}`;
const inSeconds = (duration: DurationMs): string => `${formatDecimal(msOfDuration(duration), 3)} s`;
const yesNo = (isYes: boolean): string => (isYes ? 'yes' : '**no**');

const ROWS: readonly Row[] = [
  ['max exposure', ({ limits }) => dollars(limits.exposureMax)],
  ['max per market', ({ limits }) => dollars(limits.exposurePerMarketMax)],
  ['max per category (not configurable)', ({ limits }) => dollars(limits.exposurePerCategoryMax)],
  ['max per event (= max per category)', ({ limits }) => dollars(limits.exposurePerEventMax)],
  ['max drawdown', ({ limits }) => `${formatDecimal(ppmOf(limits.drawdownMax), 4)} %`],
  [
    'MM / FF / ICC',
    ({ parameters: { mm, ff } }) => `${yesNo(mm.mode === 'on')} / ${yesNo(ff.mode === 'on')} / yes`,
  ],
  ['sequential execution', () => 'yes'],
  ['consecutive rejects', ({ limits }) => String(limits.consecutiveRejectsMax)],
  ['max slippage', ({ limits }) => `${formatDecimal(microsOfOffset(limits.slippageMax), 4)} c`],
  ['breaker cooldown', ({ limits }) => inSeconds(limits.breakerCooldown)],
  ['API unhealthy', ({ limits }) => inSeconds(limits.apiUnhealthyAfter)],
  ['markets quoted at once', ({ parameters }) => String(parameters.mm.marketsMax)],
  ['min depth per side, top 5 levels', ({ parameters }) => dollars(parameters.fair.depthMin)],
  ['min 24 h volume', ({ parameters }) => dollars(parameters.mm.volume24hMin)],
  ['book age limit', ({ limits }) => inSeconds(limits.bookAgeMax)],
  [
    'kelly fraction (FF sizing cap)',
    ({ parameters }) => formatFixed(ppmOf(parameters.ff.kellyFraction), 6, 2),
  ],
  ['hedging', ({ parameters }) => yesNo(parameters.protect.hedging === 'allowed')],
];

/** Formats cells as one line of a Markdown table. */
export const tableLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Renders the presets as a Markdown table. */
export const presetTable = (): string =>
  [
    ['setting', ...PRESET_NAMES],
    ['---', ...PRESET_NAMES.map(() => '---')],
    ...ROWS.map(([setting, cell]) => [setting, ...PRESET_NAMES.map((name) => cell(PRESETS[name]))]),
  ]
    .map(tableLine)
    .join('\n');
