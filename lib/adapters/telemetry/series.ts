// The series that are charted and watched, and nothing else: each costs money every month and each
// alarm names one, so the list is closed. Whatever else is measured goes into the same log line,
// where a query finds it.

import type { MetricName } from '../../ports/telemetry.ts';

/** The namespace of all series. */
export const NAMESPACE = 'Keel';

/** The one dimension of all series. */
export const DIMENSION = 'portfolio';

/** The units that the series have, by the names of the metrics service. */
export type SeriesUnit = 'None' | 'Count' | 'Percent' | 'Milliseconds' | 'Seconds' | 'Bytes';

/** A series: which metric it shows, in which unit, and what its value means. */
export type Series = {
  readonly metric: MetricName;
  /** The second dimension of the metric that the series stands for; null for the metric's total. */
  readonly detail: string | null;
  readonly unit: SeriesUnit;
  readonly means: string;
};

const total = (metric: MetricName, unit: SeriesUnit, means: string): Series => ({
  metric,
  detail: null,
  unit,
  means,
});

const net = (detail: string): Series => ({
  metric: 'NetPnl',
  detail,
  unit: 'None',
  means: `realized + unrealized - fees of ${detail}, in dollars; absent while equity is unknown`,
});

const breaker = (detail: string): Series => ({
  metric: 'BreakerOpen',
  detail,
  unit: 'Count',
  means: '1 while the breaker is open or half-open, else 0',
});

/** Every series of a portfolio, by its name. */
export const SERIES = {
  Equity: total('Equity', 'None', 'dollars; absent while equity is unknown'),
  Drawdown: total('Drawdown', 'Percent', 'of the session peak; absent while equity is unknown'),
  Exposure: total('Exposure', 'None', 'worst-case loss in dollars, over all markets'),
  NetPnlMM: net('MM'),
  NetPnlFF: net('FF'),
  NetPnlICC: net('ICC'),
  NetPnlProtect: net('Protect'),
  BreakerOpenConsecutiveRejects: breaker('CONSECUTIVE_REJECTS'),
  BreakerOpenApiHealth: breaker('API_HEALTH'),
  BreakerOpenDrawdown: breaker('DRAWDOWN'),
  KillSwitch: total('KillSwitch', 'None', '0 off, 1 reduce-only, 2 halt, 3 unreadable'),
  CycleSaved: total('CycleSaved', 'Count', '1 saved, 0 failed; absent when skipped'),
  CycleDuration: total('CycleDuration', 'Milliseconds', 'from the kill switch to the end'),
  VenueErrors: total('VenueErrors', 'Count', 'calls that the venue left without an answer'),
  VenueBlocked: total('VenueBlocked', 'Count', '1 while the venue shuts our region or login out'),
  BelievedVsVenueMismatch: total(
    'BelievedVsVenueMismatch',
    'Count',
    'markets, and cash, halted because our books and the venue differ',
  ),
  UnresolvedIntentAge: total(
    'UnresolvedIntentAge',
    'Seconds',
    'age of the oldest order of unknown outcome, 0 without one',
  ),
  InvariantBroken: total('InvariantBroken', 'Count', '1 while a broken rule of ours holds risk'),
  StateSize: total('StateSize', 'Bytes', 'the one state item as it is billed'),
  Watchdog: total('Watchdog', 'None', '0 nothing to do, 1 cancelled and verified, 2 could not'),
} as const satisfies Readonly<Record<string, Series>>;

/** The name of a series. */
export type SeriesName = keyof typeof SERIES;

/** The field of a log line that holds one part of a metric, so that a query needs no quotes. */
export const fieldOf = (detail: string): string => detail.replace(/[^A-Za-z0-9]+/g, '_');
