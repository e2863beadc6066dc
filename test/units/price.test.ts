// Prices stay inside (0, 1) and on their market's grid, whose step is not always a power of ten.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cents,
  complement,
  formatPrice,
  formatTick,
  higherPrice,
  isOnGrid,
  lowerPrice,
  microsOfOffset,
  microsOfPrice,
  offsetBetween,
  parsePrice,
  parseTick,
  price,
  priceFromProbability,
  priceMicros,
  priceOffset,
  probability,
  probabilityOf,
  shifted,
  tick,
  TICKS,
  ticks,
  toGrid,
} from '../../lib/units/price.ts';
import { anyPrice, anyRounding, anyTick, often } from './arbitraries.ts';

describe('a price', () => {
  it('parses back what it formats', () => {
    fc.assert(
      fc.property(anyPrice, (p) => {
        expect(parsePrice(formatPrice(p))).toEqual({ ok: true, value: p });
        expect(priceMicros(microsOfPrice(p))).toBe(p);
      }),
      often,
    );
  });

  it.each([
    ['0', 'PRICE_OUT_OF_RANGE'],
    ['0.000001', undefined],
    ['0.999999', undefined],
    ['1', 'PRICE_OUT_OF_RANGE'],
    ['-0.5', 'PRICE_OUT_OF_RANGE'],
    ['0.0000001', 'MALFORMED_DECIMAL'],
    ['0,5', 'MALFORMED_DECIMAL'],
  ])('reads %s with the error %s', (text, kind) => {
    const parsed = parsePrice(text);
    expect(parsed.ok ? undefined : parsed.error.kind).toBe(kind);
  });

  it('says between what it has to lie', () => {
    const [text, allowed] = ['1', 'strictly between 0 and 1'];
    expect(parsePrice(text)).toMatchObject({ error: { text, allowed } });
  });

  it.each([0n, 1_000_000n, -1n])('cannot be %s micros', (micros) => {
    expect(() => priceMicros(micros)).toThrow('is inside (0, 1)');
  });

  it('throws on a literal that is none', () => {
    expect(() => price('1.5')).toThrow('1.5 is a price');
  });

  it('of the other outcome mirrors it, and mirrored twice is itself', () => {
    expect(complement(price('0.37'))).toBe(price('0.63'));
    fc.assert(
      fc.property(anyPrice, (p) => {
        expect(complement(complement(p))).toBe(p);
      }),
    );
  });

  it('is reached from another by their distance', () => {
    fc.assert(
      fc.property(anyPrice, anyPrice, (a, b) => {
        expect(shifted(b, offsetBetween(a, b))).toBe(a);
        expect(new Set([higherPrice(a, b), lowerPrice(a, b)])).toEqual(new Set([a, b]));
        expect(higherPrice(a, b) >= lowerPrice(a, b)).toBe(true);
      }),
    );
  });

  it.each([
    ['0.02', '-0.01', '0.01'],
    ['0.01', '-0.01', undefined],
    ['0.000001', '-0.000002', undefined],
    ['0.98', '0.01', '0.99'],
    ['0.99', '0.01', undefined],
  ])('%s moved by %s is %s', (from, by, to) => {
    const moved = shifted(price(from), priceOffset(BigInt(Math.round(Number(by) * 1e6))));
    expect(moved).toBe(to === undefined ? undefined : price(to));
  });

  it.each([
    [3, 30_000n],
    [0.25, 2_500n],
    [-1, -10_000n],
    [2.675, 26_750n],
  ])('%d cents are %s micros of difference', (count, micros) => {
    expect(microsOfOffset(cents(count))).toBe(micros);
  });
});

describe('a tick', () => {
  it.each(TICKS)('of %s is one of the venue and formats as itself', (text) => {
    expect(formatTick(tick(text))).toBe(text);
    expect(parseTick(`${text}00`)).toEqual({ ok: true, value: tick(text) });
  });

  it.each(['0.02', '0.25', '1', '0', '-0.01'])('of %s is unknown', (text) => {
    expect(parseTick(text)).toMatchObject({ ok: false, error: { kind: 'UNKNOWN_TICK' } });
  });

  it('says which ones the venue has', () => {
    const [text, allowed] = ['0.02', '0.1, 0.01, 0.005, 0.0025, 0.001, 0.0001'];
    expect(parseTick(text)).toMatchObject({ error: { text, allowed } });
  });

  it('of no number is malformed', () => {
    expect(parseTick('fine')).toMatchObject({ ok: false, error: { kind: 'MALFORMED_DECIMAL' } });
  });

  it('throws on a literal that is none', () => {
    const textFromElsewhere: string = '0.3';
    // @ts-expect-error only the venue's ticks are literals
    expect(() => tick(textFromElsewhere)).toThrow('0.3 is a tick');
  });

  it.each([
    ['0.005', 3, '0.015'],
    ['0.0025', 3, '0.0075'],
    ['0.01', -2, '-0.02'],
  ] as const)('of %s taken %d times is %s', (step, count, offset) => {
    expect(microsOfOffset(ticks(tick(step), count))).toBe(BigInt(Math.round(Number(offset) * 1e6)));
  });
});

