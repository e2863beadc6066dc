// What holds while nothing is set, value by value as the specification lists it, and what each
// variable changes.

import { describe, expect, it } from 'vitest';
import { PRESET_NAMES } from '../../lib/config/presets.ts';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { cents } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { configOf, paperOf } from './environments.ts';
import type { Config } from '../../lib/config/config.ts';

describe('an empty environment', () => {
  const config = paperOf({});

  it('is paper with the balanced preset and 10,000 dollars', () => {
    expect(config).toMatchObject({
      mode: 'paper',
      preset: 'balanced',
      portfolio: 'default',
      openingCash: usdc('10000'),
      cycle: seconds(60),
      targets: [],
    });
  });

  it('is the balanced preset to the last number', () => {
    expect(config.limits).toEqual({
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
    });
  });

  it('follows flow as the seed did', () => {
    expect(config.parameters.fair.moveWindow).toBe(seconds(300));
    expect(config.parameters.ff).toMatchObject({
      mode: 'on',
      moveMin: cents(2),
      whale: usdc('5000'),
      takeProfit: cents(3),
      stopLoss: cents(2),
      holdMax: minutes(60),
    });
  });

  it('pitfall 17: watches data/KILL and /data/KILL while the variable is unset', () => {
    expect(config.killSwitches).toEqual([
      { kind: 'file', path: 'data/KILL' },
      { kind: 'file', path: '/data/KILL' },
    ]);
  });

  it('talks to the venue', () => {
    expect(config.endpoints).toEqual({
      clob: 'https://clob.polymarket.com',
      gamma: 'https://gamma-api.polymarket.com',
      data: 'https://data-api.polymarket.com',
      relayer: 'https://relayer-v2.polymarket.com',
      geoblock: 'https://polymarket.com/api/geoblock',
    });
  });

  it('trades every market that the selector chooses', () => {
    expect(config.parameters.markets).toEqual({ only: [], exclude: [], excludeCategories: [] });
  });
});

