import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { NO_EXPOSURES } from '../../lib/report/highest-exposures.ts';
import { readPageAssets } from '../../lib/report/asset-files.ts';
import { PAGE_BYTES_MAX, reportPage } from '../../lib/report/page.ts';
import { builtPageScript, builtPath, PAGE_SCRIPTS } from './build-page-script.ts';
import { EMPTY_REPORT, IDLE_REPORT, LARGEST, sampleReport, SMALL } from './sample.ts';
import type { ReportData } from '../../lib/report/report-data.ts';

const assets = await readPageAssets();
const pageOf = (data: ReportData): string => reportPage(data, assets);
const visible = (page: string): string => page.replace(/<(script|style)[^]*?<\/\1>/g, '');
const exposureRows = (data: ReportData): readonly string[] => {
  const caption = /<caption>Highest exposure against its cap[^]*?<\/table>/;
  const [, body = ''] = /<tbody>([^]*?)<\/tbody>/.exec(caption.exec(pageOf(data))?.[0] ?? '') ?? [];
  return body.split('</tr>').flatMap((row) => {
    const words = row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return words === '' ? [] : [words];
  });
};
const bytes = (page: string): number => Buffer.byteLength(page);

describe('the page of a report', () => {
  it('stays under two megabytes with more of everything than is ever kept', () => {
    expect(bytes(pageOf(sampleReport(LARGEST)))).toBeLessThan(PAGE_BYTES_MAX);
  });

  it('stays under two megabytes with details that no builder would make', () => {
    const huge = { ...LARGEST, markets: 60, looks: 2_000, fills: 1_000 };
    expect(bytes(pageOf(sampleReport(huge)))).toBeLessThan(PAGE_BYTES_MAX);
  });

  it('draws fewer markets where the least of each is too much, and says how many', () => {
    const many = sampleReport({ ...SMALL, markets: 3_000, looks: 4, fills: 4 });
    const page = pageOf(many);
    expect(bytes(page)).toBeLessThan(PAGE_BYTES_MAX);
    expect(page).toContain('2,982 more markets not drawn');
    expect(page).toContain('In the pessimistic band it lost $11.50.');
  });

  it('draws no market where every one is too much, and does not say that none was seen', () => {
    const [first, ...others] = sampleReport().bands;
    if (first === undefined) throw new Error('the sample has a band');
    const markets = first.markets.map((one) => ({ ...one, category: 'c'.repeat(PAGE_BYTES_MAX) }));
    const page = pageOf({ ...sampleReport(), bands: [{ ...first, markets }, ...others] });
    expect(bytes(page)).toBeLessThan(PAGE_BYTES_MAX);
    expect(page).toContain('5 markets not drawn: the page would be too\nlarge.');
    expect(page).not.toContain('No market was looked at');
  });

  it.each([
    ['command', { command: 'c'.repeat(PAGE_BYTES_MAX) }],
    ['title', { title: 't'.repeat(PAGE_BYTES_MAX) }],
  ])('says that it cannot be shown where its %s alone is too large', (_what, part) => {
    const page = pageOf({ ...sampleReport(), ...part });
    expect(bytes(page)).toBeLessThan(PAGE_BYTES_MAX);
    expect(page).toContain('This report is too large for a page');
  });

  it('is the same each time', () => {
    expect(pageOf(sampleReport())).toBe(pageOf(sampleReport()));
  });

  it('names no address that a browser would load from', () => {
    const page = pageOf(sampleReport());
    const loading = /(?:src|href|action|url)\s*[=(]\s*["']?(?!#|data:)[a-z/.]/gi;
    // The chart library names its home in a comment.
    const own = page.replaceAll('https://github.com/leeoniya/uPlot', '');
    expect(own.match(/<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)[^"]*"/g)).toBeNull();
    expect(own.slice(0, own.indexOf('<script')).match(loading)).toBeNull();
  });

  it('lets nothing run or load but what its policy names by hash', () => {
    const page = pageOf(sampleReport());
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain('default-src &#39;none&#39;');
    expect(policy.match(/sha256-/g)).toHaveLength(assets.scripts.length + assets.styles.length);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/\son[a-z]+="|\sstyle="/);
  });

  it('shows the words of others as words', () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&';
    const data = sampleReport();
    const bands = data.bands.map((band) => ({
      ...band,
      model: evil,
      byMarket: band.byMarket.map((row) => ({ ...row, name: evil })),
      markets: band.markets.map((market) => ({ ...market, name: evil, category: evil })),
    }));
    const page = pageOf({ ...data, title: evil, bands, warnings: [evil], command: evil });
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(1 + assets.scripts.length);
  });

  it('says that only the pessimistic band counts, and what it came to', () => {
    const page = pageOf(sampleReport());
    expect(page).toContain('In the pessimistic band it lost $11.50. A kinder band gains');
    expect(page).toContain('Only the pessimistic band counts.');
  });

  it('says where bands are compared that a kinder one may earn less', () => {
    expect(pageOf(sampleReport())).toContain('Fills are\nordered, money is not');
  });

  it('says beside the equity of a backtest what income it leaves out and net has', () => {
    const { kind, bands, ...data } = sampleReport();
    const [first] = bands;
    if (first === undefined) throw new Error('the sample has a band');
    const said = 'without income, which net has: $0.50';
    const paid = (rebates: string | null): ReportData => ({
      ...data,
      kind,
      bands: [{ ...first, money: { ...first.money, rebates } }],
    });
    expect(pageOf(paid('0.5'))).toContain(said);
    expect(pageOf(paid('0.5'))).toContain('at what could be sold, without income</figcaption>');
    expect(visible(pageOf(paid('0')))).not.toContain('without income');
    expect(pageOf(paid(null))).toContain('which net has: <span class="unknown">unknown</span>');
    expect(visible(pageOf({ ...paid('0.5'), kind: 'live' }))).not.toContain('without income');
  });

  it('shows how each market was recorded, the least known first', () => {
    const page = pageOf(sampleReport());
    const table = /<caption>How each market was recorded[^]*?<\/table>/.exec(page)?.[0] ?? '';
    const names = [...table.matchAll(/city-number-(\d)/g)].map(([, number]) => number);
    expect(names).toEqual(['1', '3', '2', '0']);
    expect(table).toContain('<td class="n"><span class="unknown">unknown</span></td>');
    expect(table).toContain('<td class="n">1 h 2 min</td><td class="n">450 ms</td>');
    expect(page).toContain('Longest silence of all: 1 min 5 s from 2026-06-01 12:03:00.');
  });

  it('says nothing of how data was recorded that nobody read to its end', () => {
    const data = sampleReport();
    const page = pageOf({ ...data, source: { ...data.source, quality: null } });
    expect(page).not.toContain('How each market was recorded');
    expect(page).not.toContain('Longest silence');
  });

  it('never reads as known throughout where a moment is not', () => {
    const { source, ...data } = sampleReport();
    const [first] = source.quality?.markets ?? [];
    if (source.quality === null || first === undefined) throw new Error('the sample has a market');
    const known = (name: string, share: string) => ({ ...first, name, known: share });
    const markets = [known('nearly', '0.999999'), known('wholly', '1.000000')];
    const page = pageOf({
      ...data,
      source: { ...source, quality: { ...source.quality, markets } },
    });
    expect(page).toMatch(/nearly<\/th><td class="n">99\.9/);
    expect(page).toMatch(/wholly<\/th><td class="n">100\.0/);
  });

  it('tells of no gaps in a book that was never recorded', () => {
    const { source, ...data } = sampleReport();
    const [first] = source.quality?.markets ?? [];
    if (source.quality === null || first === undefined) throw new Error('the sample has a market');
    const bookless = { ...first, name: 'bookless', books: 0, known: '0', gaps: 0 };
    const quality = { ...source.quality, markets: [bookless] };
    const page = pageOf({ ...data, source: { ...source, quality } });
    const row = /bookless<\/th>(.*?)<\/tr>/.exec(page)?.[1] ?? '';
    expect(row).toContain('no book recorded');
    expect(row).not.toMatch(/>0<|min/);
  });

  it('says of a portfolio why the shares ahead are unknown', () => {
    const words = 'Records do not say what stood before an order';
    expect(pageOf(IDLE_REPORT)).toContain(words);
    expect(pageOf(sampleReport())).not.toContain(words);
  });

  it('names each cap beside its highest exposure, whose that was and when', () => {
    const [total, ...others] = exposureRows(sampleReport());
    expect(total).toMatch(/^All together \$2\d\d\.\d\d \$500\.00$/);
    expect(others).toEqual([
      'Category $0.00 unknown',
      'Event $149.50 $150.00 rain-in-may 2026-06-01 12:03:00',
      'Market $100.00 $100.00 will-it-rain-in-city-number-0 2026-06-01 12:02:00',
    ]);
  });

  it('does not know the exposures that no record has', () => {
    const { bands, ...rest } = sampleReport();
    const old = {
      ...rest,
      bands: bands.map((one) => ({ ...one, highestExposures: NO_EXPOSURES })),
    };
    expect(exposureRows(old).slice(1)).toEqual([
      'Category unknown unknown',
      'Event unknown $150.00',
      'Market unknown $100.00',
    ]);
    expect(visible(pageOf(old))).toMatch(/Records here keep\s+the exposure of all together alone/);
    expect(visible(pageOf(sampleReport()))).not.toContain('of all together alone');
    const partly = bands.map((one) => ({
      ...one,
      highestExposures: { ...one.highestExposures, since: '2026-06-01T12:02:00.000Z' },
    }));
    const words = /Records before 2026-06-01 12:02:00 UTC keep\s+the exposure of all/;
    expect(visible(pageOf({ ...rest, bands: partly }))).toMatch(words);
  });

  it('claims nothing of the data of a portfolio that nobody counted', () => {
    const { source } = sampleReport();
    const clean = { ...source, problems: [] };
    const pages = (['backtest', 'paper', 'live'] as const).map((kind) =>
      visible(pageOf({ ...sampleReport(), kind, source: clean })),
    );
    const told = pages.map((page) => [
      page.includes('Faults found in the data:'),
      page.includes('Reads that failed and books that differed:'),
      page.includes('not counted here'),
    ]);
    expect(told).toEqual([
      [true, false, false],
      [false, true, true],
      [false, true, false],
    ]);
  });

  it('shows what is not known as unknown, never as zero', () => {
    const page = pageOf(IDLE_REPORT);
    expect(page).toContain('What it came to is not known.');
    expect(page).toContain('<dt>Net</dt><dd><span class="unknown">unknown</span></dd>');
  });

  it.each([
    ['of nothing', EMPTY_REPORT],
    ['of an idle portfolio', IDLE_REPORT],
  ])('%s says so in words', (_what, data) => {
    const page = pageOf(data);
    expect(page).toContain('No cycle was saved, so that there is no course to draw.');
    expect(visible(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('never prints what is no number', () => {
    expect(visible(pageOf(sampleReport()))).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it.each(PAGE_SCRIPTS)('carries the %s that its sources make', (name) => {
    expect(readFileSync(builtPath(name), 'utf8')).toBe(builtPageScript(name));
  });
});
