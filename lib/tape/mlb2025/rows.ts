// One row is one level of a websocket message; the rows of a message follow each other.

import { microsIn, msIn, priceIn } from '../numbers.ts';
import type { RawLevel, SideName } from '../book-builder.ts';

/** The first line of every file of this set. */
export const HEADER = 'market_slug,asset_id,market_id,event_type,price,side,size,hash,timestamp';

/** What a row says of the message that it belongs to. */
export type Envelope = {
  readonly asset: string;
  readonly kind: 'book' | 'price_change';
  readonly hash: string;
  readonly stamp: string;
};

/** One level of a message. */
export type LevelRow = RawLevel & { readonly side: SideName };

/** A row, taken apart. */
export type Row = { readonly envelope: Envelope; readonly level: LevelRow };

/** A whole message; its stamp is the text that was hashed. */
export type Message = Envelope & {
  readonly at: number;
  readonly line: number;
  readonly levels: readonly LevelRow[];
};

const FIELD_COUNT = 9;
const HASH = /^[0-9a-f]{40}$/;
const SIDES = new Map<string, SideName>([
  ['bid', 'bids'],
  ['ask', 'asks'],
]);

/** Takes a row apart; a text says what is wrong with it. */
export const parseRow = (text: string): Row | string => {
  const fields = text.split(',');
  if (fields.length !== FIELD_COUNT) return `${String(fields.length)} fields instead of 9`;
  const [, asset = '', , kind, priceText = '', sideText = '', sizeText = ''] = fields;
  const [hash = '', stamp = ''] = fields.slice(7);
  if (kind !== 'book' && kind !== 'price_change') return `event type '${kind ?? ''}'`;
  const price = priceIn(priceText);
  if (price === undefined) return `price '${priceText}'`;
  const side = SIDES.get(sideText);
  if (side === undefined) return `side '${sideText}'`;
  const size = microsIn(sizeText);
  if (size === undefined) return `size '${sizeText}'`;
  if (!HASH.test(hash)) return `hash '${hash}'`;
  if (msIn(stamp) === undefined) return `timestamp '${stamp}'`;
  return { envelope: { asset, kind, hash, stamp }, level: { side, price, size } };
};

/** Tells whether two rows belong to one message. */
export const sameMessage = (a: Envelope, b: Envelope): boolean =>
  a.hash === b.hash && a.stamp === b.stamp && a.asset === b.asset && a.kind === b.kind;
