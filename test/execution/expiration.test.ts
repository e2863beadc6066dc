import { describe, expect, it } from 'vitest';
import {
  expirationFor,
  isAcceptable,
  mayResend,
  outlivesNextPosting,
} from '../../lib/execution/expiration.ts';
import { epochMs, msOfEpoch, seconds } from '../../lib/units/time.ts';
import { NOW } from './orders.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const at = (offsetMs: bigint): EpochMs => epochMs(msOfEpoch(NOW) + offsetMs);
const expiresAt = (offsetMs: bigint) => ({ kind: 'at', at: at(offsetMs) }) as const;
const order = {
  timeInForce: 'GTD',
  venueNow: NOW,
  cycle: seconds(60),
  liveUntilMax: { kind: 'unknown' },
} as const;

describe('the expiration of an order', () => {
  it('leaves the venue its 60 s, the quote two cycles and half a minute to replace it', () => {
    expect(expirationFor(order)).toEqual(expiresAt(60_000n + 120_000n + 30_000n));
  });

  it('gives a short cycle the least life of 120 s', () => {
    expect(expirationFor({ ...order, cycle: seconds(5) })).toEqual(expiresAt(210_000n));
  });

  it('is a whole second, rounded up', () => {
    expect(expirationFor({ ...order, venueNow: at(1n) })).toEqual(expiresAt(211_000n));
  });

  it.each(['FAK', 'FOK', 'GTC'] as const)('%s orders have none', (timeInForce) => {
    expect(expirationFor({ ...order, timeInForce })).toEqual({ kind: 'never' });
  });

  it('never lets an order rest beyond the given end', () => {
    const liveUntilMax = { kind: 'at', at: at(130_000n) } as const;
    expect(expirationFor({ ...order, liveUntilMax })).toEqual(expiresAt(190_000n));
  });

  it.each([
    [120_000n, true],
    [119_999n, false],
  ])('an end %s ms away leaves room for an order: %s', (offset, room) => {
    const liveUntilMax = { kind: 'at', at: at(offset) } as const;
    expect(expirationFor({ ...order, liveUntilMax }) !== null).toBe(room);
  });
});

describe('the life left', () => {
  it.each([
    [80_000n, true],
    [79_999n, false],
  ])('resting for %s ms outlives the next posting: %s', (rests, outlives) => {
    expect(outlivesNextPosting(expiresAt(60_000n + rests), NOW, seconds(60))).toBe(outlives);
  });

  it('an order without expiration outlives it', () => {
    expect(outlivesNextPosting({ kind: 'never' }, NOW, seconds(60))).toBe(true);
  });

  it.each([
    [184_999n, false],
    [185_000n, true],
  ])('%s ms before expiration the same bytes may go again: %s', (left, may) => {
    expect(mayResend(expiresAt(left), NOW)).toBe(may);
  });

  it.each([
    [179_999n, false],
    [180_000n, true],
    [180_001n, true],
  ])('%s ms before expiration the venue takes an order: %s', (left, takes) => {
    expect(isAcceptable(expiresAt(left), NOW)).toBe(takes);
  });

  it('the venue takes an order without expiration', () => {
    expect(isAcceptable({ kind: 'never' }, NOW)).toBe(true);
  });

  it('an order without expiration may be sent again', () => {
    expect(mayResend({ kind: 'never' }, NOW)).toBe(true);
  });
});
