import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { admitsNewRisk, isCandidate, relevantTokens } from '../../lib/strategies/select-markets.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { after, durationMs, hours } from '../../lib/units/time.ts';
import { usdc, usdcMicros } from '../../lib/units/usdc.ts';
import { aMarket, anEvent, NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { MarketFilter } from '../../lib/domain/parameters.ts';
import type { TokenId } from '../../lib/units/ids.ts';

const market = aMarket('a');
const universe = universeOf([market], [anEvent('a-event', [market], { category: 'sports' })]);
const OPEN: MarketFilter = { only: [], exclude: [], excludeCategories: [] };

describe('the filters of new risk', () => {
  const admits = (filter: Partial<MarketFilter>): boolean =>
    admitsNewRisk(market, universe, { ...OPEN, ...filter });

  it.each([
    ['nothing is named', {}, true],
    ['its slug is allowed', { only: ['slug-b', 'slug-a'] }, true],
    ['its condition id is allowed', { only: ['a'] }, true],
    ['only others are allowed', { only: ['slug-b'] }, false],
    ['its slug is excluded', { exclude: ['slug-a'] }, false],
    ['its condition id is excluded', { exclude: ['a'] }, false],
    ['it is both allowed and excluded', { only: ['a'], exclude: ['a'] }, false],
    ['its category is excluded', { excludeCategories: ['sports'] }, false],
    ['another category is excluded', { excludeCategories: ['crypto'] }, true],
  ])('where %s: %s', (_case, filter, expected) => {
    expect(admits(filter)).toBe(expected);
  });

  it('take a market of no known event as of category other', () => {
    const alone = universeOf([market], []);
    expect(admitsNewRisk(market, alone, { ...OPEN, excludeCategories: ['other'] })).toBe(false);
    expect(admitsNewRisk(market, alone, { ...OPEN, excludeCategories: ['sports'] })).toBe(true);
  });
});

describe('a candidate', () => {
  const isOne = (changes: Partial<Market>): boolean =>
    isCandidate(aMarket('a', changes), { universe, now: NOW, parameters: PARAMETERS });

  it.each([
    [usdcMicros(4_999_999_999n), false],
    [usdc('5000'), true],
    [usdcMicros(5_000_000_001n), true],
  ])('has the volume of the preset at least', (volume24h, expected) => {
    expect(isOne({ volume24h })).toBe(expected);
  });

  it.each([
    [86_399_999n, false],
    [86_400_000n, false],
    [86_400_001n, true],
  ])('ends more than 24 h from now: %s ms', (ms, expected) => {
    expect(isOne({ end: { kind: 'at', at: after(NOW, durationMs(ms)) } })).toBe(expected);
  });

  it('is none where the end or the game start is unknown', () => {
    expect(isOne({ end: { kind: 'unknown' } })).toBe(false);
    expect(isOne({ gameStart: { kind: 'unknown' } })).toBe(false);
    expect(isOne({ gameStart: { kind: 'at', at: after(NOW, hours(25)) } })).toBe(true);
  });

  it.each(['paused', 'closed'] as const)('is none while %s', (kind) => {
    expect(isOne({ status: { kind } })).toBe(false);
  });
});

describe('the tokens of a cycle', () => {
  const named = (name: string, volume: string): Market =>
    aMarket(name, { volume24h: usdc(volume) });
  const [small, large, middle] = [named('s', '6000'), named('l', '90000'), named('m', '20000')];
  const quiet = named('q', '10');

  const tokens = (
    markets: readonly Market[],
    needed: readonly string[],
    marketsMax = 10,
  ): readonly TokenId[] =>
    relevantTokens({
      universe: universeOf(markets, []),
      needed: needed.map(tokenId),
      now: NOW,
      parameters: { ...PARAMETERS, mm: { ...PARAMETERS.mm, marketsMax } },
    });

  it('are both tokens of the most traded candidates', () => {
    expect(tokens([small, large, quiet, middle], [])).toEqual([
      'l-yes',
      'l-no',
      'm-yes',
      'm-no',
      's-yes',
      's-no',
    ]);
  });

  it('are first of all those that are needed, each once, whatever the filters say', () => {
    expect(tokens([small, large, quiet], ['q-no', 's-yes', 's-no'])).toEqual([
      'q-yes',
      'q-no',
      's-yes',
      's-no',
      'l-yes',
      'l-no',
    ]);
  });

  it('keep a needed token of no known market', () => {
    expect(tokens([large], ['stray'])).toEqual(['stray', 'l-yes', 'l-no']);
  });

  it('are bounded: three candidates for each market that may be quoted', () => {
    const many = Array.from({ length: 40 }, (_, k) =>
      named(`n${String(k).padStart(2, '0')}`, '9000'),
    );
    expect(tokens(many, [], 5)).toHaveLength(2 * 15);
    expect(tokens(many, ['n39-yes'], 5)).toHaveLength(2 * 16);
  });

  it('do not depend on the order in which markets are listed', () => {
    const many = ['c', 'a', 'b'].map((name) => named(name, '9000'));
    expect(tokens(many, [])).toEqual(tokens(many.toReversed(), []));
  });
});
