// Alarms on the machine: whether cycles are run, end well and end in time.
//
// Silence is bad only where it means that nothing runs; there it counts as breaching. Counts of the
// platform are absent when nothing happened; there it is good.

import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { milliseconds, partOf } from './numbers.ts';
import { orNothing, ownMetric, PERIOD } from './metrics.ts';
import type { AlarmSpec } from './alarm-spec.ts';
import type { Watched } from './watched.ts';

/** How much of its time a cycle may take before somebody should look. */
export const SLOW_SHARE = 0.8;

/**
 * The stored size at which somebody should look at the state. Why 16 KB: a cycle sends nothing more
 * over 200,000 bytes of text, which are stored as 20 to 36 KB; healthy states were measured at 5 to
 * 10 KB.
 */
export const STATE_SIZE_ALARM = 16 * 1_024;

const { BREACHING, IGNORE, NOT_BREACHING } = TreatMissingData;

/**
 * The time that a cycle has. Unit: ms. Those that follow each other within an invocation have only
 * that until the next one; the duration of the function would be that of all of them.
 */
export const cycleTimeMs = ({ cycle, config }: Watched): number =>
  Math.min(cycle.timeout.toMilliseconds(), milliseconds(config.cycle));

const endings = ({ portfolio }: Watched): readonly AlarmSpec[] => [
  {
    id: 'no-cycle',
    metric: orNothing(ownMetric(portfolio, 'CycleSaved', { statistic: 'Sum' })),
    threshold: { is: 'below', value: 1 },
    periods: [3, 3],
    missing: BREACHING,
    says:
      'No cycle was saved for 3 minutes. Resting orders expire by themselves, and the watchdog ' +
      'cancels them; look at the errors in the log of the cycle.',
    severity: 'unhealthy',
  },
  {
    id: 'cycle-failed',
    metric: ownMetric(portfolio, 'CycleSaved', { statistic: 'Minimum' }),
    threshold: { is: 'below', value: 1 },
    periods: [2, 5],
    missing: NOT_BREACHING,
    says:
      'Two cycles in five minutes ended without saving their state. The log line before each ' +
      'says why; nothing is lost, the next cycle begins from what was saved.',
    severity: 'unhealthy',
  },
  {
    id: 'state-size',
    metric: ownMetric(portfolio, 'StateSize', { statistic: 'Maximum' }),
    threshold: { is: 'at-least', value: STATE_SIZE_ALARM },
    periods: [1, 1],
    missing: IGNORE,
    says:
      'The state item has reached 16 KB, more than a healthy one has. Over 200,000 bytes of ' +
      'text, stored as 20 KB or more, nothing new is sent; find out which of its lists grows.',
    severity: 'warning',
  },
];

const platform = (watched: Watched): readonly AlarmSpec[] => [
  {
    id: 'cycle-errors',
    metric: watched.cycle.function.metricErrors({ period: PERIOD, statistic: 'Sum' }),
    threshold: { is: 'at-least', value: 1 },
    periods: [1, 1],
    missing: NOT_BREACHING,
    says:
      'The cycle function ended in an error, a timeout or for want of memory, none of which a ' +
      'cycle leads to by itself. Look at its log.',
    severity: 'unhealthy',
  },
  {
    id: 'cycle-slow',
    metric: ownMetric(watched.portfolio, 'CycleDuration', { statistic: 'Maximum' }),
    threshold: { is: 'at-least', value: partOf(cycleTimeMs(watched), SLOW_SHARE) },
    periods: [3, 5],
    missing: NOT_BREACHING,
    says:
      'Cycles take more than four fifths of their time. The last ones before the end are cut ' +
      'short and place less; look at the latency of the venue.',
    severity: 'warning',
  },
  {
    id: 'cycle-throttled',
    metric: watched.cycle.function.metricThrottles({ period: PERIOD, statistic: 'Sum' }),
    threshold: { is: 'at-least', value: 1 },
    periods: [2, 5],
    missing: NOT_BREACHING,
    says:
      'The cycle function was not let run: its one execution was taken, or the account has none ' +
      'left. Minutes without a cycle are lost.',
    severity: 'unhealthy',
  },
  {
    id: 'dead-letters',
    metric: watched.deadLetters.metricApproximateNumberOfMessagesVisible({
      period: PERIOD,
      statistic: 'Maximum',
    }),
    threshold: { is: 'at-least', value: 1 },
    periods: [1, 1],
    missing: NOT_BREACHING,
    says:
      'An event of the schedule could not be served. Read it in the queue, find out why, and ' +
      'purge the queue: the alarm lasts until it is empty.',
    severity: 'warning',
  },
];

const watchdog = ({ portfolio }: Watched): readonly AlarmSpec[] => [
  {
    id: 'watchdog-acted',
    metric: ownMetric(portfolio, 'Watchdog', { statistic: 'Maximum' }),
    threshold: { is: 'at-least', value: 1 },
    periods: [1, 1],
    missing: NOT_BREACHING,
    says:
      'The watchdog had to cancel all orders (1), or could not (2), because no cycle was saved ' +
      'or orders rested under a halt. Look at its log and cancel by hand after a 2.',
    severity: 'unhealthy',
  },
  {
    id: 'watchdog-silent',
    metric: orNothing(ownMetric(portfolio, 'Watchdog', { statistic: 'SampleCount' })),
    threshold: { is: 'below', value: 1 },
    periods: [5, 5],
    missing: BREACHING,
    says:
      'The watchdog has not run for 5 minutes: nobody would cancel the orders of a cycle that ' +
      'stopped. Look at its log and its schedule.',
    severity: 'unhealthy',
  },
];

/** The alarms on cycles, on the platform under them and on the watchdog beside them. */
export const cycleAlarms = (watched: Watched): readonly AlarmSpec[] => [
  ...endings(watched),
  ...platform(watched),
  ...watchdog(watched),
];
