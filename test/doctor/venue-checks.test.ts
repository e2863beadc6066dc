import { describe, expect, it } from 'vitest';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { LIVE, NOON, SAMPLE, lineOf } from './facts.ts';

// The venue says noon sharp, which it does until a second later; ours is this many ms after noon
// when we ask, and the answer comes 100 ms later.
const clockAt = (ms: bigint) =>
  lineOf(
    {
      ...LIVE,
      clock: probed({
        venue: epochMs(NOON),
        askedAt: epochMs(NOON + ms),
        answeredAt: epochMs(NOON + ms + 100n),
      }),
    },
    'clock',
  );

describe('the clock', () => {
  it.each([
    [0n, 'ok', '0 ms'],
    [-100n, 'ok', '0 ms'],
    [-101n, 'ok', '1 ms'],
    [1_000n, 'ok', '0 ms'],
    [1_001n, 'ok', '1 ms'],
    [2_999n, 'ok', '1999 ms'],
    [3_000n, 'ok', '2000 ms'],
    [3_001n, 'warning', '2001 ms'],
    [5_999n, 'warning', '4999 ms'],
    [6_000n, 'warning', '5000 ms'],
    [6_001n, 'failed', '5001 ms'],
    [-2_100n, 'ok', '2000 ms'],
    [-2_101n, 'warning', '2001 ms'],
    [-5_100n, 'warning', '5000 ms'],
    [-5_101n, 'failed', '5001 ms'],
  ])('that is %d ms off by what we read is %s, %s apart', (ms, status, found) => {
    expect(clockAt(ms)).toMatchObject({ status, found: `${found} apart from the venue's` });
  });

  it('says what to do about it', () => {
    expect(clockAt(9_000n).remedy).toMatch(/NTP/);
  });
});

describe('the API version', () => {
  it.each([
    [1, 'failed'],
    [2, 'ok'],
    [3, 'ok'],
    [4, 'failed'],
  ])('%d is %s', (version, status) => {
    expect(lineOf({ ...LIVE, apiVersion: probed(version) }, 'API version').status).toBe(status);
  });
});

describe('the sample market', () => {
  const terms = { tick: tick('0.01'), sizeMin: shares('5') };
  it.each([
    ['the same tick and size', terms, 'ok'],
    ['another tick', { ...terms, tick: tick('0.001') }, 'failed'],
    ['a greater smallest size', { ...terms, sizeMin: shares('15') }, 'failed'],
  ] as const)('with %s is %s', (_what, traded, status) => {
    const line = lineOf({ ...LIVE, sample: probed({ ...SAMPLE, traded }) }, 'sample market');
    expect(line.status).toBe(status);
    expect(line.found).toContain('will-it-rain');
    expect(line.found).toContain('tick 0.01, at least 5 shares');
  });

  it('that does not exist has failed', () => {
    const line = lineOf({ ...LIVE, sample: probed({ kind: 'none' }) }, 'sample market');
    expect(line).toMatchObject({ status: 'failed', found: 'no market that takes orders' });
  });
});

describe('the region', () => {
  it('that is blocked has failed, and is nothing to route around', () => {
    const region = probed({ kind: 'blocked', detail: 'HTTP 403: region: Trading...' } as const);
    const line = lineOf({ ...LIVE, region }, 'region');
    expect(line.status).toBe('failed');
    expect(line.found).toContain('HTTP 403: region');
    expect(line.remedy).toMatch(/eu-west-1.*nothing to route around/);
  });
});
