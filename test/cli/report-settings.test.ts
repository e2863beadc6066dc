// Settings on the page of a report have their units, whatever they are.

import { describe, expect, it } from 'vitest';
import { reportSettings } from '../../lib/cli/report-settings.ts';
import { amountText, variableText } from '../../lib/cli/setting-text.ts';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { reportPage } from '../../lib/report/page.ts';
import { sampleReport } from '../report/sample.ts';

const config = () => {
  const read = parseConfig({}, 'local');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

const bigintsIn = (name: string, value: unknown): readonly (readonly [string, bigint])[] => {
  if (typeof value === 'bigint') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => bigintsIn(key, part));
};

describe('the settings of a report', () => {
  it('have a unit wherever a whole number counts one', () => {
    const { limits, parameters } = config();
    const all = [...bigintsIn('', limits), ...bigintsIn('', parameters)];
    expect(all.length).toBeGreaterThan(25);
    for (const [name, value] of all) expect([name, amountText(name, value)]).not.toContain(null);
  });

  it('are written as people write them', () => {
    const told = reportSettings({ WHALE_USD: '5000' }, config());
    const values = new Map(told.map(({ name, value }) => [name, value]));
    expect(values.get('WHALE_USD')).toBe('$5000');
    expect(values.get('CYCLE_SECONDS')).toBe('60 s');
    expect(values.get('limits.exposureMax')).toMatch(/^\$\d+$/);
    expect(values.get('limits.drawdownMax')).toMatch(/^\d+ %$/);
    expect(values.get('limits.slippageMax')).toMatch(/^\d+ c$/);
    expect(values.get('limits.bookAgeMax')).toMatch(/^\d+ s$/);
  });

  it.each([
    ['MAX_SLIPPAGE_CENTS', '2', '2 c'],
    ['MAX_DRAWDOWN_PCT', '2.5', '2.5 %'],
    ['MAX_HOLD_MINUTES', '30', '30 min'],
    ['WHALE_USD', '-', '-'],
    ['MARKETS', '5', '5'],
  ])('of %s as %s say %s', (name, value, words) => {
    expect(variableText(name, value)).toBe(words);
  });

  it('are folded, say each origin once, and break at dots', () => {
    const settings = ['limits.exposureMax', 'limits.drawdownMax'].map((name) => ({
      name,
      value: '1',
      origin: 'preset calm',
    }));
    const page = reportPage({ ...sampleReport(), settings }, { scripts: [], styles: [] });
    expect(page).toContain('<details class="settings"><summary>All 2 settings</summary>');
    expect(page).toContain('<code>limits.<wbr>exposureMax</code>');
    expect(page.match(/<caption>Settings: preset calm<\/caption>/g)).toHaveLength(1);
  });
});
