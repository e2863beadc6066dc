// Gamma's markets, read as hostile input.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChild, parseMarket } from '../../../lib/adapters/polymarket/gamma-market.ts';
import { eventId } from '../../../lib/units/ids.ts';
import { cents, tick } from '../../../lib/units/price.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOON } from '../../loopback/clocks.ts';
import { example, rowsIn, valueOf, without } from './examples.ts';
import type { Row } from './examples.ts';

const row = example('gamma-market');
const parse = (change: Row) => parseMarket({ ...row, ...change }, NOON);
const read = (change: Row) => valueOf(parse(change));
const at = (...parts: readonly [number, number, number, number]) =>
  epochMs(BigInt(Date.UTC(...parts)));

describe('a market', () => {
  it('pitfall 5: is read from camelCase with JSON inside strings', () => {
    expect(read({})).toEqual({
      condition: row['conditionId'],
      slug: 'lighthouse-opens-in-spring',
      event: eventId('70001'),
      yes: `7${'0'.repeat(73)}11`,
      no: `7${'0'.repeat(73)}12`,
      outcomeLabels: { yes: 'Yes', no: 'No' },
      version: 'v1',
      negRisk: false,
      status: { kind: 'accepting' },
      end: { kind: 'at', at: at(2027, 2, 31, 12) },
      gameStart: { kind: 'none' },
      volume24h: usdc('4321.123457'),
      rewards: {
        kind: 'paid',
        sizeMin: shares('20'),
        spreadMax: cents(3.5),
        dailyPool: usdc('12.5'),
      },
      terms: {
        tick: tick('0.01'),
        sizeMin: shares('5'),
        fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
      },
    });
  });

  it('pitfall 5: in snake_case is not understood', () => {
    const snake = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        value,
      ]),
    );
    expect(parseMarket(snake, NOON).ok).toBe(false);
  });

  it('is read with real lists where there are some', () => {
    const lists = { outcomes: ['Yes', 'No'], clobTokenIds: ['11', '12'] };
    expect(read(lists)).toMatchObject({ yes: '11', no: '12' });
  });

  it('is the same with fields that nobody knows', () => {
    expect(read({ brandNew: { deep: [1] } })).toEqual(read({}));
  });

  it('has its tokens in the order of its outcomes', () => {
    const teams = read({ outcomes: '["Reds","Blues"]', clobTokenIds: '["5","6"]' });
    expect(teams).toMatchObject({ yes: '5', no: '6', outcomeLabels: { yes: 'Reds', no: 'Blues' } });
  });
});

describe('the version of a market', () => {
  const both = { clobTokenIds: '["1","2"]', positionIds: ['3', '4'] };
  const short = `0x${'ab'.repeat(31)}`;

  it('chooses the tokens, whatever lists are there', () => {
    const old = parseMarket({ ...without(row, 'version'), ...both }, NOON);
    expect(valueOf(old).yes).toBe('1');
    expect(read({ ...both, version: 'v1' }).yes).toBe('1');
    expect(read({ ...both, version: 'v2' }).yes).toBe('3');
    expect(read({ ...both, version: null }).yes).toBe('1');
  });

  it.each(['v3', '', 'V1', 'two'])('"%s" is not known, and refused', (version) => {
    expect(parse({ ...both, version })).toEqual({
      ok: false,
      error: `version: "${version}" is not known`,
    });
  });

  it('v2 has a short condition id, which is padded', () => {
    expect(read({ ...both, version: 'v2', conditionId: short }).condition).toBe(`${short}00`);
    expect(parse({ ...both, version: 'v1', conditionId: short }).ok).toBe(false);
  });

  it('v2 without positions is not understood', () => {
    expect(parse({ version: 'v2' }).ok).toBe(false);
  });
});

