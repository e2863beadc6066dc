// What a function's process said, read back.

import type { Invoked, Lambda } from './lambda.ts';

/** A result of an invocation. */
export const result = (value: unknown): Invoked => ({ kind: 'result', value });

const objectIn = (line: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** The metric lines, oldest first. */
export const metricLines = ({ lines }: Lambda): readonly Readonly<Record<string, unknown>>[] =>
  lines.map(objectIn).filter((line) => '_aws' in line);

/** Whether each cycle was saved, by the metrics. */
export const savedMetrics = (lambda: Lambda): readonly unknown[] =>
  metricLines(lambda).flatMap((line) => ('CycleSaved' in line ? [line['CycleSaved']] : []));

/** The lines at a level. */
export const linesAt = ({ lines }: Lambda, level: string): readonly string[] =>
  lines.filter((line) => objectIn(line)['level'] === level);

type Declared = {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
};

/** The names of the series that a metric line declares. */
export const seriesIn = (line: Readonly<Record<string, unknown>>): readonly string[] =>
  (line as unknown as Declared)._aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
    Metrics.map(({ Name }) => Name),
  );
