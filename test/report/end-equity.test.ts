// Headline, equity at the end and net are three views of one result: they agree, or the page says
// why they do not.

import { describe, expect, it } from 'vitest';
import { summaryLines } from '../../lib/cli/backtest-summary.ts';
import { reportPage } from '../../lib/report/page.ts';
import { epochMs } from '../../lib/units/time.ts';
import { sampleReport, SMALL } from './sample.ts';
import type { EquityRow, ReportBand, ReportData } from '../../lib/report/report-data.ts';

const SAMPLE = sampleReport({ ...SMALL, bands: ['pessimistic'] });
const AT = '2026-06-01T12:00:00.000Z';

const row = (equity: string | null): EquityRow => ({
  at: AT,
  equity,
  drawdown: '0',
  exposure: '0',
});

const ending = (last: string | null, changes: Partial<ReportBand> = {}): ReportData => ({
  ...SAMPLE,
  kind: 'backtest',
  bands: SAMPLE.bands.map((band) => ({
    ...band,
    equity: [row('10000'), row('10085.03'), row(last)],
    money: { ...band.money, unrealized: '1', net: '91.16', rebates: '0' },
    lastBooksEquity: null,
    ...changes,
  })),
});

const pageOf = (data: ReportData): string => reportPage(data, { scripts: [], styles: [] });

const terminalOf = ({ bands }: ReportData): string => {
  const tape = { name: 'a tape', start: epochMs(0n) };
  return summaryLines(tape, epochMs(1n), [{ preset: 'a', bands, warnings: [] }]).join('\n');
};

describe('the equity at the end', () => {
  it('is by the last books where the last cycle knew none, on the page and in the terminal', () => {
    const data = ending(null, { lastBooksEquity: '10091.16' });
    const page = pageOf(data);
    expect(page).toContain('it earned $91.16.');
    expect(page).toContain('<dt>Equity at the end</dt><dd>$10,091.16</dd>');
    expect(page).toContain('by the last known books');
    expect(page).toContain('from $10,000.00 to $10,091.16 by the last known books');
    expect(page).not.toContain('apart from net');
    expect(terminalOf(data)).toMatch(/Equity at the end, no income +\$10091\.16\n/);
    expect(terminalOf(data)).toMatch(/by the last known books +yes\n/);
  });

  it('is that of the last cycle where that is known', () => {
    const data = ending('10091.16');
    expect(pageOf(data)).toContain('<dt>Equity at the end</dt><dd>$10,091.16</dd>');
    expect(pageOf(data)).not.toContain('by the last known books');
    expect(terminalOf(data)).toMatch(/by the last known books +no\n/);
  });

  it('says why it is unknown beside a net that is known', () => {
    expect(pageOf(ending(null))).toContain('the last cycle could not value all that is held');
    expect(terminalOf(ending(null))).toMatch(/Equity at the end, no income +\?\n/);
  });

  it.each([
    ['within a cent', '10091.169', false],
    ['a cent apart', '10091.17', true],
  ])('says that it and net differ where they are %s', (_how, last, isSaid) => {
    expect(pageOf(ending(last)).includes('apart from net')).toBe(isSaid);
  });
});
