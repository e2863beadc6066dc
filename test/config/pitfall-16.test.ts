// The first implementation read "2,000" as 2, fell back in silence, lost its enterprise preset and
// kept overrides in a mutated constant.

import { expect, it } from 'vitest';
import { PRESET_NAMES } from '../../lib/config/presets.ts';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { configOf, errorsOf, messagesOf } from './environments.ts';
import { numberMistakes, wordMistakes } from './mistakes.ts';

it.each(['MAX_EXPOSURE_USD', 'MAX_EXPOSURE_PER_MARKET_USD', 'WHALE_USD', 'PAPER_BALANCE_USD'])(
  'pitfall 16: "2,000" in %s is refused with a hint, never read as 2',
  (name) => {
    expect(messagesOf({ STRATEGY_PRESET: 'aggressive', [name]: '2,000' })).toEqual([
      expect.stringContaining(`${name}: "2,000" has thousands separators; write 2000.`),
    ]);
  },
);

it('pitfall 16: 2000 is 2,000 dollars', () => {
  expect(configOf({ MAX_EXPOSURE_USD: '2000' }).limits.exposureMax).toBe(usdc('2000'));
});

it('pitfall 16: a bad value never falls back to a default', () => {
  const accepted = [...numberMistakes, ...wordMistakes].filter(
    ([, env]) => parseConfig(env, 'local').ok,
  );
  expect(accepted).toEqual([]);
});

it.each(PRESET_NAMES)('pitfall 16: the preset %s resolves to itself', (preset) => {
  expect(configOf({ STRATEGY_PRESET: preset }).preset).toBe(preset);
});

it.each(PRESET_NAMES)('pitfall 16: an override of %s does not survive the parse', (preset) => {
  const plain = configOf({ STRATEGY_PRESET: preset });
  const overridden = {
    STRATEGY_PRESET: preset,
    MAX_EXPOSURE_USD: '4321',
    STOP_LOSS_CENTS: '9',
    MARKETS: 'a-market',
    CYCLE_SECONDS: '7',
  };
  expect(configOf(overridden)).toEqual(configOf(overridden));
  expect(errorsOf({ ...overridden, MAX_EXPOSURE_USD: '4,321' })).toHaveLength(1);
  expect(configOf({ STRATEGY_PRESET: preset })).toEqual(plain);
});
