// What a compact tape says of itself: at its beginning what was known before the first event, at
// its end what was counted.

import * as z from 'zod/mini';
import { parseJson } from '../json.ts';
import { timeCodec, universeCodec } from './market-codec.ts';
import { isProblemKind } from './payload.ts';
import type { MetadataProvenance } from '../../domain/cycle-record.ts';
import type { Universe } from '../../domain/market.ts';
import type { TapeProblem } from '../../domain/tape-event.ts';
import type { EpochMs } from '../../units/time.ts';
import type { ProblemCount } from '../problem-counts.ts';
import type { Codec } from './market-codec.ts';

/** A file that a tape was made from. */
export type SourceFile = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** What a tape was made from. */
export type MadeFrom =
  | { readonly kind: 'converted'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'recorded'; readonly source: string; readonly everyMs: number };

/** What is known of a tape before its first event. */
export type TapeDescription = {
  readonly name: string;
  readonly identity: string;
  /** The program that made it. */
  readonly madeBy: string;
  readonly madeFrom: MadeFrom;
  readonly start: EpochMs;
  readonly universe: Universe;
  readonly provenance: readonly MetadataProvenance[];
};

/** How many rows of each kind a tape has. */
export type RowCounts = {
  readonly books: number;
  readonly levels: number;
  readonly trades: number;
  readonly others: number;
};

/** What is known of a tape at its end. */
export type TapeEnd = {
  readonly end: EpochMs;
  readonly blocks: number;
  readonly rows: RowCounts;
  readonly problems: readonly ProblemCount[];
};

const count = z.int().check(z.gte(0));

const madeFrom: Codec<MadeFrom> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('converted'),
    files: z.array(z.strictObject({ name: z.string(), bytes: count, sha256: z.string() })),
  }),
  z.strictObject({ kind: z.literal('recorded'), source: z.string(), everyMs: count }),
]);

const descriptionCodec: Codec<TapeDescription> = z.strictObject({
  name: z.string(),
  identity: z.string(),
  madeBy: z.string(),
  madeFrom,
  start: timeCodec,
  universe: universeCodec,
  provenance: z.array(
    z.strictObject({
      field: z.string(),
      value: z.string(),
      origin: z.enum(['recorded', 'assumed', 'overridden']),
    }),
  ),
});

const problemKind: Codec<TapeProblem['kind']> = z.custom<TapeProblem['kind']>(
  (value) => typeof value === 'string' && isProblemKind(value),
);

const endCodec: Codec<TapeEnd> = z.strictObject({
  end: timeCodec,
  blocks: count,
  rows: z.strictObject({ books: count, levels: count, trades: count, others: count }),
  problems: z.array(z.strictObject({ kind: problemKind, places: count, rows: count })),
});

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const readAs = <T>(codec: Codec<T>, bytes: Uint8Array): T | undefined => {
  const parsed = z.safeParse(codec, parseJson(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data : undefined;
};

/** Writes a description. */
export const writeDescription = (description: TapeDescription): Uint8Array =>
  bytesOf(z.encode(descriptionCodec, description));

/** Reads a description; undefined where it is none. */
export const readDescription = (bytes: Uint8Array): TapeDescription | undefined =>
  readAs(descriptionCodec, bytes);

/** Writes what is known at the end. */
export const writeTapeEnd = (end: TapeEnd): Uint8Array => bytesOf(z.encode(endCodec, end));

/** Reads what is known at the end; undefined where it is none. */
export const readTapeEnd = (bytes: Uint8Array): TapeEnd | undefined => readAs(endCodec, bytes);
