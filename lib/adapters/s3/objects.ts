// Objects of a bucket: a large one into a file, and a small text out of one. A failure shows only
// the name of the foreign error, since its text may quote anything.

import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { err, ok } from '../../units/result.ts';
import type { Result } from '../../units/result.ts';

/** One object. */
export type S3Object = {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
};

const ATTEMPTS = 3;

/** Makes a client from the environment, as the AWS SDK does: region, credentials, endpoint. */
export const s3Client = (): S3Client => new S3Client({ maxAttempts: ATTEMPTS });

const nameOf = (error: unknown): string =>
  error instanceof Error && /^[A-Za-z_]{1,80}$/.test(error.name) ? error.name : 'unknown failure';

/** Writes an object into a file, which is there only when it is whole. */
export const fetchObject = async (
  { client, bucket, key }: S3Object,
  path: string,
): Promise<Result<null, string>> => {
  const part = `${path}.part`;
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!(Body instanceof Readable)) return err(`${key}: an answer without a body`);
    await pipeline(Body, createWriteStream(part));
    await rename(part, path);
    return ok(null);
  } catch (error) {
    await rm(part, { force: true });
    return err(`${key}: ${nameOf(error)}`);
  }
};

/** Writes a text as an object. */
export const putObject = async (
  { client, bucket, key }: S3Object,
  text: string,
): Promise<Result<null, string>> => {
  try {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
    return ok(null);
  } catch (error) {
    return err(`${key}: ${nameOf(error)}`);
  }
};
