// Numbers and texts as bytes. Whole numbers are written in groups of seven bits, the lowest first,
// so that small ones take one byte. Reading never throws: bytes that end too soon or that no writer
// would have written leave the reader failed, and it gives zeros from then on.

import { invariant } from '../../units/invariant.ts';

/** Takes numbers and texts, and gives the bytes. */
export type ByteWriter = {
  /** Writes a whole number from 0 to 2^53 - 1. */
  readonly count: (value: number) => void;
  /** Writes a whole number of either sign, small ones of both in one byte. */
  readonly signed: (value: number) => void;
  readonly text: (value: string) => void;
  /** How much was written. */
  readonly length: () => number;
  /** What was written, until more is. */
  readonly bytes: () => Uint8Array;
  /** Begins anew in the same memory. */
  readonly clear: () => void;
};

const LOW = 0x7f;
const MORE = 0x80;
const GROUP = 128;
const SMALL_MAX = 0x7fff_ffff;
const LONGEST = 10;
const ENCODER = new TextEncoder();

/** Starts writing. */
export const byteWriter = (): ByteWriter => {
  let bytes = new Uint8Array(4_096);
  let at = 0;

  const need = (more: number): void => {
    if (at + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, at + more));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  };
  const count = (value: number): void => {
    invariant(Number.isSafeInteger(value) && value >= 0, `${value} is a count`);
    need(LONGEST);
    let rest = value;
    while (rest > SMALL_MAX) {
      bytes[at++] = (rest % GROUP) + MORE;
      rest = Math.floor(rest / GROUP);
    }
    while (rest > LOW) {
      bytes[at++] = (rest & LOW) | MORE;
      rest >>>= 7;
    }
    bytes[at++] = rest;
  };
  // A text that is not well formed, which UTF-8 cannot hold, stands as JSON with its escapes.
  const text = (value: string): void => {
    const isPlain = value.isWellFormed();
    const encoded = ENCODER.encode(isPlain ? value : JSON.stringify(value));
    count(encoded.length * 2 + (isPlain ? 0 : 1));
    need(encoded.length);
    bytes.set(encoded, at);
    at += encoded.length;
  };
  return {
    count,
    signed: (value) => count(value < 0 ? -2 * value - 1 : 2 * value),
    text,
    length: () => at,
    bytes: () => bytes.subarray(0, at),
    clear: () => {
      at = 0;
    },
  };
};

/** Gives back what was written. */
export type ByteReader = {
  readonly count: () => number;
  readonly signed: () => number;
  readonly text: () => string;
  /** Takes that something read makes no sense. */
  readonly fail: () => void;
  /** Tells whether all was read and made sense. */
  readonly isWhole: () => boolean;
  readonly hasFailed: () => boolean;
};

const jsonText = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

// Counts and pieces of bytes, which is all that the rest is read from.
type Pieces = Pick<ByteReader, 'count' | 'fail' | 'isWhole' | 'hasFailed'> & {
  readonly piece: (length: number) => Uint8Array;
};

const piecesOf = (bytes: Uint8Array): Pieces => {
  const end = bytes.length;
  let at = 0;
  let failed = false;

  const fail = (): void => {
    failed = true;
    at = end;
  };
  const countSlowly = (): number => {
    let value = 0;
    for (let scale = 1; at < end && scale < Number.MAX_SAFE_INTEGER; scale *= GROUP) {
      const byte = bytes[at++] ?? 0;
      value += (byte & LOW) * scale;
      if (byte < MORE && value <= Number.MAX_SAFE_INTEGER) return value;
      if (byte < MORE) break;
    }
    fail();
    return 0;
  };
  return {
    fail,
    count: () => {
      const first = at < end ? (bytes[at] ?? 0) : MORE;
      if (first < MORE) {
        at += 1;
        return first;
      }
      const second = at + 1 < end ? (bytes[at + 1] ?? 0) : MORE;
      if (second >= MORE) return countSlowly();
      at += 2;
      return (first & LOW) | (second << 7);
    },
    piece: (length) => {
      if (length > end - at) fail();
      const from = at;
      at = Math.min(end, at + length);
      return bytes.subarray(from, at);
    },
    isWhole: () => !failed && at === end,
    hasFailed: () => failed,
  };
};

/** Starts reading. */
export const byteReader = (bytes: Uint8Array): ByteReader => {
  const { count, piece, fail, isWhole, hasFailed } = piecesOf(bytes);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    count,
    fail,
    isWhole,
    hasFailed,
    signed: () => {
      const value = count();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text: () => {
      const marked = count();
      const text = decoder.decode(piece(Math.floor(marked / 2)));
      const value = marked % 2 === 0 ? text : jsonText(text);
      if (value === undefined) fail();
      return value ?? '';
    },
  };
};
