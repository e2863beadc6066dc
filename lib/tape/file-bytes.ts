// The bytes of a recording, unpacked where it is packed. A file that is cut short or damaged gives
// all that can be had of it, and then says so.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Gunzip } from 'node:zlib';

/** A piece of a file, or why nothing more can be had of it. */
export type BytesPart =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'fault'; readonly detail: string };

const PIECE_BYTES = 65_536;
// A packed file ends with 4 bytes of checksum and 4 bytes of length.
const CHECKSUM_BYTES = 8;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** The cause of a failed read, in the words of the system. */
export const causeOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Tells whether a file starts like a gzip file, whatever its name.
 * Throws: what the file system throws on a file that cannot be read.
 */
export const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  const { buffer } = await file
    .read(Buffer.alloc(GZIP_MAGIC.length), 0, GZIP_MAGIC.length, 0)
    .finally(() => file.close());
  return buffer.equals(GZIP_MAGIC);
};

/** Reads a file piece by piece, with bounded memory. */
export async function* readBytes(path: string): AsyncGenerator<BytesPart> {
  try {
    if (await isGzip(path)) yield* unpacked(path);
    else for await (const bytes of pieces(path)) yield { kind: 'bytes', bytes };
  } catch (error) {
    yield { kind: 'fault', detail: causeOf(error) };
  }
}

const pieces = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: PIECE_BYTES });

// A gunzip stream that fails drops what it was unpacking. So its output is taken as it appears, one
// piece is fed in only after the one before it has come out, and the end of the file, where the
// checksum stands, is a piece of its own.
async function* unpacked(path: string): AsyncGenerator<BytesPart> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  const out: Buffer[] = [];
  let fault: string | undefined;
  gunzip.on('data', (bytes: Buffer) => out.push(bytes));
  gunzip.on('error', (error) => (fault = causeOf(error)));
  const closed = new Promise<void>((resolve) => gunzip.once('close', resolve));
  const take = (): BytesPart[] => out.splice(0).map((bytes) => ({ kind: 'bytes', bytes }));
  let fed = 0;
  let end = Buffer.alloc(0);
  try {
    for await (const bytes of pieces(path)) {
      const piece = Buffer.concat([end, bytes]);
      end = piece.subarray(-CHECKSUM_BYTES);
      fed += piece.length - end.length;
      await Promise.race([feed(gunzip, piece.subarray(0, -CHECKSUM_BYTES)), closed]);
      yield* take();
      if (gunzip.destroyed) break;
    }
    fed += end.length;
    if (!gunzip.destroyed) gunzip.end(end);
    await closed;
    yield* take();
    if (fault === undefined && gunzip.bytesWritten < fed) fault = 'data after the packed content';
    if (fault !== undefined) yield { kind: 'fault', detail: fault };
  } finally {
    gunzip.destroy();
  }
}

const feed = (gunzip: Gunzip, piece: Buffer): Promise<void> =>
  new Promise((resolve) => {
    gunzip.write(piece, () => {
      resolve();
    });
  });
