// What the bill follows from. All of these metrics come with the services and cost nothing.

import { GraphWidget, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { THIRD } from './places.ts';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Watched } from './watched.ts';

const perHour = { period: Duration.hours(1), statistic: 'Sum' };

// The construct's own metric leaves out whose bytes they are.
const logBytes = ({ logGroupName }: ILogGroup, label: string): Metric =>
  new Metric({
    ...perHour,
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName: logGroupName },
    label,
  });

/** What the bill follows from, by the hour. */
export const costCharts = ({ cycle, watchdog, table }: Watched): readonly GraphWidget[] => [
  new GraphWidget({
    ...THIRD,
    title: 'Cost: function time (s per hour)',
    left: [
      inSeconds(cycle.function.metricDuration(perHour), 'cycle'),
      inSeconds(watchdog.function.metricDuration(perHour), 'watchdog'),
    ],
    leftYAxis: { min: 0, showUnits: false },
  }),
  new GraphWidget({
    ...THIRD,
    title: 'Cost: table units (count per hour) and log (bytes per hour, right)',
    left: [
      table.metricConsumedWriteCapacityUnits({ ...perHour, label: 'write units' }),
      table.metricConsumedReadCapacityUnits({ ...perHour, label: 'read units' }),
    ],
    right: [logBytes(cycle.log, 'cycle log'), logBytes(watchdog.log, 'watchdog log')],
    leftYAxis: { min: 0, showUnits: false },
    rightYAxis: { min: 0, showUnits: false },
  }),
];

const inSeconds = (metric: Metric, label: string): MathExpression =>
  new MathExpression({
    expression: `${label} / 1000`,
    usingMetrics: { [label]: metric },
    label,
    period: perHour.period,
  });
