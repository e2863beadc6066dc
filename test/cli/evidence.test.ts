import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { intervalOfSum, MARKETS_MIN } from '../../lib/backtest/bootstrap.ts';
import { casesOf, codeDigest } from '../../lib/cli/evidence-jobs.ts';
import { parseEvidenceOptions } from '../../lib/cli/evidence-options.ts';
import { evidencePage } from '../../lib/cli/evidence-page.ts';
import { rowsIn } from '../../lib/cli/evidence-row.ts';
import { PATIENCE_MS, opened } from './command.ts';
import { evidenceRow } from './evidence-sample.ts';

const MARKERS = 'before\n<!-- evidence:begin -->\nold\n<!-- evidence:end -->\nafter\n';
const SET = 'tickscope-ws-ticks';
const kept = [{ set: SET, path: 'a tape', sources: 'abc' }] as const;
const pageOf = (rows: readonly ReturnType<typeof evidenceRow>[]): string => {
  const page = evidencePage(MARKERS, { rows, kept });
  return page.ok ? page.value : page.error;
};

describe('keel evidence', { timeout: PATIENCE_MS }, () => {
  it('says that there are no recordings, and leaves the page alone', async () => {
    const place = opened();
    mkdirSync(join(place.folder, 'docs'));
    writeFileSync(join(place.folder, 'docs', 'evidence.md'), MARKERS);
    const { code, stderr } = await place.run(['evidence', '--data', 'nowhere']);
    expect(code).toBe(1);
    expect(stderr).toContain('There are no recordings at nowhere: nothing was run');
    expect(readFileSync(join(place.folder, 'docs', 'evidence.md'), 'utf8')).toBe(MARKERS);
  });
});

describe('the options of the evidence', () => {
  it('are the recordings that the environment names, unless one says others', () => {
    const read = parseEvidenceOptions([], { RECORDINGS_DIR: '/tapes' });
    expect(read).toMatchObject({ ok: true, value: { data: '/tapes', sets: 'all' } });
    const said = parseEvidenceOptions(['--data', 'here'], { RECORDINGS_DIR: '/tapes' });
    expect(said).toMatchObject({ ok: true, value: { data: 'here' } });
  });
  it('write no page of some sets only', () => {
    expect(parseEvidenceOptions(['--set', SET], {})).toMatchObject({
      ok: true,
      value: { sets: [SET], page: null },
    });
  });
  it.each([
    [['--set', 'other'], '--set other'],
    [['--data', ''], '--data is empty'],
    [['--set', SET, '--page', 'a.md'], 'leave out --set'],
    [['--json', '--json'], '--json is given more than once'],
    [['--what'], '--what'],
  ])('refuse %j', (args, said) => {
    const read = parseEvidenceOptions(args, {});
    expect(read.ok ? '' : read.error.join('\n')).toContain(said);
  });
});

describe('the cases', () => {
  it('are every preset in every band, and where anything is quoted both baselines', () => {
    const cases = casesOf(SET);
    expect(cases.filter(({ scenario }) => scenario === 'far-end')).toHaveLength(27);
    expect(cases.filter(({ scenario }) => scenario === 'as-recorded')).toHaveLength(9);
  });
  it('are of code that is told by its digest', () => {
    expect(codeDigest()).toMatch(/^[0-9a-f]{16}$/);
    expect(codeDigest()).toBe(codeDigest());
  });
});

describe('kept results', () => {
  it('come back as they were written', () => {
    const row = evidenceRow();
    expect(rowsIn(`${JSON.stringify(row)}\n`)).toEqual([row]);
  });
  it('are left out where a line is none or is cut', () => {
    const row = evidenceRow();
    const line = JSON.stringify(row);
    expect(rowsIn(`${line.slice(0, -5)}\n{}\nnull\n${line}\n`)).toEqual([row]);
  });
});

describe('the tables', () => {
  it('stand between the markers, and nothing else changes', () => {
    const page = pageOf([evidenceRow()]);
    expect(page).toMatch(/^before\n<!-- evidence:begin -->/);
    expect(page).toMatch(/<!-- evidence:end -->\nafter\n$/);
    expect(page).not.toContain('old');
  });
  it('show what was lost', () => {
    expect(pageOf([evidenceRow()])).toMatch(/\*\*balanced\*\* \| -12\.50 /);
  });
  const bands = { ...evidenceRow().case, trader: 'bands' as const };

  it('show what is not known as unknown, in every sum that it belongs to', () => {
    const known = evidenceRow();
    const unpriced = { name: 'market-2', net: null, fills: 1, volume: null };
    const row = evidenceRow({
      money: { ...known.money, net: null },
      markets: [...known.markets, unpriced],
    });
    const page = pageOf([row, evidenceRow({ case: bands })]);
    expect(page).toMatch(/all sets, far end[^]*?\| \*\*balanced\*\* \| \? \| /);
    expect(page).toMatch(/^\| \*\*balanced\*\* \| \? \|.*\| 18 \| 4 \| 2 \| \? \| 0\.10 % /m);
    expect(page).toMatch(/^\| balanced \| \? \| 2 \| \? \|$/m);
    expect(page).toMatch(/^\| balanced less bands \| \? \| 2 \| \? \|$/m);
  });
  it('show a run that is not there as unknown', () => {
    const page = pageOf([evidenceRow()]);
    expect(page).toMatch(/all sets, far end[^]*?\| \*\*balanced\*\* \| -12\.50 \| \? \| \? \| /);
    expect(page).toMatch(/^\| balanced less bands \| \? \| \? \| \? \|$/m);
  });
  it('take a market that one of two traders left out as nothing earned there', () => {
    const page = pageOf([evidenceRow(), evidenceRow({ case: bands, markets: [] })]);
    expect(page).toMatch(/^\| balanced less bands \| -12\.50 \| 1 \|/m);
  });
  it('say in one line where nothing was placed, and where nothing was filled', () => {
    const nothing = { markets: [], placed: 0 };
    expect(pageOf([evidenceRow(nothing)])).toContain('no order in any of 1 runs');
    expect(pageOf([evidenceRow({ ...nothing, placed: 7 })])).toContain('nothing was filled');
  });
  it('refuse a page without markers', () => {
    expect(evidencePage('a page', { rows: [], kept })).toMatchObject({ ok: false });
  });
});

describe('an interval', () => {
  const gains = (count: number) => Array.from({ length: count }, (_, index) => index - 3);
  it.each([
    ['below', MARKETS_MIN - 1, false],
    ['at', MARKETS_MIN, true],
    ['above', MARKETS_MIN + 1, true],
  ])('is given of markets %s the least number', (_where, count, isGiven) => {
    expect(intervalOfSum(gains(count), 1n) !== null).toBe(isGiven);
  });
  it('holds the sum, and is the same twice', () => {
    const interval = intervalOfSum(gains(20), 1n);
    expect(interval?.low).toBeLessThan(130);
    expect(interval?.high).toBeGreaterThan(130);
    expect(intervalOfSum(gains(20), 1n)).toEqual(interval);
  });
});
