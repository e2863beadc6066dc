// The four presets, number by number as the specification lists them; nothing may change them.

import { describe, expect, it } from 'vitest';
import { presetTable } from '../../lib/config/preset-table.ts';
import { PRESETS, PRESET_NAMES } from '../../lib/config/presets.ts';
import { cents } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { hours, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { paperOf } from './environments.ts';

const SPECIFIED = `
| max exposure | $200 | $500 | $2,000 | $2,000 |
| max per market | $50 | $100 | $200 | $200 |
| max per category (not configurable) | $100 | $200 | $500 | $500 |
| max per event (= max per category) | $100 | $200 | $500 | $500 |
| max drawdown | 10 % | 15 % | 25 % | 25 % |
| MM / FF / ICC | yes / **no** / yes | yes / yes / yes | yes / yes / yes | yes / yes / yes |
| sequential execution | yes | yes | yes | yes |
| consecutive rejects | 3 | 5 | 10 | 10 |
| max slippage | 1 c | 2 c | 3 c | 3 c |
| breaker cooldown | 300 s | 300 s | 300 s | 300 s |
| API unhealthy | 60 s | 60 s | 60 s | 60 s |
| markets quoted at once | 5 | 10 | 20 | 20 |
| min depth per side, top 5 levels | $2,000 | $1,000 | $500 | $500 |
| min 24 h volume | $10,000 | $5,000 | $1,000 | $1,000 |
| book age limit | 10 s | 10 s | 10 s | 10 s |
| kelly fraction (FF sizing cap) | 0.05 | 0.10 | 0.25 | 0.25 |
| hedging | **no** | yes | yes | yes |`;

const everyPart = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(everyPart)]
    : [];

describe('the presets', () => {
  it('are those of the specification', () => {
    expect(presetTable().split('\n').slice(2).join('\n')).toBe(SPECIFIED.trimStart());
  });

  it.each(['aggressive', 'aggressive_enterprise'])("of %s keep the seed's limits", (preset) => {
    expect(paperOf({ STRATEGY_PRESET: preset })).toMatchObject({
      preset,
      limits: {
        exposureMax: usdc('2000'),
        exposurePerMarketMax: usdc('200'),
        drawdownMax: ratio('0.25'),
        slippageMax: cents(3),
      },
    });
  });

  it.each(PRESET_NAMES)('of %s start from the numbers of the strategies', (name) => {
    const { parameters } = PRESETS[name];
    expect(parameters.fair).toMatchObject({
      levels: 5,
      levelDecay: 2,
      spreadMax: cents(10),
      eventBlend: 0.3,
      volatilityHalfLife: minutes(30),
      volatilityFloor: 0.02,
    });
    expect(parameters.icc).toEqual({
      reduceTo: ratio('0.9'),
      shrinkBelow: ratio('0.5'),
      reduceOnlyBefore: hours(24),
      quietBefore: hours(2),
    });
    expect(parameters.protect).toMatchObject({
      stop: cents(2),
      stopVolatilities: 2.5,
      breachesNeeded: 2,
      stopSlippageMaxCents: 5,
      noEntryAfterStop: minutes(15),
    });
    expect(parameters.mm).toMatchObject({
      mode: 'on',
      spreadMinTicks: 2,
      gamma: 0.2,
      baseHalfSpread: 0.02,
      informedShare: 0.02,
      volatilityCover: 0.7,
      softInventory: ratio('0.7'),
      keepTicks: 1,
      keepSize: ratio('0.25'),
      sizeMinMultiple: 2,
    });
    expect(parameters.ff).toMatchObject({
      dataLagMax: seconds(90),
      printShare: ratio('0.25'),
      depthShare: ratio('0.3'),
      moveContinuation: 0.5,
      expectedMoveMax: cents(5),
      markoutPriorCount: 30,
    });
  });

  it('judge the age of a book by one number', () => {
    const ages = PRESET_NAMES.map((name) => PRESETS[name]).map(({ limits, parameters }) => [
      limits.bookAgeMax,
      parameters.fair.ageMax,
    ]);
    expect(ages.every(([limit, fair]) => limit === fair)).toBe(true);
  });

  it('are frozen to the last part', () => {
    const parts = everyPart(PRESETS);
    expect(parts.length).toBeGreaterThan(4 * 7);
    expect(parts.filter((part) => !Object.isFrozen(part))).toEqual([]);
  });
});
