// The rows of profit and loss are a fold of their own over the entries; the books are the oracle.

import { describe, expect, it } from 'vitest';
import { marketResults } from '../../lib/accounting/market-results.ts';
import { feesOf, realizedOf } from '../../lib/accounting/pnl.ts';
import { createBand, NO_QUEUE } from '../../lib/report/build.ts';
import { directoryOf } from '../../lib/report/directory.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { formatUsdc, parseUsdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { played } from './played.ts';
import type { PnlRow } from '../../lib/report/report-data.ts';

const micros = (rows: readonly PnlRow[], part: 'realized' | 'fees' | 'net' | 'income') =>
  rows.reduce((sum, row) => {
    const amount = parseUsdc(row[part] ?? 'unknown');
    return amount.ok ? plus(sum, amount.value) : sum;
  }, ZERO_USDC);

describe('the rows of profit and loss', () => {
  it('add up to the books, by strategy, market and category alike', async () => {
    const { band, last } = await played();
    const { ledger } = last.state;
    const income = plus(plus(ledger.income.reward, ledger.income.rebate), ledger.income.yield);
    for (const rows of [band.byStrategy, band.byMarket, band.byCategory]) {
      expect(micros(rows, 'realized')).toBe(minus(realizedOf(ledger), income));
      expect(micros(rows, 'fees')).toBe(feesOf(ledger));
      expect(micros(rows, 'income')).toBe(income);
      expect(formatUsdc(micros(rows, 'net'))).toBe(band.money.net);
    }
  });

  it('tell of each market what its history tells', async () => {
    const { band, entries, directory } = await played();
    expect(band.byMarket.length).toBeGreaterThan(3);
    for (const [condition, { realized, fees }] of marketResults(entries)) {
      const row = band.byMarket.find(({ name }) => name === directory.find(condition).name);
      expect(row).toMatchObject({ realized: formatUsdc(realized), fees: formatUsdc(fees) });
    }
  });

  it('pass over entries that they have seen', async () => {
    const { band, entries, records, last, universe, limits } = await played();
    const again = createBand({
      name: 'as-played',
      model: band.model,
      limits,
      directory: directoryOf(() => universe),
    });
    again.entries(entries);
    again.entries(entries.slice(3));
    records.forEach(again.cycle);
    const end = {
      equity: last.equity,
      lastBooksEquity: null,
      queue: NO_QUEUE,
      markouts: [],
    } as const;
    expect(again.finish(end).byMarket).toEqual(band.byMarket);
  });
});

describe('a band made of a session', () => {
  it('shows each fill, on its market', async () => {
    const { band, entries } = await played();
    const fills = entries.filter(({ kind }) => kind === 'fill').length;
    const shown = band.markets.reduce((sum, one) => sum + one.fills.length + one.fillsLeftOut, 0);
    expect(fills).toBeGreaterThan(20);
    expect(shown).toBe(fills);
    expect(band.byMarket.reduce((sum, row) => sum + row.fills, 0)).toBe(fills);
  });

  it('shows our quotes around the fair price and never beyond the other side', async () => {
    const { band } = await played();
    const looks = band.markets.flatMap((market) => market.looks);
    const quoted = looks.filter(({ quoteBid, quoteAsk }) => quoteBid !== null && quoteAsk !== null);
    expect(quoted.length).toBeGreaterThan(20);
    for (const { quoteBid, quoteAsk } of quoted)
      expect(Number(quoteBid)).toBeLessThan(Number(quoteAsk));
  });

  it('has a row of equity for each cycle, up to what it keeps', async () => {
    const { band, records } = await played();
    expect(band.cycles).toBe(records.length);
    expect(band.equity.map(({ at }) => at)).toEqual(records.map(({ at }) => at));
  });
});
