// A run on AWS through the real client, against an S3 on this machine.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runItem } from '../../../functions/sweep/run-item.ts';
import { parseSweepEvent } from '../../../functions/sweep/sweep-event.ts';
import { parseRunResult, resultLine } from '../../../lib/backtest/sweep/journal.ts';
import { runJob } from '../../../lib/backtest/sweep/run-job.ts';
import { wholeRun } from '../../../lib/sweep/walk-forward.ts';
import { convertTape } from '../../../lib/tape/compact/file-convert.ts';
import { generateTape } from '../../../lib/tape/generator/generator.ts';
import { minutes, msOfEpoch } from '../../../lib/units/time.ts';
import { liveEnv } from '../../config/environments.ts';
import type { AddressInfo } from 'node:net';
import type { ItemWorld } from '../../../functions/sweep/run-item.ts';
import type { SweepJob } from '../../../lib/sweep/sweep-run.ts';

const TAPE = generateTape({ seed: 2n, duration: minutes(10) });
const PERIOD = 60_000;

const JOB: SweepJob = {
  settings: {
    base: {},
    seed: '1',
    cash: '10000',
    latency: 'typical',
    share: '0.5',
    bands: ['pessimistic'],
    periodMs: PERIOD,
  },
  run: wholeRun(
    { 'mm.gamma': '0.1' },
    {
      from: Number(msOfEpoch(TAPE.start)),
      until: Number(msOfEpoch(TAPE.end)),
      periodMs: PERIOD,
    },
  ),
};

const EVENT = { tape: 'tapes/ten.keeltape', results: 'results/one/', job: JOB };

const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-item-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

type Bucket = { readonly objects: Map<string, Buffer>; readonly asked: string[] };

// As much of S3 as is used: objects by their path.
const s3Of = async (bucket: Bucket): Promise<S3Client> => {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    bucket.asked.push(`${request.method ?? ''} ${path}`);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const found = bucket.objects.get(path);
      if (request.method === 'PUT') bucket.objects.set(path, Buffer.concat(parts));
      else if (found === undefined) response.statusCode = 403;
      response.end(request.method === 'GET' ? found : undefined);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${String(port)}`,
    region: 'eu-west-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return client;
};

const worldOf = async (bucket: Bucket): Promise<ItemWorld> => ({
  client: await s3Of(bucket),
  bucket: 'sweeps',
  folder: folderOf(),
});

const tapeBytes = async (): Promise<Buffer> => {
  const out = join(folderOf(), 'ten.keeltape');
  const made = await convertTape({
    tape: TAPE,
    problems: () => undefined,
    sources: [],
    madeBy: 'a test',
    out,
    progress: () => 'go-on',
  });
  expect(made.ok).toBe(true);
  return readFileSync(out);
};

const eventOf = (raw: unknown) => {
  const event = parseSweepEvent(raw);
  if (!event.ok) throw new Error(event.error);
  return event.value;
};

describe('an item of a sweep', { timeout: 120_000 }, () => {
  it('leaves the very line that a thread gives, and fetches the tape once', async () => {
    const objects = new Map([['/sweeps/tapes/ten.keeltape', await tapeBytes()]]);
    const bucket: Bucket = { objects, asked: [] };
    const world = await worldOf(bucket);
    const done = await runItem(eventOf(EVENT), world);
    const again = await runItem(eventOf(EVENT), world);
    if (!done.ok) throw new Error(done.error);
    expect(again).toEqual(done);
    const line = objects.get(`/sweeps/${done.value.result}`)?.toString() ?? '';
    expect(parseRunResult(line)?.key).toBe(done.value.run);
    const own = await runJob(JOB, { tape: TAPE, progress: () => undefined });
    expect(line).toBe(resultLine(own));
    expect(bucket.asked.filter((one) => one.startsWith('GET'))).toHaveLength(1);
  });

  it('fails where there is no tape, tells the name of why, and leaves no half of one', async () => {
    const bucket: Bucket = { objects: new Map(), asked: [] };
    const world = await worldOf(bucket);
    const done = await runItem(eventOf(EVENT), world);
    expect(done.ok ? '' : done.error).toMatch(/^tapes\/ten\.keeltape: \w+( \w+)?$/);
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it('fails where what it fetched is no tape', async () => {
    const objects = new Map([['/sweeps/tapes/ten.keeltape', Buffer.from('KEELTAPE')]]);
    const done = await runItem(eventOf(EVENT), await worldOf({ objects, asked: [] }));
    expect(done.ok).toBe(false);
    expect([...objects.keys()]).toHaveLength(1);
  });
});

describe('the event of an item', () => {
  it.each([
    ['another folder for the tape', { tape: 'secrets/a' }],
    ['a way out of the folder', { tape: 'tapes/../jobs/a' }],
    ['another folder for the results', { results: 'tapes/a/' }],
    ['results without a folder', { results: 'results/' }],
    ['no job', { job: null }],
    ['what it does not know', { more: 1 }],
  ])('is refused with %s', (_what, changes) => {
    expect(parseSweepEvent({ ...EVENT, ...changes }).ok).toBe(false);
  });

  it('is refused with a value that the configuration refuses, in its words', () => {
    const job = { ...JOB, run: { ...JOB.run, values: { MIN_MOVE_CENTS: '-1' } } };
    const event = parseSweepEvent({ ...EVENT, job });
    expect(event.ok ? '' : event.error).toMatch(/MIN_MOVE_CENTS: "-1" is negative\. Allowed/);
  });

  it.each([
    ['a base', { settings: { ...JOB.settings, base: liveEnv } }],
    ['a base that only asks', { settings: { ...JOB.settings, base: { LIVE_TRADING: 'x' } } }],
    ['values', { run: { ...JOB.run, values: liveEnv } }],
  ])('is refused with %s of live trading', (_what, changes) => {
    const event = parseSweepEvent({ ...EVENT, job: { ...JOB, ...changes } });
    expect(event.ok ? '' : event.error).toMatch(/LIVE_TRADING.* has no place in a sweep/);
  });
});
