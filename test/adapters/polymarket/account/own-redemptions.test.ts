// Redemptions that name no token, and the names under which activity is kept.

import { afterEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../../../lib/units/time.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
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
  const whole = { kind: 'market-redemption', condition: CONDITION, payout: usdc('30') };

  it.each([
    ['an empty one', nameless],
    ['none', without(nameless, 'token_id')],
    ['null for one', { ...nameless, token_id: null }],
    ['another size', { ...nameless, size: 45 }],
  ])('is of its whole market: %s', async (_what, row) => {
    expect(await reading([row])).toMatchObject({ kind: 'known', value: [whole] });
  });

  it.each([
    ['nothing', 0, '0'],
    ['a micro', 0.000001, '0.000001'],
  ])('may pay %s', async (_what, usdc_size, payout) => {
    const read = await reading([{ ...nameless, usdc_size }]);
    expect(read).toMatchObject({ kind: 'known', value: [{ payout: usdc(payout) }] });
  });

  it('of less than nothing makes the read unknown', async () => {
    expect(await reading([{ ...nameless, usdc_size: -0.000001 }])).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED' },
    });
  });

  it('is read before any market is', async () => {
    const { venue } = await open([nameless]);
    expect(await venue.fetchActivity(FROM)).toMatchObject({ kind: 'known', value: [whole] });
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

  // Simulated sections 2014 and 2015 (ten-outcomes).
  it('is told once, however often its feed repeats a row', async () => {
    const merge = ofType('MERGE');
    const once = await keysOf([deposit, merge]);
    expect(once).toHaveLength(2);
    expect(await keysOf([deposit, deposit, merge, merge, deposit])).toEqual(once);
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

  it('does not depend on the order of two different redemptions of one transaction', async () => {
    const whole = without(REDEEM, 'token_id');
    const other = { ...whole, usdc_size: 5 };
    const [first, second] = await keysOf([whole, other]);
    expect([first?.endsWith('#1'), second?.endsWith('#1')]).toEqual([true, true]);
    expect(await keysOf([other, whole])).toEqual([second, first]);
  });

  it('does not depend on the letters of the transaction', async () => {
    const hash = `0x${'ab'.repeat(32)}`;
    const lower = await keysOf([{ ...deposit, transaction_hash: hash }]);
    const upper = await keysOf([{ ...deposit, transaction_hash: `0x${'AB'.repeat(32)}` }]);
    expect(lower).toEqual(upper);
  });
});
