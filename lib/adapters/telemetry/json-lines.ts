// Log lines and metrics as JSON, one object a line, for files and log services.

import { formatRatio } from '../../units/ratio.ts';
import { formatUsdc } from '../../units/usdc.ts';
import type { Metric, Telemetry } from '../../ports/telemetry.ts';

const valueOf = ({ value }: Metric): string => {
  switch (value.kind) {
    case 'usd':
      return formatUsdc(value.amount);
    case 'ratio':
      return formatRatio(value.ratio);
    case 'count':
      return String(value.count);
    case 'ms':
      return String(value.ms);
    case 'bytes':
      return String(value.bytes);
  }
};

/** Writes one JSON object per line. `time` gives the time of each line as text. */
export const jsonLines = (write: (line: string) => void, time: () => string): Telemetry => ({
  log: ({ level, message, fields }) =>
    write(JSON.stringify({ time: time(), level, message, ...fields })),
  metric: (metric) =>
    write(
      JSON.stringify({
        time: time(),
        metric: metric.name,
        value: valueOf(metric),
        ...(metric.detail !== null && { detail: metric.detail }),
      }),
    ),
});
