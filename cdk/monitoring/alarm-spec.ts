// An alarm before it is a resource: what it reads, when it rings, and what it says.

import type { IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** The alarms, by the names of their pages in the runbook. */
export const ALARM_IDS = [
  'no-cycle',
  'cycle-failed',
  'cycle-errors',
  'cycle-slow',
  'cycle-throttled',
  'dead-letters',
  'breaker-consecutive-rejects',
  'breaker-api-health',
  'breaker-drawdown',
  'drawdown',
  'exposure',
  'books-differ',
  'orders-unresolved',
  'venue-blocked',
  'kill-switch-unreadable',
  'state-size',
  'invariant-broken',
  'watchdog-acted',
  'watchdog-silent',
] as const;

/** The name of an alarm and of its page. */
export type AlarmId = (typeof ALARM_IDS)[number];

/** One alarm. */
export type AlarmSpec = {
  readonly id: AlarmId;
  readonly metric: IMetric;
  /** The state is bad from this value on, upwards or downwards. */
  readonly threshold: { readonly is: 'at-least' | 'above' | 'below'; readonly value: number };
  /** So many bad periods of so many. */
  readonly periods: readonly [bad: number, of: number];
  readonly missing: TreatMissingData;
  /** What has happened and what to do first, for whoever is woken by it. */
  readonly says: string;
  /** Whether trading is unhealthy meanwhile, or only about to be. */
  readonly severity: 'unhealthy' | 'warning';
};
