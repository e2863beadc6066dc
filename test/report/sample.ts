// Report data made by rule: as small or as large as a test wants it, and the same each time.

import type { MarketData } from '../../lib/report/recording-quality.ts';
import type {
  BandName,
  EquityRow,
  MarketDetail,
  PnlRow,
  ReportBand,
  ReportData,
} from '../../lib/report/report-data.ts';

/** How much there is of everything. */
export type Amounts = {
  readonly bands: readonly BandName[];
  readonly cycles: number;
  readonly markets: number;
  readonly looks: number;
  readonly fills: number;
  readonly rows: number;
};

export const SMALL: Amounts = {
  bands: ['pessimistic', 'base', 'optimistic'],
  cycles: 60,
  markets: 3,
  looks: 60,
  fills: 12,
  rows: 4,
};

/** More than any builder keeps: every bound is reached or passed. */
export const LARGEST: Amounts = {
  bands: ['pessimistic', 'base', 'optimistic'],
  cycles: 800,
  markets: 40,
  looks: 400,
  fills: 400,
  rows: 1_000,
};

const START = Date.UTC(2026, 5, 1, 12);
const at = (minute: number): string => new Date(START + minute * 60_000).toISOString();
const wave = (index: number, scale: number): number => Math.sin(index / 7) * scale;

const equityRow = (index: number): EquityRow => ({
  at: at(index),
  equity: index === 5 ? null : (1_000 + wave(index, 12)).toFixed(6),
  drawdown: Math.abs(wave(index, 0.02)).toFixed(6),
  exposure: (200 + wave(index, 50)).toFixed(6),
});

const row = (name: string, index: number): PnlRow => ({
  name,
  realized: wave(index + 3, 25).toFixed(6),
  unrealized: index === 2 ? null : wave(index, 2).toFixed(6),
  fees: '0.125',
  income: '0',
  net: index === 2 ? null : (wave(index + 3, 25) + wave(index, 2) - 0.125).toFixed(6),
  fills: 40 + index,
  volume: '1234.567891',
});

const market = (name: string, amounts: Amounts): MarketDetail => ({
  name,
  category: 'economy',
  result: name.endsWith('1') ? 'YES' : null,
  looks: Array.from({ length: amounts.looks }, (_, index) => ({
    at: at(index),
    bid: (0.45 + wave(index, 0.1)).toFixed(4),
    ask: (0.47 + wave(index, 0.1)).toFixed(4),
    fair: index % 9 === 0 ? null : (0.46 + wave(index, 0.1)).toFixed(6),
    quoteBid: (0.44 + wave(index, 0.1)).toFixed(4),
    quoteAsk: (0.48 + wave(index, 0.1)).toFixed(4),
    shares: wave(index, 120).toFixed(2),
  })),
  fills: Array.from({ length: amounts.fills }, (_, index) => ({
    at: at((index * amounts.looks) / amounts.fills),
    side: index % 2 === 0 ? 'BUY' : 'SELL',
    outcome: index % 3 === 0 ? 'NO' : 'YES',
    price: (0.46 + wave(index, 0.1)).toFixed(4),
    size: '12.34',
    strategy: 'MM',
    role: 'maker',
  })),
  fillsLeftOut: 7,
});

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `will-it-rain-in-city-number-${String(index)}`);

const band = (name: BandName, amounts: Amounts): ReportBand => ({
  name,
  model: 'Behind all that rested before us, until it has traded.',
  cycles: amounts.cycles,
  equity: Array.from({ length: amounts.cycles }, (_, index) => equityRow(index)),
  lastBooksEquity: null,
  highestExposures: {
    category: null,
    event: { name: 'rain-in-may', exposure: '149.5', at: at(3) },
    market: { name: names(1).join(), exposure: '99.999999', at: at(2) },
    since: at(0),
  },
  caps: {
    drawdownMax: '0.15',
    exposureMax: '500',
    perMarketMax: '100',
    perEventMax: '150',
    perCategoryMax: null,
  },
  money: {
    realized: name === 'pessimistic' ? '-12.5' : '12.5',
    unrealized: '1.25',
    fees: '0.75',
    rebates: '0.5',
    rewards: '0',
    yield: '0',
    net: name === 'pessimistic' ? '-11.5' : '13.5',
  },
  byStrategy: ['MM', 'FF', 'rebates'].map(row),
  byMarket: names(amounts.rows).map(row),
  byCategory: ['economy', 'crypto'].map(row),
  markets: names(amounts.markets).map((one) => market(one, amounts)),
  marketsLeftOut: 2,
  markouts: [
    { strategy: 'MM', horizon: '10s', fills: 0, unknown: 9, meanCents: null, dollars: null },
    { strategy: 'MM', horizon: '60s', fills: 9, unknown: 0, meanCents: '-0.5', dollars: '-4.2' },
    { strategy: 'MM', horizon: '5min', fills: 8, unknown: 1, meanCents: '0.25', dollars: '2.1' },
  ],
  queue: {
    placed: 120,
    filled: 30,
    partly: 5,
    fillRate: '0.2917',
    medianSecondsToFill: '42.5',
    medianAheadShares: null,
  },
  refusals: [{ code: 'EXPOSURE_LIMIT', times: 12 }],
  brier: { n: 900, markets: 1, score: '0.0464', mid: '0.0439' },
});

const dataOf = (name: string, index: number): MarketData => ({
  name,
  books: 12,
  levels: 3_456,
  trades: 78,
  known: index === 1 ? null : (1 - Math.abs(wave(index + 1, 0.5))).toFixed(6),
  gaps: 3,
  longestGapMs: 3_723_000,
  longestSilenceMs: 450,
  crossed: 4,
  homeless: 5,
});

/** Report data with so much of everything. */
export const sampleReport = (amounts: Amounts = SMALL): ReportData => ({
  schema: 1,
  kind: amounts.bands.length === 1 ? 'paper' : 'backtest',
  title: 'A preset on made-up markets',
  madeBy: 'keel 0.0.0',
  command: 'keel backtest --seed 1',
  source: {
    name: 'made-up markets',
    identity: 'made-up:1',
    from: at(0),
    to: at(amounts.cycles),
    events: 1_000_000,
    problems: [{ kind: 'gap', times: 2, rows: 14, example: 'book.csv:12: 14 rows are missing' }],
    quality: {
      silence: { from: at(3), ms: 65_000 },
      disorder: 0,
      outside: 1,
      strangers: 0,
      repeatedTrades: 2,
      markets: names(amounts.rows).map(dataOf),
    },
    provenance: [{ field: 'tick', value: '0.01', origin: 'assumed' }],
  },
  settings: [
    { name: 'MAX_EXPOSURE_USD', value: '500', origin: 'preset balanced' },
    { name: 'MAX_DRAWDOWN_PCT', value: '15', origin: 'environment' },
  ],
  warnings: ['The result rests on 12 fills: too few to tell skill from luck.'],
  bands: amounts.bands.map((name) => band(name, amounts)),
});

/** A report of something that never ran. */
export const EMPTY_REPORT: ReportData = { ...sampleReport(), warnings: [], bands: [] };

/** A report of cycles that saw, placed and earned nothing. */
export const IDLE_REPORT: ReportData = {
  ...sampleReport(),
  bands: [
    {
      ...band('as-played', SMALL),
      equity: [],
      byStrategy: [],
      byMarket: [],
      byCategory: [],
      markets: [],
      markouts: [],
      refusals: [],
      brier: null,
      money: {
        realized: '0',
        unrealized: null,
        fees: '0',
        rebates: '0',
        rewards: '0',
        yield: '0',
        net: null,
      },
    },
  ],
};
