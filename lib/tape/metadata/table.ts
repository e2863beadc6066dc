// What is known of the markets of a set beyond their books, and what is only assumed. One table a
// set, so that nothing is filled in silently: every value is printed with its origin.

import type { Category } from '../../domain/category.ts';
import type { FeeSchedule } from '../../domain/market.ts';
import type { Tick } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';

/** What a listing says of one field. */
export type Note = { readonly origin: 'recorded' | 'assumed'; readonly value: string };

/** A field with one value for all markets of the set. */
export type Stated<T> = Note & { readonly use: T };

/** The fields whose values differ by market are only described here; their reader sets them. */
export type MetadataTable = {
  readonly ids: Note;
  readonly outcomes: Note;
  readonly event: Note;
  readonly end: Note;
  readonly gameStart: Note;
  readonly volume24h: Note;
  readonly category: Stated<Category>;
  readonly fee: Stated<FeeSchedule>;
  /** The tick at the start; a price off its grid proves a finer one from there on. */
  readonly tick: Stated<Tick>;
  readonly sizeMin: Stated<ShareMicros>;
  readonly negRisk: Stated<boolean>;
  readonly rewards: Note;
  readonly resolution: Note;
  readonly books: Note;
  readonly trades: Note;
};

/** The fields in the order in which they are listed. */
export const FIELDS = [
  'ids',
  'outcomes',
  'event',
  'category',
  'end',
  'gameStart',
  'volume24h',
  'fee',
  'tick',
  'sizeMin',
  'negRisk',
  'rewards',
  'resolution',
  'books',
  'trades',
] as const satisfies readonly (keyof MetadataTable)[];

/** The names of the fields in listings, which are the keys where they can be overridden. */
export const FIELD_NAMES: Readonly<Record<keyof MetadataTable, string>> = {
  ids: 'ids',
  outcomes: 'outcomes',
  event: 'event',
  category: 'category',
  end: 'end',
  gameStart: 'gameStart',
  volume24h: 'volume24h',
  fee: 'feeRate',
  tick: 'tick',
  sizeMin: 'minSize',
  negRisk: 'negRisk',
  rewards: 'rewards',
  resolution: 'resolution',
  books: 'books',
  trades: 'trades',
};
