// A metric that counts, which every step of a cycle may tell.

import type { Metric, MetricName } from '../ports/telemetry.ts';

/** Counts something, as a whole or of one strategy, code, reason or endpoint. */
export const counted = (name: MetricName, count: number, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'count', count },
  detail,
});