describe('an override', () => {
  const cases: readonly [string, string, (config: Config) => unknown, unknown][] = [
    ['MAX_EXPOSURE_USD', '1234.56', ({ limits }) => limits.exposureMax, usdc('1234.56')],
    ['MAX_EXPOSURE_PER_MARKET_USD', '7', (c) => c.limits.exposurePerMarketMax, usdc('7')],
    ['MAX_DRAWDOWN_PCT', '12.5', ({ limits }) => limits.drawdownMax, ratio('0.125')],
    ['MAX_DRAWDOWN_PCT', '0.0001', ({ limits }) => limits.drawdownMax, ratio('0.000001')],
    ['MAX_DRAWDOWN_PCT', '99.9999', ({ limits }) => limits.drawdownMax, ratio('0.999999')],
    ['MAX_SLIPPAGE_CENTS', '0.25', ({ limits }) => limits.slippageMax, cents(0.25)],
    ['MAX_SLIPPAGE_CENTS', '10', ({ limits }) => limits.slippageMax, cents(10)],
    ['MIN_MOVE_CENTS', '1.5', ({ parameters }) => parameters.ff.moveMin, cents(1.5)],
    ['MOVE_WINDOW_SECONDS', '60', (c) => c.parameters.fair.moveWindow, seconds(60)],
    ['WHALE_USD', '0.000001', ({ parameters }) => parameters.ff.whale, usdc('0.000001')],
    ['TAKE_PROFIT_CENTS', '99', ({ parameters }) => parameters.ff.takeProfit, cents(99)],
    ['STOP_LOSS_CENTS', '4', ({ parameters }) => parameters.ff.stopLoss, cents(4)],
    ['STOP_LOSS_CENTS', '4', ({ parameters }) => parameters.protect.stop, cents(4)],
    ['MAX_HOLD_MINUTES', '1', ({ parameters }) => parameters.ff.holdMax, minutes(1)],
    ['CYCLE_SECONDS', '5', ({ cycle }) => cycle, seconds(5)],
    ['CYCLE_SECONDS', '60', ({ cycle }) => cycle, seconds(60)],
    ['PORTFOLIO_ID', 'Mine_2-b', ({ portfolio }) => portfolio, 'Mine_2-b'],
    ['MARKETS', 'b-c, a,b-c', ({ parameters }) => parameters.markets.only, ['b-c', 'a']],
    [
      'EXCLUDE_MARKETS',
      `0x${'Ab'.repeat(32)}`,
      ({ parameters }) => parameters.markets.exclude,
      [`0x${'ab'.repeat(32)}`],
    ],
    [
      'EXCLUDE_CATEGORIES',
      'sports,other',
      ({ parameters }) => parameters.markets.excludeCategories,
      ['sports', 'other'],
    ],
    [
      'CLOB_URL',
      'http://127.0.0.1:8080/',
      ({ endpoints }) => endpoints.clob,
      'http://127.0.0.1:8080',
    ],
    [
      'GAMMA_URL',
      'http://venue:80/gamma',
      ({ endpoints }) => endpoints.gamma,
      'http://venue/gamma',
    ],
    ['DATA_URL', 'http://[::1]:1', ({ endpoints }) => endpoints.data, 'http://[::1]:1'],
    [
      'RELAYER_URL',
      'http://127.0.0.1:9/',
      ({ endpoints }) => endpoints.relayer,
      'http://127.0.0.1:9',
    ],
    [
      'GEOBLOCK_URL',
      'https://b.example',
      ({ endpoints }) => endpoints.geoblock,
      'https://b.example',
    ],
  ];
  const onEveryPreset = PRESET_NAMES.flatMap((preset) =>
    cases.map(([name, text, pick, value]) => ({ preset, name, text, pick, value })),
  );

  it.each(onEveryPreset)('$name=$text works on $preset', ({ preset, name, text, pick, value }) => {
    const perMarketFits = name === 'MAX_EXPOSURE_USD' ? {} : { MAX_EXPOSURE_USD: '5000' };
    const env = { ...perMarketFits, STRATEGY_PRESET: preset, [name]: text };
    expect(pick(configOf(env))).toEqual(value);
  });

  it.each(PRESET_NAMES)('changes nothing else on %s', (preset) => {
    const plain = paperOf({ STRATEGY_PRESET: preset });
    const changed = paperOf({ STRATEGY_PRESET: preset, MAX_DRAWDOWN_PCT: '33' });
    expect(changed).toEqual({ ...plain, limits: { ...plain.limits, drawdownMax: ratio('0.33') } });
  });

  it('of the paper balance opens with it', () => {
    expect(paperOf({ PAPER_BALANCE_USD: '250.5' }).openingCash).toBe(usdc('250.5'));
  });

  it('for one market may equal the total', () => {
    const env = { MAX_EXPOSURE_USD: '300', MAX_EXPOSURE_PER_MARKET_USD: '300' };
    expect(configOf(env).limits.exposurePerMarketMax).toBe(usdc('300'));
  });

  it('of the total alone leaves the market limit of the preset, which binds no more', () => {
    const { limits } = configOf({ MAX_EXPOSURE_USD: '50' });
    expect([limits.exposureMax, limits.exposurePerMarketMax]).toEqual([usdc('50'), usdc('100')]);
  });

  it('of a kill switch file leaves that file as the only one', () => {
    expect(configOf({ KILL_SWITCH_FILE: '/run/stop' }).killSwitches).toEqual([
      { kind: 'file', path: '/run/stop' },
    ]);
  });

  it('of the kill switch parameter is watched beside the files', () => {
    expect(configOf({ KILL_SWITCH_PARAM: '/keel/stop' }).killSwitches).toEqual([
      { kind: 'file', path: 'data/KILL' },
      { kind: 'file', path: '/data/KILL' },
      { kind: 'parameter', name: '/keel/stop' },
    ]);
  });

  it('of the kill switch parameter beside a table leaves it as the only one', () => {
    const env = { KILL_SWITCH_PARAM: '/keel/stop', TABLE_NAME: 'Keel' };
    expect(configOf(env).killSwitches).toEqual([{ kind: 'parameter', name: '/keel/stop' }]);
  });

  it.each(['', '/srv/recordings'])('of the recordings may be %j', (folder) => {
    expect(configOf({ RECORDINGS_DIR: folder })).toEqual(configOf({}));
  });
});

it('every default text is allowed by its own variable', () => {
  const refused = ALL_VARIABLES.filter(
    ({ default: standard, value }) => standard.kind === 'text' && !value.parse(standard.text).ok,
  );
  expect(refused).toEqual([]);
});
