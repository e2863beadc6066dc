// A worker of a sweep on AWS: one item of a distributed map. It trades nothing, knows no portfolio
// and holds no key.

import { tmpdir } from 'node:os';
import middy from '@middy/core';
import { s3Client } from '../../lib/adapters/s3/objects.ts';
import { runItem } from './run-item.ts';
import { parseSweepEvent } from './sweep-event.ts';
import type { ItemDone } from './run-item.ts';

const bucketName = (): string => {
  const bucket = process.env['SWEEP_BUCKET'];
  if (bucket === undefined || bucket === '') throw new Error('SWEEP_BUCKET is not set');
  return bucket;
};

// Who runs the map counts failures: an item that failed has to fail.
const run = async (raw: unknown): Promise<ItemDone> => {
  const event = parseSweepEvent(raw);
  if (!event.ok) throw new Error(event.error);
  const client = s3Client();
  const done = await runItem(event.value, { client, bucket: bucketName(), folder: tmpdir() });
  client.destroy();
  if (!done.ok) throw new Error(done.error);
  return done.value;
};

/** Makes the run of one item. Throws: what kept it from being made. */
export const handler = middy<unknown, ItemDone>().handler(run);
