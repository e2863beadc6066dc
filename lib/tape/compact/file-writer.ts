// Writes a compact tape, block by block. What was flushed stays readable whatever happens to the
// writer afterwards; memory holds one block, however long the tape.

import { open } from 'node:fs/promises';
import { blockOf, listTokens } from '../../domain/tape-block.ts';
import { invariant } from '../../units/invariant.ts';
import { msOfEpoch } from '../../units/time.ts';
import { writeDescription, writeTapeEnd } from './description.ts';
import { checksumOf, packBlock } from './file-packing.ts';
import { writeEnd, writeFrame, writeHead } from './layout.ts';
import { namesOf } from './names.ts';
import { placesOf } from './other-events.ts';
import { payloadWriter } from './payload.ts';
import { tapeTally } from './tally.ts';
import type { FileHandle } from 'node:fs/promises';
import type { Universe } from '../../domain/market.ts';
import type { TapeEvent, TapeProblem } from '../../domain/tape-event.ts';
import type { EpochMs } from '../../units/time.ts';
import type { TapeDescription, TapeEnd } from './description.ts';
import type { TapeTally } from './tally.ts';

/** Takes the events of a tape in time order. */
export type TapeWriter = {
  readonly write: (events: readonly TapeEvent[]) => Promise<void>;
  /** Takes a problem; it stands among the events that are written around it. */
  readonly tell: (problem: TapeProblem) => void;
  /** Puts what was taken so far into the file, where it stays. */
  readonly flush: () => Promise<void>;
  /** How many rows were taken, and how many bytes are in the file. */
  readonly size: () => { readonly rows: number; readonly bytes: number };
  /** Ends the tape at a time, not before its last event; nothing can be written afterwards. */
  readonly close: (end: EpochMs) => Promise<TapeEnd>;
  /** Leaves the file without an end, as if the writer had been killed. */
  readonly abandon: () => Promise<void>;
};

/** A place in a file from which a tape goes on, and what stands before it. */
export type WritePlace = { readonly at: number; readonly last: number; readonly tally: TapeTally };

// A block is full at so many rows, or at so many levels of whole books.
const ROWS_FULL = 16_384;
const WEIGHT_FULL = 200_000;

const weightOf = (event: TapeEvent): number =>
  event.kind === 'book' ? 1 + event.bids.length + event.asks.length : 1;

const writeAll = async (file: FileHandle, parts: readonly Uint8Array[], at: number) => {
  const bytes = Buffer.concat(parts);
  let done = 0;
  while (done < bytes.length)
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  return at + bytes.length;
};

// What was taken and is not in the file yet.
type Pending = {
  readonly take: (event: TapeEvent) => void;
  readonly tell: (problem: TapeProblem) => void;
  readonly isEmpty: () => boolean;
  readonly isFull: () => boolean;
  /** Gives it as a block with what stands before it, and is empty again. */
  readonly block: () => readonly Uint8Array[];
};

const pendingOf = (universe: Universe, { tally, ...place }: WritePlace): Pending => {
  const names = namesOf(universe);
  const list = listTokens(names.tokens);
  const payloadOf = payloadWriter(placesOf(names));
  let { last } = place;
  let events: TapeEvent[] = [];
  let problems: TapeProblem[] = [];
  let weight = 0;
  return {
    take: (event) => {
      const ms = Number(msOfEpoch(event.at));
      invariant(ms >= last, 'the events of a tape come in time order');
      last = ms;
      events.push(event);
      weight += weightOf(event);
      tally.event(event);
    },
    tell: (problem) => {
      problems.push(problem);
      tally.problem(problem);
    },
    isEmpty: () => events.length === 0 && problems.length === 0,
    isFull: () => events.length >= ROWS_FULL || weight >= WEIGHT_FULL,
    block: () => {
      const block = blockOf(events, list);
      const { stored, ...packed } = packBlock(payloadOf({ block, problems }));
      const frame = { ...packed, rows: block.count, first: block.times[0] ?? last, last };
      events = [];
      problems = [];
      weight = 0;
      tally.block();
      return [writeFrame(frame, checksumOf), stored];
    },
  };
};

/** Goes on with a tape whose description stands in the file already. */
export const writerAt = (
  file: FileHandle,
  { universe }: TapeDescription,
  place: WritePlace,
): TapeWriter => {
  const { tally } = place;
  const pending = pendingOf(universe, place);
  let { at } = place;

  const flush = async (): Promise<void> => {
    if (!pending.isEmpty()) at = await writeAll(file, pending.block(), at);
  };
  return {
    write: async (events) => {
      for (const event of events) {
        pending.take(event);
        if (pending.isFull()) await flush();
      }
    },
    tell: pending.tell,
    flush,
    size: () => ({ rows: tally.rows(), bytes: at }),
    close: async (end) => {
      await flush();
      const ended = tally.end(end);
      at = await writeAll(file, [writeEnd(writeTapeEnd(ended), checksumOf)], at);
      await file.sync();
      await file.close();
      return ended;
    },
    abandon: () => file.close(),
  };
};

/**
 * Begins a compact tape.
 * Throws: what the file system throws; a file that exists already is never written over.
 */
export const createTapeFile = async (
  path: string,
  description: TapeDescription,
): Promise<TapeWriter> => {
  const file = await open(path, 'wx');
  const text = writeDescription(description);
  const at = await writeAll(file, [writeHead(text, checksumOf), text], 0);
  const last = Number(msOfEpoch(description.start));
  return writerAt(file, description, { at, last, tally: tapeTally() });
};