describe('the grid', () => {
  it.each([
    ['0.005', '0.0149', '0.01', '0.015'],
    ['0.005', '0.015', '0.015', '0.015'],
    ['0.0025', '0.0074', '0.005', '0.0075'],
    ['0.0025', '0.9974', '0.995', '0.9975'],
    ['0.01', '0.009999', undefined, '0.01'],
    ['0.01', '0.990001', '0.99', undefined],
    ['0.1', '0.05', undefined, '0.1'],
    ['0.0001', '0.00005', undefined, '0.0001'],
  ] as const)('of %s puts %s between %s and %s', (...[step, p, down, up]) => {
    const expected = (text: string | undefined) => (text === undefined ? undefined : price(text));
    expect(toGrid(price(p), tick(step), 'down')).toBe(expected(down));
    expect(toGrid(price(p), tick(step), 'up')).toBe(expected(up));
  });

  it.each([
    ['0.005', '0.015', true],
    ['0.005', '0.0125', false],
    ['0.0025', '0.0125', true],
    ['0.0025', '0.011', false],
    ['0.01', '0.5', true],
    ['0.01', '0.505', false],
  ] as const)('of %s holds %s: %s', (step, p, holds) => {
    expect(isOnGrid(price(p), tick(step))).toBe(holds);
  });

  it('counts exactly 1 / tick - 1 prices, each a multiple of the tick', () => {
    for (const text of TICKS) {
      const step = tick(text);
      const count = Math.round(1 / Number(text)) - 1;
      const prices = Array.from({ length: count }, (_, i) => shifted(price(text), ticks(step, i)));
      expect(prices.every((p) => p !== undefined && isOnGrid(p, step))).toBe(true);
      expect(shifted(price(text), ticks(step, count))).toBeUndefined();
    }
  });

  it('keeps what lies on it', () => {
    fc.assert(
      fc.property(anyPrice, anyTick, anyRounding, (p, step, rounding) => {
        const on = toGrid(p, step, 'down') ?? price('0.5');
        expect(toGrid(on, step, rounding)).toBe(on);
      }),
      often,
    );
  });

  it('encloses what lies off it by two neighbours, or by one and an end', () => {
    fc.assert(
      fc.property(anyPrice, anyTick, (p, step) => {
        fc.pre(!isOnGrid(p, step));
        const [below, above] = [toGrid(p, step, 'down'), toGrid(p, step, 'up')];
        expect(below === undefined || (isOnGrid(below, step) && below < p)).toBe(true);
        expect(above === undefined || (isOnGrid(above, step) && above > p)).toBe(true);
        const low = below === undefined ? 0n : microsOfPrice(below);
        const high = above === undefined ? 1_000_000n : microsOfPrice(above);
        expect(high - low).toBe(microsOfOffset(ticks(step, 1)));
      }),
      often,
    );
  });

  it('is symmetric: a bid on it is an ask on the grid of the other outcome', () => {
    fc.assert(
      fc.property(anyPrice, anyTick, (p, step) => {
        const bid = toGrid(p, step, 'down');
        const ask = toGrid(complement(p), step, 'up');
        expect(ask).toBe(bid === undefined ? undefined : complement(bid));
      }),
      often,
    );
  });
});

describe('an estimate', () => {
  it.each([0, 1, -0.1, 1.1, Number.NaN])('of %d is no probability', (value) => {
    expect(() => probability(value)).toThrow('is inside (0, 1)');
  });

  it.each([
    [0.5, 'up', '0.5'],
    [0.123_456_7, 'down', '0.123456'],
    [0.123_456_7, 'up', '0.123457'],
    [1e-9, 'down', '0.000001'],
    [1e-9, 'up', '0.000001'],
    [1 - 1e-9, 'down', '0.999999'],
    [1 - 1e-9, 'up', '0.999999'],
  ] as const)('of %d rounded %s is the price %s', (value, rounding, p) => {
    expect(priceFromProbability(probability(value), rounding)).toBe(price(p));
  });

  it('keeps every one of the 999,999 prices on the way there and back', () => {
    const moved: string[] = [];
    for (let micros = 1n; micros < 1_000_000n; micros += 1n) {
      const p = priceMicros(micros);
      const estimate = probabilityOf(p);
      const isKept =
        priceFromProbability(estimate, 'up') === p && priceFromProbability(estimate, 'down') === p;
      if (!isKept) moved.push(formatPrice(p));
    }
    expect(moved).toEqual([]);
  });
});
