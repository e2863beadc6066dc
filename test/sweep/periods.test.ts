import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPeriods, periodName, periodsIn, usualPeriod } from '../../lib/sweep/periods.ts';
import { usdc, usdcMicros } from '../../lib/units/usdc.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('periods', () => {
  it('bring the difference between what a run was worth at their ends', () => {
    const stretch = { from: 1_000, until: 1_000 + 3 * MINUTE, periodMs: MINUTE };
    const periods = openPeriods(stretch, usdc('100'));
    periods.worth(1_000, usdc('100'));
    periods.worth(1_000 + MINUTE - 1, usdc('101.5'));
    periods.fill(1_000 + MINUTE);
    periods.worth(1_000 + MINUTE, usdc('99'));
    periods.worth(1_000 + 2 * MINUTE, usdc('99'));
    expect(periods.finish(usdc('98'))).toEqual({
      profits: ['1.5', '-2.5', '-1'],
      fillsIn: [0, 1, 0],
    });
  });

  it('leave what an unknown one brought to the next that is known', () => {
    const periods = openPeriods({ from: 0, until: 4 * MINUTE, periodMs: MINUTE }, usdc('10'));
    periods.worth(1, usdc('11'));
    periods.worth(2 * MINUTE - 1, null);
    periods.worth(2 * MINUTE, usdc('15'));
    expect(periods.finish(null).profits).toEqual(['1', null, '4', null]);
  });

  it('add up to what the run was worth at its end less what it began with', () => {
    const amounts = fc.array(fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 12n }), (looks, last) => {
        const stretch = { from: 0, until: looks.length * 700, periodMs: 1_000 };
        const opening = usdcMicros(5_000_000n);
        const periods = openPeriods(stretch, opening);
        for (const [place, look] of looks.entries())
          periods.worth(place * 700, look === null ? null : usdcMicros(look));
        const { profits } = periods.finish(usdcMicros(last));
        expect(profits).toHaveLength(periodsIn(stretch));
        const sum = profits.reduce((all, one) => all + Math.round(Number(one ?? 0) * 1e6), 0);
        expect(sum).toBe(Number(last - 5_000_000n));
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['just too short for five minutes', 200 * 5 * MINUTE - 1, '1m'],
    ['exactly long enough for them', 200 * 5 * MINUTE, '5m'],
    ['five hours', 5 * HOUR, '1m'],
    ['a month', 30 * 24 * HOUR, '1h'],
    ['a minute', MINUTE, '1m'],
  ])('of a tape that is %s are usually of the longest that gives 200', (_what, until, name) => {
    expect(periodName(usualPeriod({ from: 0, until }))).toBe(name);
  });
});
