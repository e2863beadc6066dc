// One row is one book of one token, with both sides as JSON inside JSON.

import { msOfIso } from '../numbers.ts';
import { parseJson, parseObject, sideInJson, textIn } from '../json.ts';
import type { BookBuilder } from '../book-builder.ts';

/** A row, taken apart. */
export type Snapshot = { readonly token: string; readonly at: number; readonly book: BookBuilder };

/** Takes a row apart; a text says what is wrong with it. */
export const parseSnapshot = (text: string): Snapshot | string => {
  const row = parseObject(text);
  const tail = tailOf(text);
  if (row === undefined) return 'not a JSON object';
  if (tail === undefined) return 'no time and token at its end';
  const bids = sideInJson(parseJson(textIn(row, 'bids')));
  const asks = sideInJson(parseJson(textIn(row, 'asks')));
  if (bids === undefined) return 'bids are not levels, each price once';
  if (asks === undefined) return 'asks are not levels, each price once';
  return { ...tail, book: { bids, asks } };
};

const TAIL = /"timestamp": ?"([^"]*)", ?"token_id": ?"([^"]*)"/;
const TAIL_CHARS = 300;

/** Token and time of a row, without parsing its book. */
export const tailOf = (text: string): Omit<Snapshot, 'book'> | undefined => {
  const match = TAIL.exec(text.slice(-TAIL_CHARS));
  const at = msOfIso(match?.[1] ?? '');
  const token = match?.[2];
  return at === undefined || token === undefined ? undefined : { token, at };
};

/** Tells a file of this set by its first row. */
export const isSnapshotRow = (text: string): boolean => {
  const row = parseObject(text);
  return row !== undefined && ['asks', 'bids', 'timestamp', 'token_id'].every((key) => key in row);
};
