// Redemptions as the venue shows them: one row for what a market paid at once.

import { describe, expect, it } from 'vitest';
import { wholeRedemptions } from '../../../lib/simulation/wire/whole-redemptions.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, durationMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOON } from '../../loopback/clocks.ts';
import { PLAIN, THIRD } from './markets.ts';
import type { Activity } from '../../../lib/domain/activity.ts';

const redeemed = (key: string, payout: string, changes: object = {}): Activity => ({
  key,
  at: NOON,
  kind: 'redemption',
  condition: PLAIN.condition,
  token: PLAIN.yes,
  size: shares('10'),
  payout: usdc(payout),
  ...changes,
});
const whole = (key: string, payout: string, changes: object = {}): Activity => ({
  key,
  at: NOON,
  kind: 'market-redemption',
  condition: PLAIN.condition,
  payout: usdc(payout),
  ...changes,
});
const LATER = { at: after(NOON, durationMs(1n)) };
const ELSEWHERE = { condition: THIRD.condition };
const REWARD: Activity = { key: 'r', at: NOON, kind: 'reward', amount: usdc('1') };

describe('the redemptions of a market', () => {
  it.each<[string, readonly Activity[], readonly Activity[]]>([
    ['of one outcome are a row', [redeemed('a', '3')], [whole('a', '3')]],
    ['at once are one row', [redeemed('a', '3'), redeemed('b', '2')], [whole('a', '5')]],
    [
      'a millisecond apart are two rows',
      [redeemed('a', '3'), redeemed('b', '2', LATER)],
      [whole('a', '3'), whole('b', '2', LATER)],
    ],
    [
      'and of another one are two rows',
      [redeemed('a', '3'), redeemed('b', '2', ELSEWHERE)],
      [whole('a', '3'), whole('b', '2', ELSEWHERE)],
    ],
    ['leave other rows alone', [redeemed('a', '3'), REWARD], [whole('a', '3'), REWARD]],
  ])('%s', (_what, moves, rows) => {
    expect(wholeRedemptions(moves)).toEqual(rows);
  });
});
