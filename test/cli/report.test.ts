// The page of a stored portfolio: from this machine's folder, from the table, and from a file.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportsIn } from '../../lib/cli/read-reports.ts';
import { sampleReport } from '../report/sample.ts';
import { openQuiet } from '../e2e/quiet-market.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import { liveAround } from './live-around.ts';
import { tableOf } from './table-scene.ts';
import type { ReportData } from '../../lib/report/report-data.ts';
import type { Home } from './command.ts';

const afterSession = finishedSession('40 cycles');

const dataOf = async (place: Home, env: Readonly<Record<string, string>> = {}) => {
  const { stdout } = await place.run(['report', '--json'], env);
  const read = reportsIn(stdout);
  if (!read.ok) throw new Error(read.error);
  const [data] = read.value;
  if (data === undefined) throw new Error('no report');
  return data;
};

// Where a live portfolio is, and nothing of its key, its wallet and the chain.
const lookingAt = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) =>
      /^(AWS_|TABLE_NAME|PORTFOLIO_ID|KILL_SWITCH|LIVE_TRADING)/.test(name),
    ),
  );

describe('keel report', { timeout: PATIENCE_MS }, () => {
  it('writes one page of a session, the same each time', async () => {
    const place = afterSession();
    const { code, stdout, stderr } = await place.run(['report', '--out', 'a.html']);
    expect(stdout).toMatch(/^Report: a\.html \(\d+ KB\)\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const page = readFileSync(join(place.folder, 'a.html'), 'utf8');
    expect(page).toContain('<h1 id="title">Portfolio generated-1</h1>');
    await place.run(['report', '--out', 'a.html']);
    expect(readFileSync(join(place.folder, 'a.html'), 'utf8')).toBe(page);
  });

  it('says what the closing report said', async () => {
    const place = afterSession();
    const [data, status] = [await dataOf(place), await place.run(['status', '--json'])];
    const { standing } = JSON.parse(status.stdout) as { standing: { equity: string } };
    const [band] = data.bands;
    expect(band?.equity.at(-1)?.equity).toBe(standing.equity);
    const gain = Number(standing.equity) - 10_000;
    expect(Number(band?.money.net)).toBeCloseTo(gain, 6);
    expect(band?.markets.length).toBeGreaterThan(3);
    const fills = band?.byMarket.reduce((sum, row) => sum + row.fills, 0) ?? 0;
    expect(fills).toBeGreaterThan(0);
    expect(band?.byMarket.every(({ name }) => !name.startsWith('0x'))).toBe(true);
    expect(band?.markets.flatMap((market) => market.fills)).toHaveLength(fills);
  });

  it('reads the same from the table, and makes no state folder', async () => {
    const place = afterSession();
    const { bands } = await dataOf(place);
    const { env } = await tableOf(place);
    const elsewhere = opened();
    const data = await dataOf(elsewhere, env);
    expect(data.bands).toEqual(bands);
    expect(existsSync(join(elsewhere.folder, 'data'))).toBe(false);
  });

  it('names the tape that the portfolio is bound to, with its digest', async () => {
    const { source, madeBy } = await dataOf(afterSession());
    expect(madeBy).toMatch(/^Keel .*, code [0-9a-f]{16}$/);
    expect(source.identity).toMatch(/^portfolio generated-1, paper, /);
    expect(source.identity).toMatch(/; tape "generated markets, seed 1", digest generated:1:1:/);
  });

  it('reads a live portfolio from the table, without what it trades with', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const { LIVE_TRADING, ...table } = lookingAt(await liveAround(live));
    const place = opened();
    const asked = await place.run(['report', '--live', '--out', 'a.html'], table);
    expect(asked.stderr).toBe('');
    expect([asked.code, existsSync(join(place.folder, 'data/state'))]).toEqual([0, false]);
    const page = readFileSync(join(place.folder, 'a.html'), 'utf8');
    expect(page).toContain(`Live portfolio ${table['PORTFOLIO_ID'] ?? ''}, in table keel`);
    expect(page).toContain(' --live --out a.html');
    expect(page).toMatch(/STRATEGY_PRESET=\w+ npm run -s keel -- report /);
    expect(page).not.toContain('STRATEGY_PRESET was not set');
    const said = await place.run(['report', '--json'], {
      ...table,
      LIVE_TRADING: LIVE_TRADING ?? '',
    });
    expect(JSON.parse(said.stdout)).toMatchObject({ kind: 'live' });
    const paper = await place.run(['report'], table);
    expect(paper.stderr).toContain('There is no paper portfolio');
  });

  it('has the preset and the caps that were traded under, not those of this shell', async () => {
    const place = opened();
    const bold = { MAX_EXPOSURE_USD: '901' };
    await place.run(['start', '--preset', 'aggressive', '--until', '3 cycles'], bold);
    const { bands, command, settings, warnings } = await dataOf(place);
    expect(bands[0]?.caps.exposureMax).toBe('901');
    expect(command).toContain('STRATEGY_PRESET=aggressive ');
    expect(settings[0]).toMatchObject({ name: 'STRATEGY_PRESET', value: 'aggressive' });
    expect(warnings[0]).toContain('under other caps than the settings below');
    expect((await dataOf(place, bold)).warnings[0]).not.toContain('It was last traded');
    const elsewhere = await dataOf(place, { STRATEGY_PRESET: 'conservative' });
    expect(elsewhere.bands[0]?.caps.exposureMax).toBe('901');
    expect(elsewhere.warnings[0]).toContain('last traded with preset aggressive');
    await place.run(['start', '--until', '2 cycles']);
    const then = await dataOf(place);
    expect(then.bands[0]?.caps.exposureMax).toBe('500');
    expect(then.warnings[0]).toMatch(/^Preset or caps changed 1 time, last at .* UTC: /);
  });

  it('makes the page again from what it printed', async () => {
    const place = afterSession();
    writeFileSync(join(place.folder, 'data.json'), JSON.stringify(await dataOf(place)));
    const { code } = await place.run(['report', '--data', 'data.json', '--out', 'new/b.html']);
    expect(code).toBe(0);
    expect(readFileSync(join(place.folder, 'new/b.html'), 'utf8')).toContain('Paper session');
  });

  it('writes a page for each report of a backtest', async () => {
    const place = opened();
    const reports = [sampleReport(), { ...sampleReport(), title: 'The other preset' }];
    writeFileSync(join(place.folder, 'data.json'), JSON.stringify({ reports }));
    const { code, stdout } = await place.run(['report', '--data', 'data.json', '--out', 'c.html']);
    expect(stdout).toMatch(/^Report: c\.html .*\nReport: c-2\.html/);
    expect(code).toBe(0);
    expect(readFileSync(join(place.folder, 'c-2.html'), 'utf8')).toContain('The other preset');
  });

  it('fails where there is no state, and writes nothing', async () => {
    const place = opened();
    const { code, stdout, stderr } = await place.run(['report']);
    expect(stderr).toBe('There is no state in data/state.\n');
    expect([code, stdout]).toEqual([1, '']);
  });

  it('says in one line that there is no such file', async () => {
    const { code, stderr } = await opened().run(['report', '--data', 'nosuch.json']);
    expect(stderr).toBe('There is no file nosuch.json.\n');
    expect(code).toBe(1);
  });

  it.each([
    ['is no JSON', '{'],
    ['is of a later version', JSON.stringify({ ...sampleReport(), schema: 2 })],
    ['lacks a part', JSON.stringify({ ...sampleReport(), bands: undefined })],
    ['holds a number that is none', JSON.stringify(sampleReport()).replace('"-12.5"', '"1e3"')],
  ])('refuses data that %s', async (_what, text) => {
    const place = opened();
    writeFileSync(join(place.folder, 'data.json'), text);
    const { code, stderr } = await place.run(['report', '--data', 'data.json']);
    expect(stderr).toMatch(/^data\.json: it is not the data of a report/);
    expect(code).toBe(1);
  });

  it.each([[['--all']], [['now']]])('is used wrongly with %j', async (args) => {
    const { code, stdout } = await opened().run(['report', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('the data of a report', () => {
  it('is read back as it was written', () => {
    const data: ReportData = sampleReport();
    expect(reportsIn(JSON.stringify(data))).toEqual({ ok: true, value: [data] });
  });

  it('is read back where nobody had gathered yet how well its data was recorded', () => {
    const { source, ...data } = sampleReport();
    const { quality: _, ...older } = source;
    expect(reportsIn(JSON.stringify({ ...data, source: older }))).toEqual({
      ok: true,
      value: [{ ...data, source: { ...source, quality: null } }],
    });
  });
});
