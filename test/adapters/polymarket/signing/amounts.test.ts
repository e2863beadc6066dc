// What an order gives and takes, at the limits of every rounding.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountsOf,
  amountsOfDollars,
  amountsOfShares,
} from '../../../../lib/adapters/polymarket/signing/amounts.ts';
import { conditionId, tokenId } from '../../../../lib/units/ids.ts';
import { TICKS, microsOfPrice, price, priceMicros, tick } from '../../../../lib/units/price.ts';
import { parseShares, shareMicros, shares } from '../../../../lib/units/shares.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import type { AmountError } from '../../../../lib/adapters/polymarket/signing/amounts.ts';
import type { Side } from '../../../../lib/domain/market.ts';
import type { Order, TimeInForce } from '../../../../lib/domain/order.ts';

const HALF = { price: price('0.5'), tick: tick('0.01') };

describe('an order that names shares', () => {
  it('keeps every size of two decimals from 0.01 to 1,000 as it is', () => {
    const changed: string[] = [];
    for (let lots = 1; lots <= 100_000; lots += 1) {
      const text = (lots / 100).toFixed(2);
      const size = parseShares(text);
      const at = { price: priceMicros(BigInt(1 + (lots % 9_999)) * 100n), tick: tick('0.0001') };
      const amounts = size.ok ? amountsOfShares('BUY', size.value, at) : size;
      const isKept =
        amounts.ok &&
        amounts.value.taker === BigInt(lots) * 10_000n &&
        amounts.value.maker * 1_000_000n === amounts.value.taker * microsOfPrice(at.price);
      if (!isKept) changed.push(text);
    }
    expect(changed).toEqual([]);
  });

  it.each([
    ['0.01', 10_000n],
    ['0.010001', 10_000n],
    ['0.019999', 10_000n],
    ['0.02', 20_000n],
  ])('of %s shares rounds them down to a hundredth', (size, taker) => {
    expect(amountsOfShares('BUY', shares(size), HALF)).toEqual({
      ok: true,
      value: { maker: taker / 2n, taker },
    });
  });

  it.each(['0.009999', '0', '-0.01', '-5'])('refuses %s shares', (size) => {
    const error: AmountError = { kind: 'NOTHING_LEFT', given: `${size} shares`, step: '0.01' };
    expect(amountsOfShares('SELL', shares(size), HALF)).toEqual({ ok: false, error });
  });

  it('gives shares for dollars when it sells', () => {
    expect(amountsOfShares('SELL', shares('21.04'), { ...HALF, price: price('0.56') })).toEqual({
      ok: true,
      value: { maker: 21_040_000n, taker: 11_782_400n },
    });
  });

  it('prices its shares exactly on every grid', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TICKS).map((text) => tick(text)),
        fc.bigInt({ min: 1n, max: 999_999n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (step, micros, lots) => {
          const at = { price: priceMicros(micros), tick: step };
          const amounts = amountsOfShares('BUY', shareMicros(lots * 10_000n), at);
          const isExact =
            amounts.ok && amounts.value.maker * 1_000_000n === amounts.value.taker * micros;
          expect(amounts.ok ? isExact : amounts.error.kind).toBe(amounts.ok ? true : 'OFF_TICK');
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('a price', () => {
  it.each([
    ['0.01', '0.499999', false],
    ['0.01', '0.5', true],
    ['0.01', '0.500001', false],
    ['0.01', '0.009999', false],
    ['0.01', '0.01', true],
    ['0.01', '0.99', true],
    ['0.01', '0.990001', false],
    ['0.005', '0.015', true],
    ['0.005', '0.012', false],
    ['0.0025', '0.0075', true],
    ['0.0025', '0.005', true],
    ['0.0025', '0.006', false],
  ] as const)('on the grid of %s, %s, is taken: %s', (step, text, isTaken) => {
    const at = { price: price(text), tick: tick(step) };
    const error: AmountError = { kind: 'OFF_TICK', price: text, tick: step };
    for (const amounts of [
      amountsOfShares('BUY', shares('10'), at),
      amountsOfDollars(usdc('10'), at),
    ])
      expect(amounts.ok ? 'taken' : amounts.error).toEqual(isTaken ? 'taken' : error);
  });
});

describe('an order that names dollars', () => {
  it.each([
    ['5', '0.55', '0.01', 5_000_000n, 9_090_900n],
    ['5.009999', '0.55', '0.01', 5_000_000n, 9_090_900n],
    ['5.01', '0.55', '0.01', 5_010_000n, 9_109_000n],
    ['9.99', '0.7', '0.1', 9_990_000n, 14_271_000n],
    ['1', '0.057', '0.001', 1_000_000n, 17_543_800n],
    ['1', '0.0057', '0.0001', 1_000_000n, 175_438_500n],
    ['0.01', '0.9999', '0.0001', 10_000n, 10_000n],
  ] as const)('of %s at %s on %s asks for no decimal too many', (...row) => {
    const [dollars, at, step, maker, taker] = row;
    expect(amountsOfDollars(usdc(dollars), { price: price(at), tick: tick(step) })).toEqual({
      ok: true,
      value: { maker, taker },
    });
  });

  it.each(['0.009999', '0', '-0.01'])('refuses %s dollars', (dollars) => {
    const error: AmountError = { kind: 'NOTHING_LEFT', given: `${dollars} dollars`, step: '0.01' };
    expect(amountsOfDollars(usdc(dollars), HALF)).toEqual({ ok: false, error });
  });
});

const orderOf = (timeInForce: TimeInForce, side: Side): Order => ({
  condition: conditionId('0x01'),
  token: tokenId('1'),
  outcome: 'YES',
  side,
  price: price('0.33'),
  size: shares('10.01'),
  timeInForce,
  liquidity: 'may-take',
});

describe('one of our orders', () => {
  it.each<[TimeInForce, Side, maker: bigint, taker: bigint]>([
    ['GTC', 'BUY', 3_303_300n, 10_010_000n],
    ['GTD', 'BUY', 3_303_300n, 10_010_000n],
    ['FOK', 'BUY', 3_300_000n, 10_000_000n],
    ['FAK', 'BUY', 3_300_000n, 10_000_000n],
    ['GTC', 'SELL', 10_010_000n, 3_303_300n],
    ['GTD', 'SELL', 10_010_000n, 3_303_300n],
    ['FOK', 'SELL', 10_010_000n, 3_303_300n],
    ['FAK', 'SELL', 10_010_000n, 3_303_300n],
  ])('of type %s that is a %s gives %s for %s', (...row) => {
    const [timeInForce, side, maker, taker] = row;
    const amounts = amountsOf(orderOf(timeInForce, side), tick('0.01'));
    expect(amounts).toEqual({ ok: true, value: { maker, taker } });
  });

  it('that costs half a millionth less than a cent spends no cent', () => {
    const order = { ...orderOf('FOK', 'BUY'), price: price('0.5'), size: shares('0.019999') };
    const error: AmountError = { kind: 'NOTHING_LEFT', given: '0.009999 dollars', step: '0.01' };
    expect(amountsOf(order, tick('0.01'))).toEqual({ ok: false, error });
  });

  it('never spends more, nor asks for more shares, than was approved', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TimeInForce>('GTC', 'GTD', 'FOK', 'FAK'),
        fc.integer({ min: 1, max: 9_999 }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (timeInForce, at, lots) => {
          const size = lots * 10_000n;
          const micros = BigInt(at) * 100n;
          const approved = {
            ...orderOf(timeInForce, 'BUY'),
            price: priceMicros(micros),
            size: shareMicros(size),
          };
          const amounts = amountsOf(approved, tick('0.0001'));
          const { maker, taker } = amounts.ok ? amounts.value : { maker: 0n, taker: 0n };
          expect(maker * 1_000_000n <= size * micros && taker <= size).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
