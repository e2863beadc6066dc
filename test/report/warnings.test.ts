// What a reader is warned of, and from which number on.

import { describe, expect, it } from 'vitest';
import { FILLS_FEW, warningsOf } from '../../lib/report/warnings.ts';
import { EMPTY_REPORT, sampleReport } from './sample.ts';
import type { PnlRow, ReportBand, ReportData } from '../../lib/report/report-data.ts';

const [SAMPLE] = sampleReport().bands;
if (SAMPLE === undefined) throw new Error('the sample has no band');

const row = (name: string, fills: number, net: string | null = '0'): PnlRow => ({
  name,
  realized: net,
  unrealized: '0',
  fees: '0',
  income: '0',
  net,
  fills,
  volume: '1',
});

// Fills enough, over two markets alike: nothing to be warned of.
const SOUND: ReportBand = {
  ...SAMPLE,
  name: 'pessimistic',
  byMarket: [row('rain', FILLS_FEW / 2, '1'), row('snow', FILLS_FEW / 2, '-1')],
  money: { ...SAMPLE.money, unrealized: '0', net: '5' },
};

const { source: SOURCE } = sampleReport();
const CLEAN: ReportData['source'] = { ...SOURCE, problems: [], provenance: [] };

const warned = (changes: Partial<ReportBand>, source = CLEAN): readonly string[] =>
  warningsOf({ kind: 'backtest', bands: [{ ...SOUND, ...changes }], source });

describe('a report', () => {
  it('warns of nothing where there is nothing to be said', () => {
    expect(warned({})).toEqual([]);
  });

  it('warns of one fill fewer than are needed, and of none', () => {
    const fewer = ['rain', 'snow', 'hail'].map((name) => row(name, (FILLS_FEW - 1) / 3, '1'));
    expect(warned({ byMarket: fewer })).toEqual([
      'The result rests on 99 fills: too few to tell skill from luck.',
    ]);
    expect(warned({ byMarket: [] })).toEqual([expect.stringContaining('Nothing was filled')]);
  });

  it('warns of one market with more than half of the fills, and not of half of them', () => {
    const most = [row('rain', FILLS_FEW / 2 + 1, '1'), row('snow', FILLS_FEW / 2, '-1')];
    expect(warned({ byMarket: most })).toEqual([
      expect.stringMatching(/rests on one market: 50.% of the fills is of rain/),
    ]);
  });

  it('warns of one market with more than half of what was won and lost', () => {
    const most = [row('rain', FILLS_FEW / 2, '1'), row('snow', FILLS_FEW / 2, '-9')];
    expect(warned({ byMarket: most })).toEqual([
      expect.stringMatching(/rests on one market: 90.% of what was won and lost is of snow/),
    ]);
  });

  it('takes no income for a market', () => {
    const byMarket = [...SOUND.byMarket, row('rebates', 0, '100')];
    expect(warned({ byMarket })).toEqual([]);
  });

  it('warns of a gain more than half of which hangs on marks, and not of half of one', () => {
    const money = { ...SOUND.money, unrealized: '2.5', net: '5' };
    expect(warned({ money })).toEqual([]);
    expect(warned({ money: { ...money, unrealized: '2.6' } })).toEqual([
      expect.stringContaining('hangs on the last prices'),
    ]);
    expect(warned({ money: { ...money, unrealized: '-9', net: '-5' } })).toEqual([]);
  });

  it('says that net is unknown, and of which band', () => {
    expect(warned({ money: { ...SOUND.money, net: null } })).toEqual([
      expect.stringMatching(/net is unknown \(pessimistic\)/),
    ]);
  });

  it('says of paper, and of nothing else, that rebates and rewards are not simulated', () => {
    const kinds = (['backtest', 'paper', 'live'] as const).map((kind) =>
      warningsOf({ kind, bands: [SOUND], source: CLEAN }),
    );
    expect(kinds).toEqual([[], [expect.stringContaining('not simulated on paper')], []]);
  });

  it('warns of faulty rows and of what was assumed', () => {
    expect(warned({}, { ...CLEAN, problems: SOURCE.problems })).toEqual([
      expect.stringContaining('faults in 14 rows'),
    ]);
    expect(warned({}, { ...CLEAN, provenance: SOURCE.provenance })).toEqual([
      'Not recorded but assumed, of at least one market: tick.',
    ]);
  });

  it('tells what was replaced by hand apart from what was assumed', () => {
    const end = { field: 'end', value: '2026-01-01T00:00:00Z', origin: 'overridden' } as const;
    const start = { field: 'gameStart', value: 'none', origin: 'overridden' } as const;
    const provenance = [...SOURCE.provenance, end, start, end];
    expect(warned({}, { ...CLEAN, provenance })).toEqual([
      'Not as recorded, but as you said (--assume): end=2026-01-01T00:00:00Z, gameStart=none.',
      'Not recorded but assumed, of at least one market: tick.',
    ]);
  });

  it('warns of data that is cut off', () => {
    const cut = { kind: 'truncated', times: 1, rows: 0, example: 'a.keeltape: block 3' };
    expect(warned({}, { ...CLEAN, problems: [cut] })).toEqual([
      'The data is damaged or cut off: what stood behind that place is missing.',
    ]);
  });

  it('says of generated markets what a profit on them means', () => {
    const made = { field: 'tick', value: 'generated', origin: 'assumed' } as const;
    expect(warned({}, { ...CLEAN, provenance: [made, { ...made, field: 'books' }] })).toEqual([
      'Generated markets were made by us. A profit on them means nothing.',
    ]);
    const partly = [made, { ...made, field: 'books', value: 'none' }];
    expect(warned({}, { ...CLEAN, provenance: partly })).toEqual([
      'Not recorded but assumed, of at least one market: tick, books.',
    ]);
  });

  it('calls what failed of a portfolio what it is', () => {
    const source = { ...CLEAN, problems: SOURCE.problems };
    expect(warningsOf({ kind: 'live', bands: [SOUND], source })).toEqual([
      'Reads failed or books differed 2 times: see data quality below.',
    ]);
  });

  it('judges the pessimistic band, and says where there is none at all', () => {
    const kind: ReportBand = { ...SOUND, name: 'optimistic', byMarket: [] };
    expect(warningsOf({ kind: 'backtest', bands: [kind, SOUND], source: CLEAN })).toEqual([]);
    expect(warningsOf({ ...EMPTY_REPORT, source: CLEAN })).toEqual([
      'There is no band: nothing was run.',
    ]);
  });
});