describe('a market is left out', () => {
  it.each([
    'conditionId',
    'slug',
    'outcomes',
    'clobTokenIds',
    'negRisk',
    'active',
    'closed',
    'archived',
    'events',
  ])('without %s', (field) => {
    expect(parseMarket(without(row, field), NOON).ok).toBe(false);
  });

  it.each([
    ['a condition id that is none', { conditionId: '0x12' }],
    ['an empty slug', { slug: '' }],
    ['three outcomes', { outcomes: '["A","B","C"]' }],
    ['one outcome', { outcomes: '["A"]' }],
    ['outcomes that are no JSON', { outcomes: 'Yes, No' }],
    ['outcomes that are no texts', { outcomes: '[1,2]' }],
    ['one token', { clobTokenIds: '["1"]' }],
    ['three tokens', { clobTokenIds: '["1","2","3"]' }],
    ['the same token twice', { clobTokenIds: '["1","1"]' }],
    ['a token in hex', { clobTokenIds: '["0x1","2"]' }],
    ['no token ids', { clobTokenIds: '[]' }],
    ['a flag that is text', { closed: 'false' }],
    ['an end that is no time', { endDate: 'next year' }],
    ['an end on 31 February', { endDate: '2027-02-31T00:00:00Z' }],
    ['a game that starts at no time', { gameStartTime: 'tomorrow' }],
    ['a tick that the venue has not', { orderPriceMinTickSize: 0.02 }],
    ['a minimum size of zero', { orderMinSize: 0 }],
    ['a volume that is text', { volume24hr: 'many' }],
    ['a volume of today missing beside one of ever', { volume24hr: null }],
    ['a fee that makers pay too', { feeSchedule: { rate: 0.05, exponent: 1, takerOnly: false } }],
    ['a fee of an unknown curve', { feeSchedule: { rate: 0.05, exponent: 3, takerOnly: true } }],
    ['a fee above the whole', { feeSchedule: { rate: 1.01, exponent: 1, takerOnly: true } }],
    ['no event', { events: [] }],
    ['two events', { events: [{ id: '1' }, { id: '2' }] }],
  ])('with %s', (_what, change) => {
    expect(parse(change).ok).toBe(false);
  });

  it('with the field and what is allowed there', () => {
    expect(parse({ closed: 'false' })).toEqual({
      ok: false,
      error: 'closed: Invalid input: expected boolean, received string',
    });
  });

  it('rather than thrown over, whatever one of its fields is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(row)), fc.jsonValue(), (field, value) => {
        const result = parse({ [field]: value });
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
  });

  it('rather than thrown over, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseMarket(value, NOON).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what may be missing', () => {
  it.each(['orderPriceMinTickSize', 'orderMinSize', 'feesEnabled', 'feeSchedule'])(
    'is asked of the CLOB: %s',
    (field) => {
      const { terms } = valueOf(parseMarket(without(row, field), NOON));
      expect(Object.values(terms).filter((term) => term === undefined)).toHaveLength(1);
    },
  );

  it('is no fee where fees are off', () => {
    expect(read({ feesEnabled: false }).terms.fee).toEqual({ kind: 'free' });
  });

  it('is the end, which is then not known', () => {
    expect(valueOf(parseMarket(without(row, 'endDate'), NOON)).end).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['has never traded', without(row, 'volume24hr', 'volumeNum')],
    ['is over', { ...without(row, 'volume24hr'), closed: true }],
  ])('is the volume of a market that %s', (_what, idle) => {
    expect(valueOf(parseMarket(idle, NOON)).volume24h).toBe(usdc('0'));
  });

  it.each([
    ['no rewards at all', { clobRewards: null }],
    ['rewards that have ended', rewarded('2026-10-01', '2026-11-21')],
    ['rewards that have not begun', rewarded('2026-11-23', '2500-12-31')],
    ['no spread that is rewarded', { rewardsMaxSpread: 0 }],
    ['no size that is rewarded', { rewardsMinSize: 0 }],
  ])('is a reward: %s', (_what, change) => {
    expect(read(change).rewards).toEqual({ kind: 'none' });
  });

  it.each([
    ['on their first day', rewarded('2026-11-22', '2500-12-31')],
    ['on their last day', rewarded('2026-10-01', '2026-11-22')],
  ])('is no reward that is paid %s', (_when, change) => {
    expect(read(change).rewards).toMatchObject({ kind: 'paid', dailyPool: usdc('1') });
  });

  it('is the event of a market that stands inside one', () => {
    const [child] = rowsIn(example('gamma-event'), 'markets');
    const read = valueOf(parseChild(child, { event: eventId('70002'), now: NOON }));
    expect(read).toMatchObject({
      event: '70002',
      negRisk: true,
      gameStart: { kind: 'at', at: at(2027, 1, 14, 15) },
      terms: { tick: tick('0.001') },
    });
  });
});

function rewarded(startDate: string, endDate: string): Row {
  return { clobRewards: [{ rewardsDailyRate: 1, startDate, endDate }] };
}
