// The metrics that alarms and charts read. Own ones come from the closed list of series, so that
// none can be named that nobody emits.

import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { DIMENSION, NAMESPACE } from '../../lib/adapters/telemetry/series.ts';
import type { SeriesName } from '../../lib/adapters/telemetry/series.ts';

/** How the values of one period become one. */
export type Statistic = 'Maximum' | 'Minimum' | 'Sum' | 'Average' | 'SampleCount';

/** The period of every alarm and of every chart: a cycle is run once a minute. */
export const PERIOD = Duration.minutes(1);

/** One series of a portfolio. */
export const ownMetric = (
  portfolio: string,
  name: SeriesName,
  { statistic, label }: { readonly statistic: Statistic; readonly label?: string },
): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { [DIMENSION]: portfolio },
    statistic,
    period: PERIOD,
    ...(label !== undefined && { label }),
  });

/**
 * A metric whose silence counts as nothing. An alarm on a bare metric looks for older data before
 * it takes a minute for missing, and so rings two minutes later than it says.
 * Source: CloudWatch user guide, how alarms treat missing data, read 2026-11-28.
 */
export const orNothing = (metric: Metric): MathExpression =>
  new MathExpression({
    expression: 'FILL(metric, 0)',
    usingMetrics: { metric },
    period: PERIOD,
  });
