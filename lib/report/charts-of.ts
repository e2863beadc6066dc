// Turns the data of a report into what its charts show.

import { fixed, moment } from './format.ts';
import type {
  ChartData,
  ChartSeries,
  ChartSpec,
  Mark,
  MarketCharts,
  Tone,
  Track,
} from './chart-spec.ts';
import type {
  Amount,
  BandName,
  MarketDetail,
  MarketLook,
  ReportBand,
  ReportData,
  ShownFill,
} from './report-data.ts';

/** How much of the details is shown: what makes most of the page's size. */
export type Detail = { readonly looksMax: number; readonly fillsMax: number };

const HEIGHTS = { large: 260, small: 150 } as const;

const secondOf = (iso: string): number => Math.round(Date.parse(iso) / 1_000);

const packed = (times: readonly number[]): readonly number[] =>
  times.map((time, index) => time - (index === 0 ? 0 : (times[index - 1] ?? 0)));

// Rounded to what a pixel can show.
const numbers = (amounts: readonly Amount[], digits: number): readonly (number | null)[] =>
  amounts.map((amount) => (amount === null ? null : Number(Number(amount).toFixed(digits))));

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

const bandTrack = (band: ReportBand, part: EquityPart): Track => {
  const amounts = band.equity.map((row) => row[part]);
  const values =
    part === 'drawdown'
      ? numbers(amounts, 6).map((value) => (value === null ? null : -value))
      : numbers(amounts, 2);
  return {
    times: packed(band.equity.map(({ at }) => secondOf(at))),
    series: [{ name: band.name, tone: band.name, style: LINES[band.name], values }],
  };
};

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

const lookSeries = (
  looks: readonly MarketLook[],
  part: Exclude<keyof MarketLook, 'at'>,
  style: Omit<ChartSeries, 'values'>,
): ChartSeries => ({
  ...style,
  values: numbers(
    looks.map((look) => look[part]),
    4,
  ),
});

const series = (name: string, tone: Tone, style: ChartSeries['style']) => ({ name, tone, style });

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

const marketCharts = (detail: MarketDetail, cap: Detail): MarketCharts => {
  const looks = everyNth(detail.looks, cap.looksMax);
  const fills = everyNth(detail.fills, cap.fillsMax);
  const times = packed(looks.map(({ at }) => secondOf(at)));
  const rest = { marks: [], group: 'market' };
  return {
    name: detail.name,
    price: {
      ...rest,
      unit: 'price',
      height: HEIGHTS.large,
      tracks: [
        {
          times,
          series: [
            lookSeries(looks, 'bid', series('best bid', 'market', 'step')),
            lookSeries(looks, 'ask', series('best ask', 'market', 'step')),
            lookSeries(looks, 'fair', series('fair', 'fair', 'dotted')),
            lookSeries(looks, 'quoteBid', series('our bid', 'bid', 'step')),
            lookSeries(looks, 'quoteAsk', series('our ask', 'ask', 'step')),
          ],
        },
      ],
      marks: fills.map(markOf),
    },
    inventory: {
      ...rest,
      unit: 'shares',
      height: HEIGHTS.small,
      tracks: [
        {
          times,
          series: [lookSeries(looks, 'shares', series('shares', 'as-played', 'area'))],
        },
      ],
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
