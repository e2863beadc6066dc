// Draws one chart with uPlot from what the page says of it.

import { drawMarks, nearestMark } from './marks.ts';
import { axisMoments, legendText, momentText, valueText } from './texts.ts';
import type { ChartSeries, ChartSpec, Mark, Track } from '../chart-spec.ts';
import type UPlot from 'uplot';

/** What a chart is drawn into. */
export type Place = {
  readonly element: HTMLElement;
  readonly width: number;
  /** Told of the fill that the pointer is near, or of none. */
  readonly point: (mark: Mark | null) => void;
};

const DASHES: Readonly<Record<ChartSeries['style'], number[]>> = {
  line: [],
  step: [],
  area: [],
  dashed: [7, 4],
  dotted: [2, 3],
  limit: [10, 4],
};

const BORDERS: Readonly<Record<ChartSeries['style'], string>> = {
  line: 'solid',
  step: 'solid',
  area: 'solid',
  dashed: 'dashed',
  dotted: 'dotted',
  limit: 'dashed',
};

const WIDTHS: Partial<Record<ChartSeries['tone'], number>> = { limit: 1.25, market: 0.75 };

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const unpacked = ({ times }: Track): number[] => {
  let time = 0;
  return times.map((difference) => (time += difference));
};

type Values = UPlot.AlignedData[number];

// What is not known in a track stays so until its own next moment: the moments of other tracks in
// between would otherwise leave nothing of a break but its ends.
const stayingUnknown = (values: Values): (number | null | undefined)[] => {
  let isSilent = false;
  return Array.from(values, (value) => {
    if (value !== undefined) isSilent = value === null;
    return isSilent ? null : value;
  });
};

const columns = ({ tracks }: ChartSpec): UPlot.AlignedData => {
  const [times, ...series] = uPlot.join(
    tracks.map(
      (track): UPlot.AlignedData => [
        unpacked(track),
        ...track.series.map(({ values }) => [...values]),
      ],
    ),
  );
  return [times, ...series.map(stayingUnknown)];
};

const lineOf = (line: ChartSeries, unit: ChartSpec['unit']): UPlot.Series => {
  const stroke = colourOf(line.tone);
  const isStepped = line.style === 'step' || line.style === 'area';
  const stepped = isStepped ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    label: line.name,
    stroke,
    width: WIDTHS[line.tone] ?? 1.75,
    dash: DASHES[line.style],
    points: { show: false },
    value: (_chart, value: number | null | undefined) => legendText(value, unit),
    ...(stepped !== undefined && { paths: stepped }),
    ...(line.style === 'area' && { fill: `${stroke}26` }),
  };
};

const axes = ({ unit }: ChartSpec): UPlot.Axis[] => {
  const look = {
    stroke: colourOf('muted'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: colourOf('rule'), width: 1 },
    ticks: { stroke: colourOf('rule'), width: 1, size: 4 },
  };
  return [
    {
      ...look,
      space: 58,
      size: 40,
      values: (...[, splits, , , step]) => [...axisMoments(splits, step)],
    },
    {
      ...look,
      space: 28,
      size: 68,
      values: (...[, splits, , , step]) => splits.map((value) => valueText(value, unit, step)),
    },
  ];
};

// What lies between the best bid and the best ask is the market's spread.
const spreads = (lines: readonly ChartSeries[]): UPlot.Band[] => {
  const [bid, ask] = ['best bid', 'best ask'].map(
    (name) => lines.findIndex((line) => line.name === name) + 1,
  );
  if (bid === undefined || ask === undefined || bid === 0 || ask === 0) return [];
  return [{ series: [ask, bid], fill: `${colourOf('market')}40` }];
};

// A little room above and below; a flat line stands in the middle.
const rangeOf = (_chart: UPlot, low: number | null, high: number | null): [number, number] => {
  if (low === null || high === null) return [0, 1];
  const room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.01, 0.01);
  return [low - room, high + room];
};

// Lines of other moments have no value of their own at this one: the latest before it holds.
const definedAt = (chart: UPlot, line: number, from: number): number => {
  const values = chart.data[line] ?? [];
  let index = from;
  while (index > 0 && values[index] === undefined) index -= 1;
  return index;
};

// Where nobody points, the legend tells how it ended.
const showLast = (chart: UPlot): void => {
  const last = chart.data[0].length - 1;
  if (last < 0) return;
  chart.setLegend(
    { idxs: chart.series.map((_line, index) => definedAt(chart, index, last)) },
    false,
  );
};

// The name of a limit stands at its line.
const nameLimits = (chart: UPlot, spec: ChartSpec): void => {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.font = `${String(12 * devicePixelRatio)}px system-ui, sans-serif`;
  ctx.fillStyle = colourOf('limit');
  ctx.textAlign = 'right';
  for (const { name, style, values } of spec.tracks.flatMap((track) => track.series)) {
    const [value] = values;
    if (style !== 'limit' || value === undefined || value === null) continue;
    const below = value > 0;
    ctx.textBaseline = below ? 'top' : 'bottom';
    const y = chart.valToPos(value, 'y', true) + (below ? 3 : -3) * devicePixelRatio;
    ctx.fillText(`${name} ${legendText(value, spec.unit)}`, bbox.left + bbox.width, y);
  }
  ctx.restore();
};

const hooksOf = (spec: ChartSpec, { point }: Place): UPlot.Hooks.Arrays => ({
  draw: [(chart) => drawMarks(chart, spec.marks, colourOf), (chart) => nameLimits(chart, spec)],
  setCursor: [
    (chart) => {
      point(nearestMark(chart, spec.marks));
      if (chart.cursor.idx === null) showLast(chart);
    },
  ],
});

/** Draws a chart in its place; the answer takes it away again. */
export const drawChart = (spec: ChartSpec, place: Place): UPlot => {
  const lines = spec.tracks.flatMap((track) => track.series);
  const options: UPlot.Options = {
    width: place.width,
    height: spec.height,
    tzDate: (second) => uPlot.tzDate(new Date(second * 1_000), 'Etc/UTC'),
    cursor: {
      sync: { key: spec.group },
      y: false,
      drag: { x: true, y: false },
      points: { size: 6 },
      dataIdx: (chart, line, hovered) => definedAt(chart, line, hovered),
    },
    scales: { x: { time: true }, y: { range: rangeOf } },
    axes: axes(spec),
    series: [
      {
        label: 'UTC',
        value: (_chart, value: number | null) => (value === null ? '\u2013' : momentText(value)),
      },
      ...lines.map((line) => lineOf(line, spec.unit)),
    ],
    bands: spreads(lines),
    legend: { markers: { dash: (_chart, index) => BORDERS[lines[index - 1]?.style ?? 'line'] } },
    hooks: hooksOf(spec, place),
  };
  const chart = new uPlot(options, columns(spec), place.element);
  showLast(chart);
  return chart;
};

/** A span of time. Unit: s since 1970. */
export type Zoom = { readonly min: number; readonly max: number };

/** The part of the time that a reader has chosen to see; null while he sees all of it. */
export const zoomOf = ({ data, scales }: UPlot): Zoom | null => {
  const [times] = data;
  const { min, max } = scales['x'] ?? {};
  if (min === undefined || max === undefined) return null;
  const isAll = min <= (times[0] ?? 0) && max >= (times.at(-1) ?? 0);
  return isAll ? null : { min, max };
};
