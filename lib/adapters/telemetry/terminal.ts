// Log lines for a person at a terminal: the message alone. A complaint that repeats from cycle to
// cycle is shown once and then again only now and then; the records keep every one.

import type { LogLine, Telemetry } from '../../ports/telemetry.ts';

// A cycle a minute: what goes on being refused is shown again once an hour of market time.
const SHOWN_AGAIN_AFTER = 60;

// Numbers change from cycle to cycle; what is complained about does not.
const essence = ({ message, fields }: LogLine): string =>
  `${message.replace(/[\d.,$%-]+/g, '#')}|${fields['token'] ?? ''}`;

/** Shows messages through `write`, repeated complaints rarely. Metrics are not for people. */
export const terminalTelemetry = (write: (line: string) => void): Telemetry => {
  const repeats = new Map<string, number>();
  const isNews = (line: LogLine): boolean => {
    if (line.level === 'info') return true;
    const seen = repeats.get(essence(line)) ?? 0;
    repeats.set(essence(line), seen + 1);
    return seen % SHOWN_AGAIN_AFTER === 0;
  };
  return {
    log: (line) => {
      if (isNews(line)) write(line.message);
    },
    metric: () => undefined,
  };
};
