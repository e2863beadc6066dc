// Walks through a compact tape block by block. Whatever is wrong with the file is a part of the
// walk, with its place, and the last one: nothing is known of what follows a damaged block.

import { byteReaderOf } from './file-bytes-at.ts';
import { readTapeEnd } from './description.ts';
import { checksumOf, unpackBlock } from './file-packing.ts';
import { FRAME_BYTES, readEnd, readNext, wholeEnd } from './layout.ts';
import { reusedColumns } from './level-columns.ts';
import { readPayload } from './payload.ts';
import type { FileHandle } from 'node:fs/promises';
import type { TapeEnd } from './description.ts';
import type { Frame } from './layout.ts';
import type { ColumnsOf } from './level-columns.ts';
import type { Names } from './other-events.ts';
import type { Chapter } from './payload.ts';

/** Where a part stands: blocks count from 1, bytes from 0. */
export type PartPlace = { readonly block: number; readonly at: number };

/** A part of a compact tape. */
export type TapePart =
  | (PartPlace & { readonly kind: 'chapter'; readonly chapter: Chapter; readonly next: number })
  | (PartPlace & { readonly kind: 'end'; readonly end: TapeEnd })
  /** The file ends without an end: it is still written, or its writer was stopped. */
  | (PartPlace & { readonly kind: 'open' })
  | (PartPlace & Damage);

/** What is wrong; it is cut where the file ends before the part does. */
export type Damage = {
  readonly kind: 'damaged';
  readonly detail: string;
  readonly isCut: boolean;
};

/** What to walk through. */
export type Walk = {
  readonly file: FileHandle;
  readonly names: Names;
  /** Where the first block stands. */
  readonly from: number;
  /** No event is earlier. Unit: ms since 1970. */
  readonly start: number;
};

type Loaded =
  | { readonly kind: 'block'; readonly frame: Frame; readonly stored: Uint8Array }
  | { readonly kind: 'end'; readonly text: Uint8Array }
  | { readonly kind: 'open' }
  | Damage;

const wrong = (detail: string): Damage => ({ kind: 'damaged', detail, isCut: false });

type ReadAt = ReturnType<typeof byteReaderOf>;

const loadEnd = async (readAt: ReadAt, at: number): Promise<Loaded> => {
  const rest = await readAt(at, Infinity);
  if (!rest.ok) return wrong(rest.error);
  const text = readEnd(rest.value, checksumOf);
  if (text !== undefined) return { kind: 'end', text };
  const isCut = rest.value.length < wholeEnd(rest.value);
  return { kind: 'damaged', detail: 'the checksum of its end differs', isCut };
};

const load = async (readAt: ReadAt, at: number): Promise<Loaded> => {
  const head = await readAt(at, FRAME_BYTES);
  if (!head.ok) return wrong(head.error);
  if (head.value.length === 0) return { kind: 'open' };
  const next = readNext(head.value, checksumOf);
  if (next.kind === 'damaged') return { ...next, isCut: head.value.length < FRAME_BYTES };
  if (next.kind === 'end') return loadEnd(readAt, at);
  const { storedBytes } = next.frame;
  const stored = await readAt(at + FRAME_BYTES, storedBytes);
  if (!stored.ok) return wrong(stored.error);
  const found = stored.value.length;
  if (found === storedBytes) return { kind: 'block', frame: next.frame, stored: stored.value };
  const detail = `only ${found} of its ${storedBytes} bytes are there`;
  return { kind: 'damaged', detail, isCut: true };
};

type Checked = { readonly kind: 'chapter'; readonly chapter: Chapter } | Damage;

type Reader = Pick<Walk, 'names'> & { readonly columnsOf: ColumnsOf };

const chapterIn = (
  { frame, stored }: Extract<Loaded, { readonly kind: 'block' }>,
  { names, columnsOf }: Reader,
  earliest: number,
): Checked => {
  const raw = unpackBlock(frame, stored);
  if (raw === undefined) return wrong('its checksum differs');
  const chapter = readPayload(raw, names, columnsOf);
  if (chapter === undefined) return wrong('its content makes no sense');
  const { count, times } = chapter.block;
  const first = count === 0 ? frame.first : (times[0] ?? NaN);
  const last = count === 0 ? frame.last : (times[count - 1] ?? NaN);
  if (count !== frame.rows || first !== frame.first || last !== frame.last)
    return wrong('its content is not what stands before it');
  return first >= earliest
    ? { kind: 'chapter', chapter }
    : wrong('it begins before the block before it ends');
};

const rowsIn = ({ rows }: TapeEnd): number => rows.books + rows.levels + rows.trades + rows.others;

const endOf = (text: Uint8Array, rows: number): TapeEnd | string => {
  const end = readTapeEnd(text);
  if (end === undefined) return 'its end makes no sense';
  return rowsIn(end) === rows ? end : `its end counts ${rowsIn(end)} rows, there are ${rows}`;
};

/**
 * Walks from the first block to the end of the file or to the first damage. A chapter's columns
 * hold until the next part is asked for.
 */
export async function* walkTape({ file, names, from, start }: Walk): AsyncGenerator<TapePart> {
  const readAt = byteReaderOf(file);
  const reader = { names, columnsOf: reusedColumns() };
  let place = { block: 1, at: from };
  let rows = 0;
  let earliest = start;
  let loading = load(readAt, from);
  for (;;) {
    const loaded = await loading;
    if (loaded.kind === 'end') {
      const end = endOf(loaded.text, rows);
      yield typeof end === 'string' ? { ...place, ...wrong(end) } : { ...place, kind: 'end', end };
      return;
    }
    if (loaded.kind !== 'block') {
      yield { ...place, ...loaded };
      return;
    }
    // The next block is read while this one is unpacked and used.
    const next = place.at + FRAME_BYTES + loaded.stored.length;
    loading = load(readAt, next);
    const checked = chapterIn(loaded, reader, earliest);
    if (checked.kind !== 'chapter') {
      await loading;
      yield { ...place, ...checked };
      return;
    }
    rows += checked.chapter.block.count;
    earliest = loaded.frame.last;
    try {
      yield { ...place, kind: 'chapter', chapter: checked.chapter, next };
    } finally {
      await loading;
    }
    place = { block: place.block + 1, at: next };
  }
}
