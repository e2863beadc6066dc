// How the parts of a compact tape stand in its file. All numbers are little-endian.
//
//   head     magic, version, length of the description, checksum of both; then the description
//   blocks   44 bytes each: mark, rows, first and last time, stored and raw length, packing,
//            checksum of what is stored, checksum of these 44 bytes; then what is stored
//   end      mark, length, checksum; then what is known at the end; then length and mark again
//
// A tape that is still written, or whose writer was killed, has no end: it is what its whole blocks
// say.

/** The bytes that every compact tape begins with. */
export const MAGIC = 'KEELTAPE';
const MAGIC_BYTES = new TextEncoder().encode(MAGIC);

/** The version that is written. */
export const VERSION = 1;

/** The bytes before the description. */
export const HEAD_BYTES = 20;
/** The bytes before what a block stores. */
export const FRAME_BYTES = 44;
/** The bytes before what is known at the end. */
export const END_BYTES = 12;
/** The bytes after it. */
export const TAIL_BYTES = 8;

/** The largest description and end. A market has about a kilobyte. */
export const DESCRIPTION_BYTES_MAX = 64_000_000;
/** The largest block, packed or not. An honest one has about a megabyte. */
export const BLOCK_BYTES_MAX = 64_000_000;

/** How a block is stored. */
export type Packing = 'none' | 'zstd';

const PACKINGS: readonly Packing[] = ['none', 'zstd'];
const BLOCK_MARK = 0x314b_4c42;
const END_MARK = 0x3144_4e45;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A checksum over bytes, continued from an earlier one. */
export type Checksum = (bytes: Uint8Array, from?: number) => number;

/** What stands before the description. */
export type Head = { readonly version: number; readonly length: number; readonly checksum: number };

const CHECKSUM_AT = 16;

/** The checksum of a description together with the bytes before it. */
export const headChecksum = (head: Uint8Array, text: Uint8Array, checksum: Checksum): number =>
  checksum(text, checksum(head.subarray(0, CHECKSUM_AT)));

/** Writes what stands before a description. */
export const writeHead = (text: Uint8Array, checksum: Checksum): Uint8Array => {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = viewOf(bytes);
  bytes.set(MAGIC_BYTES);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, text.length, true);
  view.setUint32(CHECKSUM_AT, headChecksum(bytes, text, checksum), true);
  return bytes;
};

/** Tells whether bytes begin as a compact tape does. */
export const hasMagic = (bytes: Uint8Array): boolean =>
  bytes.length >= MAGIC.length && MAGIC_BYTES.every((byte, index) => bytes[index] === byte);

/** Reads what stands before a description; undefined where there is too little of it. */
export const readHead = (bytes: Uint8Array): Head | undefined => {
  if (bytes.length < HEAD_BYTES || !hasMagic(bytes)) return undefined;
  const view = viewOf(bytes);
  const [version, length] = [view.getUint32(8, true), view.getUint32(12, true)];
  return { version, length, checksum: view.getUint32(CHECKSUM_AT, true) };
};

/** What stands before what a block stores. Unit: times in milliseconds since 1970. */
export type Frame = {
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  readonly storedBytes: number;
  readonly rawBytes: number;
  readonly packing: Packing;
  readonly checksum: number;
};

/** Writes what stands before a block. */
export const writeFrame = (frame: Frame, checksum: Checksum): Uint8Array => {
  const bytes = new Uint8Array(FRAME_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, BLOCK_MARK, true);
  view.setUint32(4, frame.rows, true);
  view.setFloat64(8, frame.first, true);
  view.setFloat64(16, frame.last, true);
  view.setUint32(24, frame.storedBytes, true);
  view.setUint32(28, frame.rawBytes, true);
  view.setUint32(32, PACKINGS.indexOf(frame.packing), true);
  view.setUint32(36, frame.checksum, true);
  view.setUint32(40, checksum(bytes.subarray(0, FRAME_BYTES - 4)), true);
  return bytes;
};

/** What the next bytes of a file are. */
export type NextPart =
  | { readonly kind: 'block'; readonly frame: Frame }
  | { readonly kind: 'end' }
  | { readonly kind: 'damaged'; readonly detail: string };

const damaged = (detail: string): NextPart => ({ kind: 'damaged', detail });

/** Reads what comes next in a file: a block, the end, or neither. */
export const readNext = (bytes: Uint8Array, checksum: Checksum): NextPart => {
  const view = viewOf(bytes);
  if (bytes.length >= END_BYTES && view.getUint32(0, true) === END_MARK) return { kind: 'end' };
  if (bytes.length < FRAME_BYTES) return damaged(`only ${bytes.length} bytes of a block are there`);
  if (view.getUint32(40, true) !== checksum(bytes.subarray(0, FRAME_BYTES - 4)))
    return damaged('the checksum before the block differs');
  if (view.getUint32(0, true) !== BLOCK_MARK) return damaged('no block begins here');
  const packing = PACKINGS[view.getUint32(32, true)];
  if (packing === undefined) return damaged('it is packed in a way that is not known');
  const frame = {
    rows: view.getUint32(4, true),
    first: view.getFloat64(8, true),
    last: view.getFloat64(16, true),
    storedBytes: view.getUint32(24, true),
    rawBytes: view.getUint32(28, true),
    packing,
    checksum: view.getUint32(36, true),
  };
  return Math.max(frame.storedBytes, frame.rawBytes) > BLOCK_BYTES_MAX
    ? damaged(`a block of more than ${BLOCK_BYTES_MAX} bytes`)
    : { kind: 'block', frame };
};

const endHead = (text: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setUint32(0, END_MARK, true);
  viewOf(bytes).setUint32(4, text.length, true);
  return bytes;
};

/** Writes what is known at the end, with what stands before and after it. */
export const writeEnd = (text: Uint8Array, checksum: Checksum): Uint8Array => {
  const bytes = new Uint8Array(END_BYTES + text.length + TAIL_BYTES);
  const view = viewOf(bytes);
  const head = endHead(text);
  bytes.set(head);
  view.setUint32(8, checksum(text, checksum(head)), true);
  bytes.set(text, END_BYTES);
  view.setUint32(END_BYTES + text.length, bytes.length, true);
  view.setUint32(END_BYTES + text.length + 4, END_MARK, true);
  return bytes;
};

/** How long the end of a file is by its last bytes; undefined where there is none. */
export const endLength = (tail: Uint8Array): number | undefined => {
  if (tail.length < TAIL_BYTES || viewOf(tail).getUint32(4, true) !== END_MARK) return undefined;
  const length = viewOf(tail).getUint32(0, true);
  return length >= END_BYTES + TAIL_BYTES && length <= DESCRIPTION_BYTES_MAX ? length : undefined;
};

/** How long an end is by its first bytes. */
export const wholeEnd = (bytes: Uint8Array): number =>
  END_BYTES + viewOf(bytes).getUint32(4, true) + TAIL_BYTES;

/** The text of a whole end; undefined where its checksum differs. */
export const readEnd = (bytes: Uint8Array, checksum: Checksum): Uint8Array | undefined => {
  const text = bytes.subarray(END_BYTES, bytes.length - TAIL_BYTES);
  const isEnd = bytes.length >= END_BYTES + TAIL_BYTES && endLength(bytes.subarray(-TAIL_BYTES));
  if (isEnd !== bytes.length || viewOf(bytes).getUint32(0, true) !== END_MARK) return undefined;
  const wanted = checksum(text, checksum(endHead(text)));
  return viewOf(bytes).getUint32(8, true) === wanted ? text : undefined;
};
