// Log lines and metrics as a function on AWS writes them: each log line as JSON at once, and all
// that a cycle measured as one line in the embedded metric format. The series of the closed list
// are declared in that line as metrics; the rest are plain fields beside them, for queries.

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { microsOfUsdc } from '../../units/usdc.ts';
import { ppmOf } from '../../units/ratio.ts';
import { DIMENSION, fieldOf, NAMESPACE, SERIES } from './series.ts';
import type { LogItem } from '@aws-lambda-powertools/logger';
import type { LogLine, Metric, Telemetry } from '../../ports/telemetry.ts';
import type { PortfolioId } from '../../units/ids.ts';
import type { Series, SeriesUnit } from './series.ts';

const SERVICE = 'keel';

/** Whose telemetry it is and where its lines go. */
export type EmfOptions = {
  readonly portfolio: PortfolioId;
  /** Writes one line; on AWS to standard output. */
  readonly write: (line: string) => void;
  /** Takes secrets out of a text, should one that somebody outside sent back hold any. */
  readonly redact: (text: string) => string;
};

/** Telemetry of a function, which says itself when a cycle is over. */
export type EmfTelemetry = Telemetry & {
  /** Names the invocation in all lines that follow. */
  readonly invoked: (requestId: string) => void;
  /**
   * Writes what was measured since the last flush as one line, and nothing when that is nothing.
   * To be called after each cycle, and in any case at the end of an invocation.
   */
  readonly flush: () => void;
};

// The library's own way out is a console of its own; ours is the one that we were given.
class LineLogger extends Logger {
  readonly #write: (line: string) => void;

  constructor({ portfolio, write }: EmfOptions) {
    super({ serviceName: SERVICE, persistentKeys: { [DIMENSION]: portfolio } });
    this.#write = write;
  }

  protected override printLog(_level: number, item: LogItem): void {
    const { sampling_rate: _never, ...attributes } = item.getAttributes();
    this.#write(JSON.stringify(attributes));
  }
}

// Only a chart reads these numbers: nothing is reckoned from them.
const numberOf = ({ value }: Metric): number => {
  switch (value.kind) {
    case 'usd':
      return Number(microsOfUsdc(value.amount)) / 1_000_000;
    case 'ratio':
      return Number(ppmOf(value.ratio)) / 10_000;
    case 'count':
      return value.count;
    case 'ms':
      return value.ms;
    case 'bytes':
      return value.bytes;
  }
};

const inUnit = (value: number, unit: SeriesUnit): number =>
  unit === 'Seconds' ? value / 1_000 : value;

const ALL: readonly (readonly [string, Series])[] = Object.entries(SERIES);

type Fields = Readonly<Record<string, number>>;
type Measured = {
  readonly plain: Fields;
  readonly parts: Readonly<Record<string, Fields>>;
};

const NOTHING: Measured = { plain: {}, parts: {} };

const withPlain = ({ plain, parts }: Measured, metric: Metric): Measured => {
  const { name, detail } = metric;
  const value = numberOf(metric);
  return detail === null
    ? { plain: { ...plain, [name]: value }, parts }
    : { plain, parts: { ...parts, [name]: { ...parts[name], [fieldOf(detail)]: value } } };
};

// The name of the field stands in queries, so that it is no word of their language.
const lineOf = (metrics: Metrics, { plain, parts }: Measured): string => {
  const { _aws, ...rest } = metrics.serializeMetrics();
  const fields = { ...rest, ...plain, ...(Object.keys(parts).length > 0 && { parts }) };
  return JSON.stringify(metrics.hasStoredMetrics() ? { _aws, ...fields } : fields);
};

const redacted = (
  { message, fields }: LogLine,
  redact: EmfOptions['redact'],
): Pick<LogLine, 'message' | 'fields'> => ({
  message: redact(message),
  fields: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, redact(text)])),
});

/** Telemetry in the embedded metric format: at most one metric line a flush. */
export const emfTelemetry = (options: EmfOptions): EmfTelemetry => {
  const { portfolio, write, redact } = options;
  const logger = new LineLogger(options);
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE, logger });
  // The library would have a second dimension, its service, and thereby other series.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ [DIMENSION]: portfolio });
  let measured = NOTHING;
  let request: Readonly<Record<string, string>> = {};
  return {
    invoked: (requestId) => {
      request = { requestId };
      logger.appendKeys(request);
    },
    log: (line) => {
      const { message, fields } = redacted(line, redact);
      logger[line.level](message, fields);
    },
    metric: (metric) => {
      const found = ALL.find(
        ([, series]) => series.metric === metric.name && series.detail === metric.detail,
      );
      if (found === undefined) measured = withPlain(measured, metric);
      else metrics.addMetric(found[0], found[1].unit, inUnit(numberOf(metric), found[1].unit));
    },
    flush: () => {
      if (!metrics.hasStoredMetrics() && measured === NOTHING) return;
      for (const [key, text] of Object.entries(request)) metrics.addMetadata(key, text);
      write(lineOf(metrics, measured));
      metrics.clearMetrics();
      metrics.clearMetadata();
      measured = NOTHING;
    },
  };
};
