// What a portfolio costs a month at one cycle a minute. The bill that is held is that of a live
// portfolio whose state has 10 KB, which is one of two markets; a paper portfolio of ten markets is
// printed beside it, since it costs more by the sizes of its state and of its simulated venue.

import { beforeAll, describe, expect, it } from 'vitest';
import { SERIES } from '../../lib/adapters/telemetry/series.ts';
import { billOf, kmsBillOf, tableOfBill, totalOf } from './cost/bill.ts';
import { measure } from './cost/measured.ts';
import { PRICES_OF } from './cost/prices.ts';
import { LIVE, templateOf } from './scene.ts';
import type { Measured } from './cost/measured.ts';
import type { Template } from './scene.ts';

const USD_MAX = 15;
const SERIES_MAX = 24;
const STATE_BYTES_MIN = 10 * 1_024;
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

describe('a live portfolio with a state of 10 KB', () => {
  it('has a state of that size', () => {
    expect(few.stateBytes).toBeGreaterThanOrEqual(STATE_BYTES_MIN);
    expect(few.cycles).toBe(CYCLES);
  });

  it('costs no more than 15 dollars a month by list prices', () => {
    const bill = billOf(live, few, { mode: 'live', series: seriesOf(few) });
    console.log(`Prices of ${PRICES_OF}, eu-west-1\n${tableOfBill(bill)}`);
    console.log(`A key in KMS besides:\n${tableOfBill(kmsBillOf(few))}`);
    expect(totalOf(bill, 'usd')).toBeLessThanOrEqual(USD_MAX);
    expect(totalOf(bill, 'usd')).toBeGreaterThan(totalOf(bill, 'usdBeyondFree'));
  });
});

describe('a paper portfolio of ten markets', () => {
  it('costs more by its state and its simulated venue, and by nothing else', () => {
    const bill = billOf(paper, ten, { mode: 'paper', series: seriesOf(ten) });
    console.log(`${tableOfBill(bill)}\nstate ${ten.stateBytes.toFixed(0)} bytes`);
    const rest = bill.filter(({ what }) => !what.startsWith('table, '));
    expect(totalOf(rest, 'usd')).toBeLessThan(USD_MAX);
  });
});
