import { describe, expect, it } from 'vitest';
import { MARKETS_MAX, parseRecordOptions } from '../../lib/cli/record-options.ts';
import { hours, seconds } from '../../lib/units/time.ts';

const names = (count: number): string =>
  Array.from({ length: count }, (_, index) => `market-${String(index)}`).join(',');
const parse = (...more: readonly string[]) =>
  parseRecordOptions(['--markets', 'a,b', '--out', 'x', ...more]);

describe('the options of keel record', () => {
  it('have a beat of two seconds and no end unless they are said', () => {
    expect(parse()).toMatchObject({
      ok: true,
      value: { markets: ['a', 'b'], every: seconds(2), span: { kind: 'until-stopped' } },
    });
    expect(parse('--for', '2h', '--every', '5s')).toMatchObject({
      ok: true,
      value: { every: seconds(5), span: { kind: 'for', length: hours(2) } },
    });
  });
  it('name a market once', () => {
    expect(parseRecordOptions(['--markets', 'a, b,a', '--out', 'x'])).toMatchObject({
      value: { markets: ['a', 'b'] },
    });
  });
  it.each([
    ['0s', false],
    ['1s', true],
    ['60s', true],
    ['1m', true],
    ['61s', false],
    ['2', false],
  ])('take a beat of %s: %s', (every, accepted) => {
    expect(parse('--every', every).ok).toBe(accepted);
  });
  it.each([
    [MARKETS_MAX, true],
    [MARKETS_MAX + 1, false],
  ])('take %i markets: %s', (count, accepted) => {
    expect(parseRecordOptions(['--markets', names(count), '--out', 'x']).ok).toBe(accepted);
  });
  it('tell every mistake at once', () => {
    expect(parseRecordOptions(['--for', 'ever', '--every', '1h'])).toEqual({
      ok: false,
      error: [
        '--markets is missing: give slugs or condition ids',
        '--out is missing: give the file of the tape',
        '--for ever: allowed is a length like 90s, 30m, 2h or 3d',
        '--every 1h: allowed is from 1s to 60s',
      ],
    });
  });
});
