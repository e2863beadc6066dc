// The side of a maker that is not told, and the price of a taker that is told too roughly.

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { partsOfTrade } from '../../../../lib/adapters/polymarket/account/own-trade-row.ts';
import { microsOfPrice, price } from '../../../../lib/units/price.ts';
import { without } from '../examples.ts';
import {
  BOUGHT,
  MAKER,
  NAMES,
  NO,
  OURS,
  reading,
  SOLD,
  STRANGER,
  TAKER,
  YES,
} from './fill-scenes.ts';
import { stopServers } from './scenes.ts';

afterEach(stopServers);

describe('the side of a maker', () => {
  it.each([
    ['the same token as a purchase', YES, 'BUY', 'SELL'],
    ['the same token as a sale', YES, 'SELL', 'BUY'],
    ['the other token than a purchase', NO, 'BUY', 'BUY'],
    ['the other token than a sale', NO, 'SELL', 'SELL'],
  ])('that is not told follows from %s', async (...[, token, taken, side]) => {
    for (const untold of [undefined, '']) {
      const ours = { ...OURS, asset_id: token, side: untold };
      const read = await reading({ ...MAKER, side: taken, maker_orders: [ours] });
      expect(read).toMatchObject({ value: [{ side, token }] });
    }
  });

  it('that is told stands', async () => {
    const ours = { ...OURS, side: 'BUY' };
    const read = await reading({ ...MAKER, maker_orders: [ours] });
    expect(read).toMatchObject({ value: [{ side: 'BUY' }] });
  });
});

describe('the price of a taker', () => {
  const priced = (
    side: string,
    slots: readonly (readonly [string, string, string])[],
    size: string,
  ) =>
    partsOfTrade(
      {
        ...TAKER,
        side,
        size,
        maker_orders: slots.map(([asset_id, matched_amount, at]) => ({
          ...SOLD,
          ...STRANGER,
          asset_id,
          matched_amount,
          price: at,
        })),
      },
      NAMES,
    );

  it.each([
    ['BUY', '0.433334'],
    ['SELL', '0.433333'],
  ])('is the average of the makers, rounded against a %s', (side, expected) => {
    const slots = [
      [YES, '10', '0.42'],
      [YES, '20', '0.44'],
    ] as const;
    expect(priced(side, slots, '30')).toMatchObject({ value: [{ price: price(expected) }] });
  });

  it.each([
    ['more', '24.999999'],
    ['less', '25.000001'],
  ])('is that of the trade where the makers add up to %s', (_what, size) => {
    const slots = [
      [YES, '10', '0.42'],
      [NO, '15', '0.57'],
    ] as const;
    expect(priced('BUY', slots, size)).toMatchObject({ value: [{ price: price('0.44') }] });
  });

  it('is that of the trade where a maker is not understood', () => {
    const row = { ...TAKER, maker_orders: [SOLD, without(BOUGHT, 'price')] };
    expect(partsOfTrade(row, NAMES)).toMatchObject({ value: [{ price: price('0.44') }] });
  });

  it('costs at least what the makers got, and less than a millionth a share more', () => {
    const slot = fc.tuple(
      fc.constantFrom(YES, NO),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 999 }),
    );
    fc.assert(
      fc.property(fc.array(slot, { minLength: 1, maxLength: 6 }), (slots) => {
        const total = slots.reduce((sum, [, cents]) => sum + cents, 0);
        const exact = slots.reduce(
          (sum, [token, cents, mills]) => sum + cents * (token === YES ? mills : 1_000 - mills),
          0,
        );
        const wire = slots.map(
          ([token, cents, mills]) => [token, String(cents / 100), String(mills / 1_000)] as const,
        );
        const parts = priced('BUY', wire, String(total / 100));
        const micros = parts.ok ? Number(microsOfPrice(parts.value[0]?.price ?? price('0.5'))) : 0;
        expect(micros * total).toBeGreaterThanOrEqual(exact * 1_000);
        expect((micros - 1) * total).toBeLessThan(exact * 1_000);
      }),
      { numRuns: 10_000 },
    );
  });
});
