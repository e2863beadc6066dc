// Putting the events of a tape into columns and taking them out again. A level change as an object
// with big integers costs more than what it does to a book.

import { invariant, present } from '../units/invariant.ts';
import { microsOfPrice, priceMicros } from '../units/price.ts';
import { microsOfShares, shareMicros } from '../units/shares.ts';
import { epochMs, msOfEpoch } from '../units/time.ts';
import type { TokenId } from '../units/ids.ts';
import type { TapeBlock, TapeEvent } from './tape-event.ts';

/** What a row of a block is: a changed bid, a changed ask, or any other event. */
export const ROW = { bid: 0, ask: 1, other: 2 } as const;

/** The names of a block, and where each of them stands. */
export type TokenList = {
  readonly names: readonly TokenId[];
  readonly places: ReadonlyMap<TokenId, number>;
};

/** Numbers tokens in the order given. */
export const listTokens = (names: readonly TokenId[]): TokenList => ({
  names,
  places: new Map(names.map((name, place) => [name, place])),
});

// A size that a number does not hold exactly stays an event, and so does a level of a token that
// is not listed: a block never says anything else than the events it is made of.
const sizeOf = (event: Extract<TapeEvent, { readonly kind: 'level' }>): number | undefined => {
  const size = Number(microsOfShares(event.size));
  return Number.isSafeInteger(size) && size >= 0 ? size : undefined;
};

/** Puts events into columns. */
export const blockOf = (events: readonly TapeEvent[], list: TokenList): TapeBlock => {
  const count = events.length;
  const kinds = new Uint8Array(count);
  const times = new Float64Array(count);
  const tokens = new Uint32Array(count);
  const prices = new Uint32Array(count);
  const sizes = new Float64Array(count);
  const others: TapeEvent[] = [];
  for (const [row, event] of events.entries()) {
    times[row] = Number(msOfEpoch(event.at));
    const place = event.kind === 'level' ? list.places.get(event.token) : undefined;
    const size = event.kind === 'level' ? sizeOf(event) : undefined;
    if (event.kind !== 'level' || place === undefined || size === undefined) {
      kinds[row] = ROW.other;
      tokens[row] = others.push(event) - 1;
      continue;
    }
    kinds[row] = event.side === 'bids' ? ROW.bid : ROW.ask;
    tokens[row] = place;
    prices[row] = Number(microsOfPrice(event.price));
    sizes[row] = size;
  }
  return { count, kinds, times, tokens, prices, sizes, others, names: list.names };
};

const atRow = (column: Float64Array | Uint32Array | Uint8Array, row: number): number =>
  present(column[row], `row ${row} is in the block`);

/** The event of a row. */
export const eventAt = (block: TapeBlock, row: number): TapeEvent => {
  invariant(row < block.count, `row ${row} is among ${block.count}`);
  const kind = atRow(block.kinds, row);
  const place = atRow(block.tokens, row);
  if (kind === ROW.other) return present(block.others[place], 'the other event is in the block');
  return {
    kind: 'level',
    at: epochMs(BigInt(atRow(block.times, row))),
    token: present(block.names[place], 'the token is listed'),
    side: kind === ROW.bid ? 'bids' : 'asks',
    price: priceMicros(BigInt(atRow(block.prices, row))),
    size: shareMicros(BigInt(atRow(block.sizes, row))),
  };
};

/** The events of a block, in their order. */
export const eventsOf = (block: TapeBlock): readonly TapeEvent[] =>
  Array.from({ length: block.count }, (_, row) => eventAt(block, row));
