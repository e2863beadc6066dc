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

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const unpacked = ({ times }: Track): number[] => {
  let time = 0;
  return times.map((difference) => (time += difference));
};

const columns = ({ tracks }: ChartSpec): UPlot.AlignedData =>
  uPlot.join(
    tracks.map(
      (track): UPlot.AlignedData => [
        unpacked(track),
        ...track.series.map(({ values }) => [...values]),
      ],
    ),
  );

const lineOf = (line: ChartSeries, unit: ChartSpec['unit']): UPlot.Series => {
  const stroke = colourOf(line.tone);
  const isStepped = line.style === 'step' || line.style === 'area';
  const stepped = isStepped ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    label: line.name,
    stroke,
    width: line.style === 'limit' ? 1.25 : 1.75,
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
      space: 72,
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

// A little room above and below; a flat line stands in the middle.
const rangeOf = (_chart: UPlot, low: number | null, high: number | null): [number, number] => {
  if (low === null || high === null) return [0, 1];
  const room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.01, 0.01);
  return [low - room, high + room];
};

const hooksOf = ({ marks }: ChartSpec, { point }: Place): UPlot.Hooks.Arrays => ({
  draw: [(chart) => drawMarks(chart, marks, colourOf)],
  setCursor: [(chart) => point(nearestMark(chart, marks))],
});

/** Draws a chart in its place; the answer takes it away again. */
export const drawChart = (spec: ChartSpec, place: Place): UPlot => {
  const lines = spec.tracks.flatMap((track) => track.series);
  const options: UPlot.Options = {
    width: place.width,
    height: spec.height,
    tzDate: (second) => uPlot.tzDate(new Date(second * 1_000), 'Etc/UTC'),
    cursor: { sync: { key: spec.group }, y: false, drag: { x: true, y: false } },
    scales: { x: { time: true }, y: { range: rangeOf } },
    axes: axes(spec),
    series: [
      {
        label: 'UTC',
        value: (_chart, value: number | null) => (value === null ? '\u2013' : momentText(value)),
      },
      ...lines.map((line) => lineOf(line, spec.unit)),
    ],
    hooks: hooksOf(spec, place),
  };
  return new uPlot(options, columns(spec), place.element);
};
