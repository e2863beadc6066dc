// What the cycles of a backtest say, in a file: the lines that a session logs as JSON.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { SILENT } from '../backtest/run-band.ts';
import { jsonLines } from '../adapters/telemetry/json-lines.ts';
import { formatTime } from '../units/time.ts';
import type { BandRun } from '../backtest/run-band.ts';

/** A log that is being written. */
export type CycleLog = {
  readonly telemetry: BandRun['telemetry'];
  readonly close: () => Promise<void>;
};

/** Opens the log of a path; without one nothing is written. */
export const cycleLog = (path: string | null): CycleLog => {
  if (path === null) return { telemetry: SILENT, close: () => Promise.resolve() };
  const file = createWriteStream(path);
  return {
    telemetry: (now) =>
      jsonLines(
        (line) => void file.write(`${line}\n`),
        () => formatTime(now()),
      ),
    close: async () => {
      file.end();
      await once(file, 'finish');
    },
  };
};
