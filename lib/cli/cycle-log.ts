// What the cycles of a backtest say, in a file: the lines that a session logs as JSON.

import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { SILENT } from '../backtest/run-band.ts';
import { jsonLines } from '../adapters/telemetry/json-lines.ts';
import { err, ok } from '../units/result.ts';
import { formatTime } from '../units/time.ts';
import type { BandRun } from '../backtest/run-band.ts';
import type { Result } from '../units/result.ts';

/** A log that is being written. */
export type CycleLog = {
  readonly telemetry: BandRun['telemetry'];
  /** Waits for everything to be written; says so where it was not. */
  readonly close: () => Promise<Result<null, string>>;
};

/** Opens the log of a path; without one nothing is written. */
export const cycleLog = (path: string | null): CycleLog => {
  if (path === null) return { telemetry: SILENT, close: () => Promise.resolve(ok(null)) };
  const file = createWriteStream(path);
  // Heard from the start: a disk may be full long before the log is closed.
  const written = finished(file).then(
    () => ok(null),
    (error: unknown) =>
      err(`${path} could not be written: ${error instanceof Error ? error.message : ''}`),
  );
  return {
    telemetry: (now) =>
      jsonLines(
        (line) => void file.write(`${line}\n`),
        () => formatTime(now()),
      ),
    close: () => {
      file.end();
      return written;
    },
  };
};
