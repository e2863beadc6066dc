// What happens to the own wallet beside trades, in every kind that the venue lists.

import { afterEach, describe, expect, it } from 'vitest';
import { conditionId, tokenId } from '../../../../lib/units/ids.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { after, durationMs, epochMs, seconds } from '../../../../lib/units/time.ts';
import { negate } from '../../../../lib/units/quantity.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { NOON } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { failing } from '../../../loopback/wire-venue.ts';
import { example, rowsIn, without } from '../examples.ts';
import { WALLET } from '../signing/keys.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { WireWorld } from '../../../loopback/wire-venue.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

const ROWS = rowsIn(example('data-own-activity'), 'data');
const ofType = (type: string): Row => ROWS.find((row) => row['type'] === type) ?? {};
const REDEEM = ofType('REDEEM');
const CONDITION = String(REDEEM['condition_id']);
const YES = String(REDEEM['token_id']);
const FROM = epochMs(1_795_348_700_000n);
const at = (second: number) => after(FROM, seconds(second));

const open = (activity: readonly Row[], world: Partial<WireWorld> = {}) =>
  openLive(() => null, { ...LIGHTHOUSE, ...world, activity });
const reading = async (rows: readonly Row[], world: Partial<WireWorld> = {}) => {
  const { venue } = await open(rows, world);
  await venue.fetchUniverse();
  return venue.fetchActivity(FROM);
};

describe('own activity', () => {
  it('is read in each of its kinds, without the trades', async () => {
    expect(await reading(ROWS)).toMatchObject({
      kind: 'known',
      value: [
        { kind: 'deposit', amount: usdc('250.5'), at: at(1) },
        { kind: 'withdrawal', amount: usdc('50'), at: at(2) },
        { kind: 'reward', amount: usdc('3.249991'), at: at(3) },
        { kind: 'reward', amount: usdc('1'), at: at(4) },
        { kind: 'rebate', amount: usdc('0.75'), at: at(5) },
        { kind: 'rebate', amount: usdc('0.25'), at: at(6) },
        { kind: 'yield', amount: usdc('0.01'), at: at(7) },
        { kind: 'split', condition: conditionId(CONDITION), size: shares('20'), at: at(8) },
        { kind: 'merge', condition: conditionId(CONDITION), size: shares('12.5'), at: at(9) },
        {
          kind: 'redemption',
          condition: conditionId(CONDITION),
          token: tokenId(YES),
          size: shares('30'),
          payout: usdc('30'),
          at: at(10),
        },
      ],
    });
  });

  it('is that of the wallet with the funds, deposits included, at a URL of its own', async () => {
    const { venue, asked } = await open(ROWS);
    await venue.fetchActivity(after(FROM, durationMs(999n)));
    await venue.fetchActivity(FROM);
    const queries = asked('/v2/activity').map(({ query }) => Object.fromEntries(query));
    expect(queries[0]).toMatchObject({
      user: WALLET,
      exclude_deposits_withdrawals: 'false',
      start: '1795348700',
      sort_direction: 'ASC',
    });
    expect(queries[0]?.['type']).toMatch(/^SPLIT,.*MERGE.*DEPOSIT,WITHDRAWAL/);
    expect(queries[0]?.['type']).not.toContain('TRADE');
    expect(queries[0]?.['limit']).not.toBe(queries[1]?.['limit']);
  });

  it('is as of the last block of the feed', async () => {
    expect(await reading([], { lagSeconds: 7 })).toMatchObject({
      at: after(NOON, negate(seconds(7))),
    });
  });

  it.each([
    ['as far as is allowed', 90, 'known'],
    ['further than is allowed', 90.001, 'unknown'],
  ])('of a feed that is %s behind is %s', async (_what, lagSeconds, kind) => {
    expect(await reading(ROWS, { lagSeconds })).toMatchObject({ kind });
  });

  it.each([
    ['before the second of the time', 1_795_348_699, 0],
    ['in the second of the time', 1_795_348_700, 1],
  ])('that happened %s counts %s', async (_what, timestamp, count) => {
    const { venue } = await openLive(() => null, {
      ...LIGHTHOUSE,
      fault: ({ path }) =>
        path === '/v2/activity'
          ? json({ data: [{ ...ofType('DEPOSIT'), timestamp }], pagination: {} })
          : null,
    });
    const read = await venue.fetchActivity(after(FROM, durationMs(999n)));
    expect(read).toMatchObject({ kind: 'known', value: { length: count } });
  });

  it.each([
    ['the feed', '/v2/activity'],
    ['its lag', '/v2/status'],
  ])('is unknown where %s cannot be read', async (_what, path) => {
    expect(await reading(ROWS, { fault: failing(path, text(500, '')) })).toMatchObject({
      kind: 'unknown',
      error: { kind: 'SERVER' },
    });
  });
});

describe('a kind of activity', () => {
  it.each(['CONVERSION', 'MIGRATION', 'TIP', 'what nobody knows yet'])(
    'that our books have no word for is told and passed over: %s',
    async (type) => {
      const { venue, reports } = await open([{ ...ofType('SPLIT'), type }, ofType('DEPOSIT')]);
      const read = await venue.fetchActivity(FROM);
      expect(read).toMatchObject({ kind: 'known', value: [{ kind: 'deposit' }] });
      expect(reports).toMatchObject([{ endpoint: 'GET /v2/activity', rows: 1 }]);
    },
  );

  it.each([
    ['by its mark', { is_combo: true }],
    ['by its id', { condition_id: `0x${'5'.repeat(62)}` }],
  ])('of a combination of markets is told and passed over: %s', async (_what, change) => {
    const { venue, reports } = await open([{ ...ofType('SPLIT'), ...change }]);
    expect(await venue.fetchActivity(FROM)).toMatchObject({ kind: 'known', value: [] });
    expect(reports).toHaveLength(1);
  });
});

describe('a row of activity', () => {
  it.each(['type', 'timestamp', 'transaction_hash', 'usdc_size'])(
    'without %s makes the read unknown',
    async (field) => {
      const broken = { ...without(ofType('DEPOSIT'), field) };
      const { venue } = await openLive(() => null, {
        ...LIGHTHOUSE,
        fault: ({ path }) =>
          path === '/v2/activity' ? json({ data: [broken], pagination: {} }) : null,
      });
      expect(await venue.fetchActivity(FROM)).toMatchObject({
        kind: 'unknown',
        error: { kind: 'MALFORMED' },
      });
    },
  );

  it.each([
    ['DEPOSIT', { usdc_size: -1 }],
    ['DEPOSIT', { usdc_size: '1' }],
    ['SPLIT', { size: -1 }],
    ['SPLIT', { condition_id: '' }],
    ['MERGE', { size: null }],
    ['REDEEM', { usdc_size: -1 }],
    ['REDEEM', { token_id: 'yes' }],
    ['REDEEM', { condition_id: 'none' }],
  ])('of %s with %j makes the read unknown', async (type, change) => {
    const read = await reading([{ ...ofType(type), ...change }]);
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });

  it.each([
    ['DEPOSIT', { usdc_size: 0 }],
    ['SPLIT', { size: 0 }],
    ['REDEEM', { size: 0, usdc_size: 0 }],
  ])('of %s that moves nothing is read', async (type, change) => {
    expect(await reading([{ ...ofType(type), ...change }])).toMatchObject({ kind: 'known' });
  });
});
