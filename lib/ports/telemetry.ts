// What the system says while it runs: log lines whose words are a contract, and metrics.

import type { Ratio } from '../units/ratio.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** One log line. `message` is exact; `fields` explain it and never hold a secret. */
export type LogLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** One metric value; its unit follows from its kind. */
export type Metric = {
  readonly name: MetricName;
  readonly value:
    | { readonly kind: 'usd'; readonly amount: UsdcMicros }
    | { readonly kind: 'ratio'; readonly ratio: Ratio }
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'ms'; readonly ms: number }
    | { readonly kind: 'bytes'; readonly bytes: number };
  /** A second dimension beside the portfolio: a strategy, code, reason or endpoint. */
  readonly detail: string | null;
};

/** The metrics, by the names under which they are charted and watched. */
export type MetricName =
  | 'Equity'
  | 'RealizedPnl'
  | 'UnrealizedPnl'
  | 'Fees'
  | 'NetPnl'
  | 'Exposure'
  | 'ExposureShare'
  | 'Drawdown'
  | 'OpenOrders'
  | 'OrdersSubmitted'
  | 'OrdersRejected'
  | 'OrdersRefused'
  | 'Fills'
  | 'BreakerOpen'
  | 'KillSwitch'
  | 'CycleDuration'
  | 'CycleAge'
  | 'CycleSaved'
  | 'CycleSkipped'
  | 'VenueLatency'
  | 'VenueErrors'
  | 'VenueBlocked'
  | 'BelievedVsVenueMismatch'
  | 'UnresolvedIntents'
  | 'UnresolvedIntentAge'
  | 'InvariantBroken'
  | 'DataLag'
  | 'StateSize'
  | 'Watchdog';

/** Where log lines and metrics go. */
export type Telemetry = {
  readonly log: (line: LogLine) => void;
  readonly metric: (metric: Metric) => void;
};
