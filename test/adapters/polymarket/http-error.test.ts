// What errors say, beyond their class.

import { describe, expect, it } from 'vitest';
import {
  errorOfAnswer,
  oneLine,
  parseRetryAfter,
} from '../../../lib/adapters/polymarket/http-error.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';

const answer = (status: number, body: string, retryAfter = '') =>
  errorOfAnswer({ endpoint: 'GET /x', status, retryAfter, body, at: NOON });

describe('the wait that an answer asks for', () => {
  const unspecified = { kind: 'unspecified' };
  const after = (count: number) => ({ kind: 'after', wait: seconds(count) });

  it.each([
    ['a number of seconds', '79', after(79)],
    ['zero', '0', after(0)],
    ['a date ahead', 'Sun, 22 Nov 2026 12:01:30 GMT', after(90)],
    ['a date that has passed', 'Sun, 22 Nov 2026 11:00:00 GMT', after(0)],
    ['a number beyond a day', '999999', after(86_400)],
    ['a date beyond a day', 'Wed, 22 Nov 2028 12:00:00 GMT', after(86_400)],
    ['nothing', '', unspecified],
    ['a negative number', '-5', unspecified],
    ['nonsense', 'soon', unspecified],
  ])('is read from %s', (_what, header, expected) => {
    expect(parseRetryAfter(header, NOON)).toEqual(expected);
  });

  it('is read from the body where no header says it', () => {
    const body = '{"error":"post-only mode","code":"post_only_mode","retry_after_seconds":79}';
    expect(answer(503, body).retryAfter).toEqual(after(79));
    expect(answer(503, body, '5').retryAfter).toEqual(after(5));
    expect(answer(503, '{}').retryAfter).toEqual(unspecified);
  });

  it('is counted in whole milliseconds from now', () => {
    expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:01 GMT', NOON)).toEqual({
      kind: 'after',
      wait: durationMs(1_000n),
    });
  });
});

describe('a refusal', () => {
  it('tells a blocked region from a blocked address', () => {
    const region = '{"error":"Trading restricted in your region, please refer to ..."}';
    const page = '<!DOCTYPE html><title>Attention Required! | Cloudflare</title><p>blocked';
    expect(answer(403, region).detail).toContain('region: ');
    expect(answer(403, page).detail).toBe('HTTP 403: Cloudflare: Attention Required! | Cloudflare');
    expect(answer(403, 'no').detail).toBe('HTTP 403: no');
  });
});

describe('a detail', () => {
  it('is one printable line, whatever it was', () => {
    expect(oneLine('a\n\t b\u0000\u001b[31mc  ')).toBe('a b [31mc');
  });

  it.each([
    ['one below', 199, 199],
    ['exactly at', 200, 200],
    ['one above', 201, 203],
  ])('%s the length that is kept has %i characters in and %i out', (_where, length, shown) => {
    expect(oneLine('x'.repeat(length))).toHaveLength(shown);
  });
});
