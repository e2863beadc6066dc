// Turns the data of a report into what its charts show.

import { fixed, moment } from './format.ts';
import { withBreaks } from './gaps.ts';
import type { ChartData, ChartSeries, ChartSpec, Mark, MarketCharts, Track } from './chart-spec.ts';
import type {
  Amount,
  BandName,
  MarketDetail,
  MarketLook,
  ReportBand,
  ReportData,
  ShownFill,
} from './report-data.ts';
import type { Step } from './gaps.ts';

/** How much of the details is shown: what makes most of the page's size. */
export type Detail = { readonly looksMax: number; readonly fillsMax: number };

const HEIGHTS = { large: 260, small: 150 } as const;

const secondOf = (iso: string): number => Math.round(Date.parse(iso) / 1_000);

const packed = (times: readonly number[]): readonly number[] =>
  times.map((time, index) => time - (index === 0 ? 0 : (times[index - 1] ?? 0)));

// Rounded to what a pixel can show.
const rounded = (amount: Amount | undefined, digits: number): number | null =>
  amount === null || amount === undefined ? null : Number(Number(amount).toFixed(digits));

/** A line over the rows of a series: how it looks, and its amount in a row. */
type Line<Row> = {
  readonly look: Omit<ChartSeries, 'values'>;
  readonly of: (row: Row) => Amount;
  readonly digits: number;
};

const trackOf = <Row extends { readonly at: string }>(
  rows: readonly Row[],
  lines: readonly Line<Row>[],
): Track => {
  const steps = withBreaks(rows.map(({ at }) => secondOf(at)));
  const valueAt = (step: Step, { of, digits }: Line<Row>): number | null => {
    const row = step.kind === 'row' ? rows[step.index] : undefined;
    return row === undefined ? null : rounded(of(row), digits);
  };
  return {
    times: packed(steps.map(({ at }) => at)),
    series: lines.map((line) => ({
      ...line.look,
      values: steps.map((step) => valueAt(step, line)),
    })),
  };
};

const everyNth = <T>(rows: readonly T[], max: number): readonly T[] => {
  const step = Math.ceil(rows.length / Math.max(1, max));
  return step <= 1
    ? rows
    : rows.filter((_row, index) => index % step === 0 || index === rows.length - 1);
};

const limitOver = (times: readonly number[], name: string, value: number): Track => {
  const [first = 0, last = first] = [times[0], times.at(-1)];
  const series: ChartSeries = { name, tone: 'limit', style: 'limit', values: [value, value] };
  return { times: packed([first, last]), series: [series] };
};

const LINES: Readonly<Record<BandName, ChartSeries['style']>> = {
  pessimistic: 'line',
  'as-played': 'line',
  base: 'dashed',
  optimistic: 'dotted',
};

type EquityPart = 'equity' | 'drawdown' | 'exposure';

const below = (drawdown: Amount): Amount => (drawdown === null ? null : String(-Number(drawdown)));

const bandTrack = ({ name, equity }: ReportBand, part: EquityPart): Track =>
  trackOf(equity, [
    {
      look: { name, tone: name, style: LINES[name] },
      of: (row) => (part === 'drawdown' ? below(row.drawdown) : row[part]),
      digits: part === 'drawdown' ? 6 : 2,
    },
  ]);

const overall = (bands: readonly ReportBand[], part: EquityPart): ChartSpec => {
  const [first] = bands;
  const times = (first?.equity ?? []).map(({ at }) => secondOf(at));
  const limits =
    first === undefined || times.length === 0
      ? []
      : {
          equity: [],
          drawdown: [limitOver(times, 'limit', -Number(first.caps.drawdownMax))],
          exposure: [limitOver(times, 'cap', Number(first.caps.exposureMax))],
        }[part];
  return {
    unit: part === 'drawdown' ? 'percent' : 'dollars',
    height: part === 'equity' ? HEIGHTS.large : HEIGHTS.small,
    tracks: [...bands.map((band) => bandTrack(band, part)), ...limits],
    marks: [],
    group: 'overall',
  };
};

const seen = (
  part: Exclude<keyof MarketLook, 'at'>,
  look: Omit<ChartSeries, 'values'>,
): Line<MarketLook> => ({ look, of: (row) => row[part], digits: 4 });

const PRICES: readonly Line<MarketLook>[] = [
  seen('bid', { name: 'best bid', tone: 'market', style: 'step' }),
  seen('ask', { name: 'best ask', tone: 'market', style: 'step' }),
  seen('fair', { name: 'fair', tone: 'fair', style: 'dotted' }),
  seen('quoteBid', { name: 'our bid', tone: 'bid', style: 'step' }),
  seen('quoteAsk', { name: 'our ask', tone: 'ask', style: 'step' }),
];

const INVENTORY = [seen('shares', { name: 'shares', tone: 'as-played', style: 'area' })];

const yesPriceOf = ({ outcome, price }: ShownFill): number =>
  outcome === 'YES' ? Number(price) : Number((1 - Number(price)).toFixed(6));

// Seen from YES: buying NO is selling YES.
const markOf = (fill: ShownFill): Mark => {
  const { at, side, outcome, price, strategy, role } = fill;
  const size = fixed(Number(fill.size), 2);
  return {
    at: secondOf(at),
    value: yesPriceOf(fill),
    shape: (side === 'BUY') === (outcome === 'YES') ? 'buy' : 'sell',
    words: `${moment(at)} ${strategy} ${side} ${outcome} ${size} at ${price} ${role}`,
  };
};

const hasPrice = ({ bid, ask, fair, quoteBid, quoteAsk }: MarketLook): boolean =>
  [bid, ask, fair, quoteBid, quoteAsk].some((price) => price !== null);

// A market is drawn over the time in which it had a price: on a tape of weeks a game of hours would
// be a single line.
const lived = (looks: readonly MarketLook[]): readonly MarketLook[] => {
  const first = looks.findIndex(hasPrice);
  return first === -1 ? looks : looks.slice(first, looks.findLastIndex(hasPrice) + 1);
};

const marketCharts = (detail: MarketDetail, cap: Detail): MarketCharts => {
  const looks = everyNth(lived(detail.looks), cap.looksMax);
  const fills = everyNth(detail.fills, cap.fillsMax);
  const rest = { marks: [], group: 'market' };
  return {
    name: detail.name,
    price: {
      ...rest,
      unit: 'price',
      height: HEIGHTS.large,
      tracks: [trackOf(looks, PRICES)],
      marks: fills.map(markOf),
    },
    inventory: {
      ...rest,
      unit: 'shares',
      height: HEIGHTS.small,
      tracks: [trackOf(looks, INVENTORY)],
    },
    fillsLeftOut: detail.fillsLeftOut + detail.fills.length - fills.length,
  };
};

/** The charts of a report, with details cut down to the given number of rows a market. */
export const chartData = ({ bands }: Pick<ReportData, 'bands'>, cap: Detail): ChartData => ({
  charts: {
    equity: overall(bands, 'equity'),
    drawdown: overall(bands, 'drawdown'),
    exposure: overall(bands, 'exposure'),
  },
  markets: Object.fromEntries(
    bands.map(({ name, markets }) => [name, markets.map((detail) => marketCharts(detail, cap))]),
  ),
});
