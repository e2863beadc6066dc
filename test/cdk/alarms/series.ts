// Time series as CloudWatch keeps them: samples of a metric of certain dimensions, made one value a
// period by a statistic. Own ones come out of lines in the embedded metric format.

/** A metric by its namespace, name and dimensions. */
export type SeriesKey = string;

/** A value at a second. */
export type Sample = { readonly at: number; readonly value: number };

/** Samples by series. */
export type Series = ReadonlyMap<SeriesKey, readonly Sample[]>;

export type Dimensions = Readonly<Record<string, string>>;

export const keyOf = (namespace: string, name: string, dimensions: Dimensions): SeriesKey =>
  [
    namespace,
    name,
    ...Object.entries(dimensions)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([dimension, value]) => `${dimension}=${value}`),
  ].join(' ');

type Directive = {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
};

type EmfLine = Readonly<Record<string, unknown>> & {
  readonly _aws?: { readonly CloudWatchMetrics: readonly Directive[] };
};

const valuesOf = (value: unknown): readonly number[] => {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    if (typeof one !== 'number') throw new Error(`no number: ${JSON.stringify(one)}`);
    return one;
  });
};

/** What one line of a log adds to the series at a second; nothing when it is no metric line. */
export const samplesOf = (line: string, at: number): readonly (readonly [SeriesKey, Sample])[] => {
  const parsed = JSON.parse(line) as EmfLine;
  return (parsed._aws?.CloudWatchMetrics ?? []).flatMap((directive) =>
    directive.Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(parsed[name])]));
      return directive.Metrics.flatMap(({ Name }) =>
        valuesOf(parsed[Name]).map(
          (value) => [keyOf(directive.Namespace, Name, dimensions), { at, value }] as const,
        ),
      );
    }),
  );
};

/** The sum of a field over the lines of a log, as a query has it. */
export const sumOfField = (lines: readonly string[], name: string): number =>
  lines
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as EmfLine)[name])
    .reduce<number>((sum, value) => (typeof value === 'number' ? sum + value : sum), 0);

/** Puts samples together by series. */
export const seriesFrom = (samples: readonly (readonly [SeriesKey, Sample])[]): Series =>
  new Map(
    [...Map.groupBy(samples, ([key]) => key)].map(([key, ones]) => [
      key,
      ones.map(([, sample]) => sample),
    ]),
  );

export type Statistic = 'Maximum' | 'Minimum' | 'Sum' | 'Average' | 'SampleCount';

/** The value of a period, null without a sample in it. */
export const statisticOf = (values: readonly number[], statistic: Statistic): number | null => {
  if (values.length === 0) return null;
  const sum = values.reduce((a, b) => a + b, 0);
  switch (statistic) {
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'Sum':
      return sum;
    case 'Average':
      return sum / values.length;
    case 'SampleCount':
      return values.length;
  }
};
