// Rows of the venue that no books can take are handed back; the rest of their read is booked.

import { describe, expect, it } from 'vitest';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { shares } from '../../lib/units/shares.ts';
import { MARKETS, NOTHING_FAIR, fill, opened, secondsLater, strategyOf } from './scenario.ts';
import type { Activity } from '../../lib/domain/activity.ts';

const [rain] = MARKETS;

describe('a fill', () => {
  it.each([
    ['of a micro', { size: '0.000001' }, 2, 0],
    ['of nothing', { size: '0' }, 1, 1],
    ['without a fee', { fee: '0' }, 2, 0],
    ['with a negative fee', { fee: '-0.000001' }, 1, 1],
  ])('%s beside a good one', (...[, changes, entries, unposted]) => {
    const rows = [fill({ trade: 'odd', ...changes }), fill({ trade: 'good' })];
    const read = postFills(opened(), rows, strategyOf);
    expect(read.entries).toHaveLength(entries);
    expect(read.unposted).toHaveLength(unposted);
  });
});

describe('a redemption', () => {
  const redemption = (payout: string): Activity => ({
    key: `redeemed for ${payout}`,
    at: secondsLater(5),
    kind: 'redemption',
    condition: rain.condition,
    token: rain.yes,
    size: shares('10'),
    payout: usdc(payout),
  });

  it.each([
    ['0', 1, 0],
    ['-0.000001', 0, 1],
  ])('that pays $%s', (payout, entries, unposted) => {
    const read = postActivity(opened(), [redemption(payout)], NOTHING_FAIR);
    expect(read.entries).toHaveLength(entries);
    expect(read.unposted).toHaveLength(unposted);
  });
});
