// What a portfolio costs a month at one cycle a minute: a live portfolio of two markets, as it was
// measured and on a state of 10 KB, and the paper portfolio that a first deployment makes.

import { beforeAll, describe, expect, it } from 'vitest';
import { SERIES } from '../../lib/adapters/telemetry/series.ts';
import { billOf, kmsBillOf, tableOfBill, totalOf } from './cost/bill.ts';
import { measure, onStateOf } from './cost/measured.ts';
import { PRICES_OF } from './cost/prices.ts';
import { LIVE, templateOf } from './scene.ts';
import type { Measured } from './cost/measured.ts';
import type { Template } from './scene.ts';

const USD_MAX = 15;
const SERIES_MAX = 24;
const TEN_KB = 10 * 1_024;
const CYCLES = 60;
const PATIENCE_MS = 300_000;

const FEW = {
  STRATEGY_PRESET: 'conservative',
  MARKETS: 'best-picture-any-other,new-model-released-by-march',
};

let live: Template;
let paper: Template;
let few: Measured;
let ten: Measured;
beforeAll(async () => {
  live = await templateOf({ portfolios: { live: LIVE } });
  paper = await templateOf();
  few = await measure(FEW, CYCLES);
  ten = await measure({}, CYCLES);
}, PATIENCE_MS);

// What cycles declare, and what the watchdog does.
const seriesOf = ({ series }: Measured): readonly string[] => [...series, 'Watchdog'];

describe('the series of a portfolio', () => {
  it('are those of the closed list, of which there are 24 at most', () => {
    expect([...seriesOf(ten)].sort()).toEqual(Object.keys(SERIES).sort());
    expect(seriesOf(ten).length).toBeLessThanOrEqual(SERIES_MAX);
  });
});

describe('a live portfolio of two markets', () => {
  it.each([
    ['as it was measured', (measured: Measured) => measured],
    ['on a state of 10 KB', (measured: Measured) => onStateOf(measured, TEN_KB)],
  ])('%s costs no more than 15 dollars a month by list prices', (_how, on) => {
    const measured = on(few);
    const bill = billOf(live, measured, { mode: 'live', series: seriesOf(few) });
    const state = `state ${measured.stateBytes.toFixed(0)} bytes`;
    console.log(`Prices of ${PRICES_OF}, eu-west-1, ${state}\n${tableOfBill(bill)}`);
    expect(totalOf(bill, 'usd')).toBeLessThanOrEqual(USD_MAX);
    expect(totalOf(bill, 'usd')).toBeGreaterThan(totalOf(bill, 'usdBeyondFree'));
  });

  it('pays for a key in KMS by the orders that it signs', () => {
    const bill = kmsBillOf(few);
    console.log(`A key in KMS besides:\n${tableOfBill(bill)}`);
    expect(few.cycles).toBe(CYCLES);
    expect(totalOf(bill, 'usd')).toBeGreaterThan(1);
  });
});

describe('a paper portfolio of ten markets', () => {
  it('costs no more than 15 dollars either, though it writes more', () => {
    const bill = billOf(paper, ten, { mode: 'paper', series: seriesOf(ten) });
    console.log(`${tableOfBill(bill)}\nstate ${ten.stateBytes.toFixed(0)} bytes`);
    expect(totalOf(bill, 'usd')).toBeLessThanOrEqual(USD_MAX);
  });
});
