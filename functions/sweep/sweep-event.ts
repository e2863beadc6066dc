// What one item of a sweep's map is: a job, the tape that it is run on, and where its result goes.

import { parseSweepJob } from '../../lib/backtest/sweep/sweep-job.ts';
import { z } from 'zod';
import { err, ok } from '../../lib/units/result.ts';
import type { SweepJob } from '../../lib/sweep/sweep-run.ts';
import type { Result } from '../../lib/units/result.ts';

/** One item. */
export type SweepEvent = {
  /** A key below `tapes/`. */
  readonly tape: string;
  /** A prefix below `results/` that ends with a slash. */
  readonly results: string;
  readonly job: SweepJob;
};

const PATH = '(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/)*[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}';

const event = z.strictObject({
  tape: z.string().regex(new RegExp(`^tapes/${PATH}$`)),
  results: z.string().regex(new RegExp(`^results/(?:${PATH}/)$`)),
  job: z.unknown(),
});

/** Reads an item. Refuses: another shape, another folder, a job that its own rules refuse. */
export const parseSweepEvent = (raw: unknown): Result<SweepEvent, string> => {
  const read = event.safeParse(raw);
  if (!read.success)
    return err(
      'The item is none of a sweep: allowed are tape (tapes/...), results (results/.../) and job.',
    );
  const job = parseSweepJob(read.data.job);
  return job.ok ? ok({ tape: read.data.tape, results: read.data.results, job: job.value }) : job;
};
