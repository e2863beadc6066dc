// Bytes at a place of a file. A read that fails is a value, since it may be made ahead of its use.

import { causeOf } from '../file-bytes.ts';
import { DESCRIPTION_BYTES_MAX } from './layout.ts';
import { err, ok } from '../../units/result.ts';
import type { FileHandle } from 'node:fs/promises';
import type { Result } from '../../units/result.ts';

/** Reads so many bytes at a place, or fewer where the file ends; infinitely many are a bound. */
export type ReadAt = (at: number, length: number) => Promise<Result<Uint8Array, string>>;

// A damaged file may claim any length. Up to this one it is simply tried; what is longer is first
// compared with what the file has.
const TRIED_BYTES_MAX = 1_000_000;

/** Reads from an open file. */
export const byteReaderOf =
  (file: FileHandle): ReadAt =>
  async (at, length) => {
    try {
      const left = length <= TRIED_BYTES_MAX ? length : Math.max(0, (await file.stat()).size - at);
      const wanted = Math.min(length, left, DESCRIPTION_BYTES_MAX);
      const bytes = Buffer.allocUnsafe(wanted);
      let done = 0;
      while (done < wanted) {
        const { bytesRead } = await file.read(bytes, done, wanted - done, at + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return ok(bytes.subarray(0, done));
    } catch (error) {
      return err(causeOf(error));
    }
  };
