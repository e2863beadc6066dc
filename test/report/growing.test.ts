// A report that is told cycle by cycle: it may be asked for in between, and comes to the same.

import { describe, expect, it } from 'vitest';
import { growingReport } from '../../lib/report/growing.ts';
import { played } from './played.ts';
import type { GrowingReport, Grown } from '../../lib/report/growing.ts';
import type { Played } from './played.ts';

const begun = ({ limits, universe }: Played): GrowingReport => {
  const report = growingReport({ mode: 'paper', limits });
  for (const [condition, { slug }] of universe.markets) report.name(condition, slug);
  return report;
};

const told = (all: Played, between: (report: GrowingReport) => void): Grown => {
  const report = begun(all);
  for (const record of all.records) {
    report.entries(all.entries);
    report.record(record);
    between(report);
  }
  report.flush();
  return report.finish({ kind: 'marked', marks: all.last.equity });
};

describe('a report that grows', () => {
  it('comes to the same, however often it is asked for in between', async () => {
    const all = await played();
    const asked: Grown[] = [];
    const once = told(all, () => undefined);
    const often = told(all, (report) => {
      asked.push(report.finish({ kind: 'marked', marks: all.last.equity }));
    });
    expect(often).toEqual(once);
    expect(asked).toHaveLength(all.records.length);
    expect(new Set(asked.map(({ band }) => band.cycles)).size).toBe(all.records.length);
  });

  it('has what the band has that is made with the universe at hand', async () => {
    const all = await played();
    const { band } = told(all, () => undefined);
    const { money, byStrategy, equity, refusals, markouts } = band;
    expect({ money, byStrategy, equity, refusals, markouts }).toEqual({
      money: all.band.money,
      byStrategy: all.band.byStrategy,
      equity: all.band.equity,
      refusals: all.band.refusals,
      markouts: all.band.markouts,
    });
    expect(band.byMarket.map(({ name }) => name)).toEqual(
      all.band.byMarket.map(({ name }) => name),
    );
  });

  it('of no cycle at all is one', async () => {
    const { band, latest } = begun(await played()).finish({
      kind: 'from-record',
      ledger: { lots: new Map() },
    });
    expect([band.cycles, band.money.net, latest]).toEqual([0, '0', null]);
  });
});
