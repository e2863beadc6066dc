// Redemptions that name no token, and the names under which activity is kept.

import { afterEach, describe, expect, it } from 'vitest';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { example, rowsIn, without } from '../examples.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { WireWorld } from '../../../loopback/wire-venue.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

const ROWS = rowsIn(example('data-own-activity'), 'data');
const ofType = (type: string): Row => ROWS.find((row) => row['type'] === type) ?? {};
const REDEEM = ofType('REDEEM');
const CONDITION = String(REDEEM['condition_id']);
const YES = String(REDEEM['token_id']);
const [MARKET = {}] = LIGHTHOUSE.markets ?? [];
const NO = (JSON.parse(String(MARKET['clobTokenIds'])) as readonly string[])[1] ?? '';
const FROM = epochMs(1_795_348_700_000n);

const open = (activity: readonly Row[], world: Partial<WireWorld> = {}) =>
  openLive(() => null, { ...LIGHTHOUSE, ...world, activity });
const reading = async (rows: readonly Row[], world: Partial<WireWorld> = {}) => {
  const { venue } = await open(rows, world);
  await venue.fetchUniverse();
  return venue.fetchActivity(FROM);
};

describe('a redemption that names no token', () => {
  const nameless = { ...REDEEM, token_id: '', outcome_index: 999 };
  const resolved = (prices: readonly string[]): Partial<WireWorld> => ({
    markets: [
      {
        ...MARKET,
        closed: true,
        umaResolutionStatus: 'resolved',
        outcomePrices: JSON.stringify(prices),
      },
    ],
  });
  const openResolved = async (row: Row, prices: readonly string[]) => {
    const { venue } = await openLive(
      () => null,
      { ...LIGHTHOUSE, ...resolved(prices), activity: [row] },
      [CONDITION],
    );
    await venue.fetchUniverse();
    return venue.fetchActivity(FROM);
  };

  it.each([
    ['what won', ['1', '0'], 30, YES],
    ['what won', ['0', '1'], 30, NO],
    ['what lost', ['1', '0'], 0, NO],
    ['what lost', ['0', '1'], 0, YES],
  ])('is of %s at %j with a payout of %i', async (...[, prices, usdc_size, token]) => {
    const read = await openResolved({ ...nameless, usdc_size }, prices);
    expect(read).toMatchObject({ kind: 'known', value: [{ token, size: shares('30') }] });
  });

  it('is of as many shares as were paid a dollar each', async () => {
    const read = await openResolved({ ...nameless, size: 45, usdc_size: 30 }, ['1', '0']);
    expect(read).toMatchObject({ value: [{ token: YES, size: shares('30') }] });
  });

  it('makes the read unknown where both outcomes were paid', async () => {
    const read = await openResolved(nameless, ['0.5', '0.5']);
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });

  it('makes the read unknown while the market is not shown as resolved', async () => {
    expect(await reading([nameless])).toMatchObject({ kind: 'unknown' });
    expect(await reading([without(nameless, 'token_id')])).toMatchObject({ kind: 'unknown' });
  });

  it('makes the read unknown where the market is not read', async () => {
    const { venue } = await open([nameless]);
    expect(await venue.fetchActivity(FROM)).toMatchObject({ kind: 'unknown' });
  });
});

describe('the key of an activity', () => {
  const keysOf = async (rows: readonly Row[]) => {
    const read = await reading(rows);
    return read.kind === 'known' ? read.value.map(({ key }) => key) : [];
  };
  const deposit = ofType('DEPOSIT');

  it('is the same in every read that holds it', async () => {
    const all = await keysOf(ROWS);
    expect(new Set(all).size).toBe(all.length);
    expect(await keysOf(ROWS.slice(3))).toEqual(all.slice(3));
  });

  it('counts equal events of one transaction', async () => {
    const [first, second] = await keysOf([deposit, deposit]);
    expect([first?.endsWith('#1'), second?.endsWith('#2')]).toEqual([true, true]);
  });

  it.each([
    ['transaction', { transaction_hash: `0x${'6'.repeat(64)}` }],
    ['kind', { type: 'REWARD' }],
    ['market', { condition_id: CONDITION }],
    ['token', { token_id: YES }],
  ])('is another one for another %s', async (_what, change) => {
    const keys = await keysOf([deposit, { ...deposit, ...change }]);
    expect(keys.every((key) => key.endsWith('#1'))).toBe(true);
    expect(new Set(keys).size).toBe(2);
  });

  it('does not depend on the order of two different splits of one transaction', async () => {
    const split = ofType('SPLIT');
    const other = { ...split, size: 5 };
    const [first, second] = await keysOf([split, other]);
    expect(await keysOf([other, split])).toEqual([second, first]);
  });

  it('does not depend on the letters of the transaction', async () => {
    const hash = `0x${'ab'.repeat(32)}`;
    const lower = await keysOf([{ ...deposit, transaction_hash: hash }]);
    const upper = await keysOf([{ ...deposit, transaction_hash: `0x${'AB'.repeat(32)}` }]);
    expect(lower).toEqual(upper);
  });
});
