// One run of a sweep on AWS: the tape comes from the bucket, once for each process, and the result
// goes into it as the line that the command reads.

import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchObject, putObject } from '../../lib/adapters/s3/objects.ts';
import { resultLine } from '../../lib/backtest/sweep/journal.ts';
import { runJob } from '../../lib/backtest/sweep/run-job.ts';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { openCompactTape } from '../../lib/tape/compact/file-reader.ts';
import { describeTapeError } from '../../lib/tape/errors.ts';
import { err, ok } from '../../lib/units/result.ts';
import type { S3Object } from '../../lib/adapters/s3/objects.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Result } from '../../lib/units/result.ts';
import type { SweepEvent } from './sweep-event.ts';

/** Where objects are, and where the tape may lie meanwhile. */
export type ItemWorld = Pick<S3Object, 'client' | 'bucket'> & { readonly folder: string };

/** What became of an item: the run, and the object that holds its result. */
export type ItemDone = { readonly run: string; readonly result: string };

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const openTape = async (
  { client, bucket, folder }: ItemWorld,
  key: string,
): Promise<Result<Tape, string>> => {
  const path = join(folder, `${digestOf(key)}.keeltape`);
  if (!(await exists(path))) {
    const fetched = await fetchObject({ client, bucket, key }, path);
    if (!fetched.ok) return fetched;
  }
  const options = { onProblem: 'go-on', report: () => undefined, assume: NO_OVERRIDES } as const;
  const tape = await openCompactTape(path, options);
  return tape.ok ? tape : err(describeTapeError(tape.error));
};

/** Makes a run. The same item gives the same object, whoever makes it and however often. */
export const runItem = async (
  { tape: key, results, job }: SweepEvent,
  world: ItemWorld,
): Promise<Result<ItemDone, string>> => {
  const tape = await openTape(world, key);
  if (!tape.ok) return tape;
  const result = await runJob(job, { tape: tape.value, progress: () => undefined });
  const place = `${results}${digestOf(result.key)}.jsonl`;
  const { client, bucket } = world;
  const put = await putObject({ client, bucket, key: place }, resultLine(result));
  return put.ok ? ok({ run: result.key, result: place }) : put;
};
